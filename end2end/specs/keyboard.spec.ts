// Registering with nothing but a keyboard.
import { expect, test } from "../fixtures";
import { answerFileChoosers, fillByKeyboard } from "../keyboard";
import { onward, performer, someone } from "../people";
import { picture } from "../pictures";

test.beforeEach(() => test.skip(test.info().project.name !== "desktop", "a keyboard is a desk's"));

/** A date that reads the same with the day or the month first. */
const date_of_birth = "1995-05-05";

test("the keyboard alone registers a person @javascript", async ({ page }) => {
  test.setTimeout(180_000);
  const person = someone({ date_of_birth });
  await page.goto("/auth/register");
  for (let step = 0; step < 12 && !page.url().includes("/auth/register/done"); step++) {
    await fillByKeyboard(page, person);
    await onward(page, () => page.keyboard.press("Enter"));
    await expect(page.locator("#errors"), page.url()).toHaveCount(0);
  }
  expect(page.url()).toContain("/auth/register/done");
  await expect(page.locator("main")).toContainText(/[A-Z]{2}[A-Z0-9]{3}\d{4,6}F/);
});

test("the keyboard alone answers the nine CINEMA sections, with a break @javascript", async ({ page }) => {
  test.setTimeout(240_000);
  const person = performer({ date_of_birth, production_title: "Film d’exemple", production_type: "film", production_year: "1999" });
  const files = { profile_photo: picture("portrait.png", 40), id_photo: picture("piece.png", 80), gallery_photos: [picture("a.png", 120), picture("b.png", 160)] };
  answerFileChoosers(page, files);
  await page.goto("/cinema/register");
  for (let section = 0; section < 11 && !page.url().includes("/cinema/register/done"); section++) {
    if (section === 5) {
      // Leaving half-way and coming back leads to the same place.
      await page.goto("/about");
      await page.goto("/cinema/register");
      await expect(page.locator('[name="talent_types"]').first()).toBeVisible();
    }
    await fillByKeyboard(page, person, Object.keys(files));
    await onward(page, () => page.keyboard.press("Enter"));
    await expect(page.locator("#errors"), page.url()).toHaveCount(0);
  }
  expect(page.url()).toContain("/cinema/register/done");
  const code = (await page.locator("main").innerText()).match(/MACAS\d{4,6}F/)![0];
  await page.goto(`/cinema/profile/${code}`);
  for (const shown of ["Arabe", "Français", "172 cm", "Film d’exemple"]) await expect(page.locator("main")).toContainText(shown);
  await expect(page.locator('main img[src*="/files/gallery/"]:visible')).toHaveCount(2);
});
