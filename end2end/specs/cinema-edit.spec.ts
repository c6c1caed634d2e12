// The CINEMA profile, changed a section at a time; with and without JavaScript.
import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, test } from "../fixtures";
import { answer, type Answers, enrol, forward, onward, performer, stepForm } from "../people";
import { picture } from "../pictures";

const pictures = [1, 2, 3].map((number) => picture(`photo${number}.png`, 60 * number));

const order = (page: Page) => page.locator("input[name=gallery_order]").evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));

test("sections of a CINEMA profile are changed one by one @walk", async ({ page, javaScriptEnabled }) => {
  test.setTimeout(180_000);
  const looked = async () => {
    if (javaScriptEnabled !== false) await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  };
  await enrol(page, performer(), "cinema");
  await page.goto("/cinema/edit");
  await expect(page.locator("main")).toContainText("172 cm");
  await expect(page.locator("main")).not.toContainText("SPECIMEN");
  await looked();
  for (const [section, changes, shown] of [
    ["physique", { height: "176", eye_color: "grey" }, "176 cm"],
    ["skills", { other_talents: ["juggler"] }, "Jongl"],
    ["residence", { city_of_residence: "Rabat" }, "Rabat"],
    ["networks", { instagram: "@zahra.autre" }, "instagram.com/zahra.autre"],
  ] as [string, Answers, string][]) {
    await page.goto(`/cinema/edit?section=${section}`);
    await looked();
    await answer(stepForm(page), changes);
    await forward(page);
    await expect(page.locator("#errors"), section).toHaveCount(0);
    await expect(page.locator("main")).toContainText(shown);
  }
  // A wrong answer is named and kept, and the rest waits with it.
  await page.goto("/cinema/edit?section=physique");
  await answer(stepForm(page), { height: "12", build: "stout" });
  await forward(page);
  await expect(page.locator('#errors a[href="#field-height"]')).toBeVisible();
  await expect(page.locator('[name="height"]')).toHaveValue("12");
  await expect(page.locator('[name="build"]')).toHaveValue("stout");
  await looked();
  // The same in Arabic, from right to left.
  await page.goto("/cinema/edit?section=pictures");
  await page.locator("header details > summary:visible").last().click();
  await onward(page, () => page.locator('header form[action="/lang"] button[value="ar"]').locator("visible=true").first().click());
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  expect(page.url(), "the switch leads back to the section").toContain("section=pictures");
  await looked();
});

test("photos of the gallery come, change places and go; productions by hand @walk", async ({ page, javaScriptEnabled }) => {
  test.setTimeout(180_000);
  await enrol(page, performer(), "cinema");
  await page.goto("/cinema/edit?section=pictures");
  const field = page.locator("input[type=file][name=gallery_photos]");
  if (javaScriptEnabled === false) {
    await field.setInputFiles(pictures);
    await onward(page, () => page.locator('button[value="upload_gallery"]').click());
  } else {
    // The script sends them at once, then shows the page again.
    await onward(page, () => field.setInputFiles(pictures));
  }
  await expect(page.locator("input[name=gallery_order]")).toHaveCount(3);
  const [a, b, c] = await order(page);
  await onward(page, () => page.locator(`button[value="gallery_later:${a}"]`).click());
  expect(await order(page)).toEqual([b, a, c]);
  await onward(page, () => page.locator(`button[value="gallery:${c}"]`).click());
  expect(await order(page)).toEqual([b, a]);
  await page.locator('[name="production_title"]').first().fill("Film d’exemple");
  await page.locator('[name="production_type"]').first().selectOption("film");
  await page.locator('[name="production_year"]').first().fill("1999");
  if (javaScriptEnabled !== false) await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await forward(page);
  await expect(page.locator("#errors")).toHaveCount(0);
  await expect(page.locator("main")).toContainText("Film d’exemple · 1999");
  await page.goto("/cinema/edit?section=pictures");
  expect(await order(page)).toEqual([b, a]);
  await expect(page.locator('[name="production_title"]').first()).toHaveValue("Film d’exemple");
});

test("two tabs: the second is told what the first stored @walk", async ({ page, context }) => {
  test.setTimeout(120_000);
  await enrol(page, performer(), "cinema");
  const other = await context.newPage();
  await page.goto("/cinema/edit?section=physique");
  await other.goto("/cinema/edit?section=physique");
  await answer(stepForm(other), { height: "181" });
  await forward(other);
  await answer(stepForm(page), { height: "182" });
  await forward(page);
  await expect(page.locator("main")).toContainText("181 cm");
  await expect(page.locator('[name="height"]')).toHaveValue("182");
  await forward(page);
  await expect(page.locator("main")).toContainText("182 cm");
  await other.close();
});
