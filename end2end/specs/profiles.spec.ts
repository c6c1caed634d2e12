// The public pages of profiles: the full view of the photos, what stays in sight, the printed sheet.
import type { Page } from "@playwright/test";
import { expect, expectNoSidewaysScroll, test } from "../fixtures";
import { publicPages } from "../pages.mjs";
import { enrol, onward, performer } from "../people";
import { picture } from "../pictures";

const photos = [1, 2, 3].map((number) => picture(`photo${number}.png`, 60 * number));

/** A CINEMA profile with three photos; answers its address as others see it. */
async function withGallery(page: Page, scripts: boolean): Promise<string> {
  const code = await enrol(page, performer(), "cinema");
  await page.goto("/cinema/edit?section=pictures");
  const field = page.locator("input[type=file][name=gallery_photos]");
  if (scripts) {
    await onward(page, () => field.setInputFiles(photos));
  } else {
    await field.setInputFiles(photos);
    await onward(page, () => page.locator('button[value="upload_gallery"]').click());
  }
  return `/cinema/profile/${code}?as=member`;
}

test("the full view keeps its steps in their places, and going back leaves it @walk", async ({ page, javaScriptEnabled }) => {
  test.setTimeout(120_000);
  await page.goto(await withGallery(page, javaScriptEnabled !== false));
  const photo = (number: number) => page.locator(`#photo-${number}`);
  const step = (number: number, place: number) => photo(number).locator(`nav > :nth-child(${place})`);
  const shown = (number: number) => expect(photo(number)).toBeInViewport({ ratio: 0.9 });
  await page.locator('#gallery a[href="#photo-1"]').click();
  await shown(1);
  const places = async (number: number) => Promise.all([1, 3, 4].map((place) => step(number, place).boundingBox()));
  const first = await places(1);
  await step(1, 3).click();
  await shown(2);
  for (const [index, box] of (await places(2)).entries()) {
    expect(Math.abs(box!.x - first[index]!.x), `step ${index}`).toBeLessThan(2);
    expect(Math.abs(box!.y - first[index]!.y), `step ${index}`).toBeLessThan(2);
  }
  await step(2, 4).click();
  await expect(photo(2)).toBeHidden();
  // The arrow keys add nothing to the history.
  await page.locator('#gallery a[href="#photo-1"]').click();
  await shown(1);
  await page.keyboard.press("ArrowRight");
  await shown(2);
  await page.goBack();
  await expect(photo(1)).toBeHidden();
  await expect(page.locator("h1")).toBeVisible();
});

test("a profile prints on one sheet @javascript", async ({ page }) => {
  test.skip(test.info().project.name !== "desktop", "paper has one width");
  test.setTimeout(120_000);
  await page.goto(await withGallery(page, true));
  const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  await page.emulateMedia({ media: "print" });
  for (const kept of [".profile-portrait", "h1", "#gallery img", ".fact-table", ".qr"]) await expect(page.locator(kept).first()).toBeVisible();
  for (const dropped of [".contact-bar", ".share", ".notice", "body > header", "footer"]) await expect(page.locator(dropped).first()).toBeHidden();
});

test("the way to contact a person is in sight", async ({ page, baseURL }) => {
  for (const path of ["/profile/view/{code}", "/cinema/profile/{code}"]) {
    await page.goto(await publicPages.find((listed) => listed.path === path)!.find!(baseURL!));
    const contact = page.locator('.contact-bar a[href^="mailto:"]');
    await expect(contact).toBeInViewport({ ratio: 1 });
    await page.locator(".share summary").click();
    await expect(page.locator('.share a[href^="https://wa.me/?text="]')).toBeVisible();
    await expect(page.locator(".share input")).toHaveValue(new RegExp(`${new URL(page.url()).pathname}$`));
    await expectNoSidewaysScroll(page);
    if (test.info().project.name !== "phone") continue;
    // At the lower edge, wherever the page is read, and over nothing at its end.
    await page.locator("footer").scrollIntoViewIfNeeded();
    await expect(contact).toBeInViewport({ ratio: 1 });
    const bar = await page.locator(".contact-bar").boundingBox();
    expect(Math.round(bar!.y + bar!.height)).toBe(844);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    const last = await page.locator("footer a, footer button").last().boundingBox();
    expect(last!.y + last!.height).toBeLessThanOrEqual(bar!.y);
  }
});
