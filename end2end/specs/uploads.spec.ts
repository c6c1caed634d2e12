// File fields: in the page's language where its program runs, the browser's own without it.
import { expect, expectAccessible, expectNoSidewaysScroll, speak, test } from "../fixtures";
import { onward } from "../people";
import { picture } from "../pictures";

const PICTURES = "/cinema/register?step=pictures";

test("a file field has a button in the page's language, or is the browser's own", async ({ page, javaScriptEnabled }) => {
  for (const language of ["fr", "ar"] as const) {
    await speak(page, language);
    await page.goto(PICTURES);
    const button = page.locator('label[data-choose][for="field-profile_photo"]');
    const field = page.locator("[name=profile_photo]");
    if (javaScriptEnabled === false) {
      await expect(button).toBeHidden();
      await expect(field).toBeVisible();
      continue;
    }
    await expect(button).toBeVisible();
    const [shown, reached] = [(await button.boundingBox())!, (await field.boundingBox())!];
    expect(shown.height).toBeGreaterThanOrEqual(44);
    // The field lies over the button.
    for (const side of ["x", "y", "width", "height"] as const) expect(Math.abs(shown[side] - reached[side]), side).toBeLessThan(2);
    await field.focus();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Tab");
    expect(await button.evaluate((node) => getComputedStyle(node).outlineStyle)).toBe("solid");
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  }
});

test("photos chosen together stand there with their names until they have come @javascript", async ({ page }) => {
  let arrive = () => {};
  const arrival = new Promise<void>((arrived) => (arrive = arrived));
  await page.route("**/cinema/register/files", async (route) => {
    await arrival;
    await route.continue();
  });
  await page.goto(PICTURES);
  await expect(page.locator("label[data-choose]:visible")).toHaveCount(3);
  await page.locator('[name="years_of_experience"]').fill("7");
  await page.locator("[name=gallery_photos]").setInputFiles([1, 2, 3].map((number) => picture(`photo${number}.png`, 60 * number)));
  const chosen = page.locator(".file-previews:visible li");
  await expect(chosen).toHaveText(["photo1.png", "photo2.png", "photo3.png"]);
  await expect(chosen.locator("canvas")).toHaveCount(3);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await onward(page, async () => arrive());
  await expect(page.locator("input[name=gallery_order]")).toHaveCount(3);
  await expect(page.locator('[name="years_of_experience"]')).toHaveValue("7");
});

test("what became of a file stands below its button, at the width of the field @javascript", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(PICTURES);
  const name = `${"portrait-".repeat(12)}.png`;
  await page.locator("[name=profile_photo]").setInputFiles(picture(name, 40));
  const status = page.getByRole("status").filter({ hasText: "Fichier reçu." });
  await expect(status).toBeVisible();
  await expect(page.locator(".file-previews:visible li")).toHaveText([name]);
  const button = (await page.locator('label[data-choose][for="field-profile_photo"]').boundingBox())!;
  const told = (await status.boundingBox())!;
  expect(told.y).toBeGreaterThan(button.y + button.height);
  expect(told.width).toBeGreaterThan(200);
  await expectNoSidewaysScroll(page);
});
