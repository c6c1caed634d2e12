// The CINEMA form: nine coloured sections, with and without JavaScript, by keyboard, on a phone.
import { expect, expectAccessible, expectNoSidewaysScroll, speak, test } from "../fixtures";
import { answer, enrol, forward, onward, performer, stepForm } from "../people";
import { picture } from "../pictures";

test("all nine sections are answered and lead to a code @walk", async ({ page, javaScriptEnabled }) => {
  test.setTimeout(180_000);
  const person = performer();
  await page.goto("/cinema/register");
  for (let section = 0; section < 8; section++) {
    // Half-way they close the page, and come back another day.
    if (section === 4) {
      const left = page.url();
      await page.goto("about:blank");
      await page.goto("/cinema/register");
      await expect(page.locator('[name="step"][value="physique"]'), `left at ${left}`).toHaveCount(1);
    }
    await answer(stepForm(page), person);
    if (javaScriptEnabled !== false) await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await forward(page);
    await expect(page.locator("#errors"), `section ${section} at ${page.url()}`).toHaveCount(0);
  }
  await answer(stepForm(page), person);
  await page.locator('[name="production_title"]').first().fill("Ali Zaoua");
  await page.locator('[name="production_type"]').first().selectOption("film");
  await page.locator('button[value="add_production"]').click();
  await expect(page.locator("[data-row]")).toHaveCount(2);
  await page.locator('[name="production_title"]').nth(1).fill("Le Barrage");
  await page.locator('[name="production_year"]').nth(1).fill("2019");
  await page.locator('[name="production_type"]').nth(1).selectOption("series");
  await page.locator("[name=profile_photo]").setInputFiles(picture("portrait.png", 40));
  await page.locator("[name=id_photo]").setInputFiles(picture("piece.png", 80));
  if (javaScriptEnabled !== false) {
    await expect(page.getByText("Fichier reçu.")).toHaveCount(2);
    await onward(page, () => page.locator("[name=gallery_photos]").setInputFiles([picture("a.png", 120), picture("b.png", 160)]));
    await expect(page.locator('[name="visibility"][value="public"]')).toBeChecked();
    await expectAccessible(page);
  } else {
    await page.locator("[name=gallery_photos]").setInputFiles([picture("a.png", 120), picture("b.png", 160)]);
    await onward(page, () => page.locator('button[value="upload_gallery"]').click());
  }
  const photos = () => page.locator('[name="gallery_order"]').evaluateAll((fields: HTMLInputElement[]) => fields.map((field) => field.value));
  const [first, second] = await photos();
  await onward(page, () => page.locator(`button[value="gallery_earlier:${second}"]`).click());
  expect(await photos()).toEqual([second, first]);
  await expect(page.locator('[name="production_title"]').first()).toHaveValue("Ali Zaoua");
  await forward(page);
  await expect(page.locator("#errors"), page.url()).toHaveCount(0);
  await expect(page.locator("main")).toContainText("Ali Zaoua");
  await expect(page.locator("main")).toContainText("Le Barrage");
  await expect(page.locator("main")).toContainText("2 sur 10");
  await expect(page.locator("main")).not.toContainText("SPECIMEN");
  if (javaScriptEnabled !== false) await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await forward(page);
  expect(page.url()).toContain("/cinema/register/done");
  await expect(page.locator("main")).toContainText(/MACAS\d{4}F/);
  await expect(page.locator('main img[src^="/qr/cinema/MACAS"]')).toBeVisible();
  if (javaScriptEnabled !== false) await expectAccessible(page);

  const code = (await page.locator("main").innerText()).match(/MACAS\d{4}F/)![0];
  await page.goto(`/cinema/profile/${code}`);
  for (const words of ["Ali Zaoua", "Le Barrage", "2019", String(person.first_name)]) await expect(page.locator("main")).toContainText(words);
  await expect(page.locator("main")).not.toContainText("SPECIMEN");
  // Each small in the list and large in the full-screen view.
  const gallery = await page.locator('main img[src^="/files/gallery/"]').evaluateAll((all: HTMLImageElement[]) => all.map((one) => one.src.replace(/-\d+\.jpg$/, "")));
  expect(new Set(gallery).size).toBe(2);
});

test("who has a main profile is asked only what is missing @walk", async ({ page }) => {
  test.setTimeout(180_000);
  const person = performer();
  const code = await enrol(page, person);
  await page.goto("/cinema/register");
  await expect(page.locator('[name="first_name"]')).toHaveValue(String(person.first_name));
  await expect(page.locator('[name="password"]')).toHaveCount(0);
  let steps = 0;
  for (; steps < 12 && !page.url().includes("/cinema/register/done"); steps++) {
    await answer(stepForm(page), person);
    await forward(page);
    await expect(page.locator("#errors"), page.url()).toHaveCount(0);
  }
  expect(steps, "the place of residence is known").toBeLessThan(10);
  await expect(page.locator("main")).toContainText(code);
});

test("wrong answers keep what was typed and name their fields, in Arabic too", async ({ page, javaScriptEnabled }) => {
  await speak(page, "ar");
  await page.goto("/cinema/register");
  const person = performer({ date_of_birth: "1850-01-01", id_document_number: "" });
  await answer(stepForm(page), person);
  await forward(page);
  for (const field of ["date_of_birth", "id_document_number"]) {
    await expect(page.locator(`#errors a[href='#field-${field}']`)).toBeVisible();
    await expect(page.locator(`#field-${field}-error`)).toHaveText(/[\u0600-\u06FF]/);
  }
  await expect(page.locator('[name="first_name"]')).toHaveValue(String(person.first_name));
  if (javaScriptEnabled !== false) await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test("the module's page leads to the form and to the search", async ({ page, javaScriptEnabled }) => {
  await page.goto("/");
  await expect(page.locator('main a[href="/cinema/register"]').first()).toBeVisible();
  await page.goto("/cinema");
  await expect(page.locator("h1")).toHaveCount(1);
  await expect(page.locator('main a[href="/cinema/talents?type=stunt_performer"]')).toBeVisible();
  if (javaScriptEnabled !== false) await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test("long lists are searched, ticked and unticked with the keyboard alone @javascript", async ({ page }) => {
  await page.goto("/cinema/register?step=languages");
  await page.waitForLoadState("networkidle");
  const search = page.locator('main input[type="search"]');
  await search.focus();
  await page.keyboard.type("amaz");
  const shown = page.locator('[name="languages"]:visible');
  const found = await shown.count();
  expect(found, "the search narrows the list").toBeGreaterThan(0);
  expect(found).toBeLessThan(10);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  const chip = page.locator("main ul button.btn-primary");
  await expect(chip).toHaveCount(1);
  await chip.focus();
  await page.keyboard.press("Enter");
  await expect(chip).toHaveCount(0);
  await expect(page.locator('[name="languages"]:checked')).toHaveCount(0);
});
