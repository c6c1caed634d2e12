// Programs of the browser that work on our pages: translators, extensions, guards against being recognised.
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures";
import { register, someone } from "../people";
import { picture } from "../pictures";

const program = (name: string) => ({ path: join(__dirname, "..", "other-programs", name) });

async function translate(page: Page, late: boolean) {
  if (late) await page.addInitScript("window.__late = true");
  await page.addInitScript(program("translated_page.js"));
}

const translated = (page: Page) => expect(page.locator("html.translated-ltr")).toBeAttached();

// Script errors are complaints, which fail every test.
for (const late of [false, true]) {
  const when = late ? "after" : "before";

  test(`a page translated ${when} its program begins takes photos @javascript`, async ({ page }) => {
    await translate(page, late);
    await page.goto("/cinema/register?step=pictures");
    await translated(page);
    await page.locator("[name=profile_photo]").setInputFiles(picture("portrait.png", 40));
    const status = page.getByRole("status").filter({ hasText: "Fichier reçu." });
    await expect(status).toHaveCount(1);
    await expect(status).toBeVisible();
  });

  test(`a page translated ${when} its program begins searches long lists @javascript`, async ({ page }) => {
    await translate(page, late);
    await page.goto("/cinema/register?step=languages");
    await translated(page);
    const search = page.getByRole("searchbox");
    const choices = page.locator("[data-choices] > label:visible");
    for (const typed of ["neerlandais", "PORTUGAIS"]) {
      await search.fill(typed);
      await expect(choices).toHaveCount(1);
      await choices.getByRole("checkbox").check();
    }
    const chips = page.locator("leptos-island li button");
    await expect(chips).toHaveCount(2);
    const [, stays] = await chips.allTextContents();
    await chips.first().click();
    await expect(chips).toHaveText([stays]);
    await expect(page.getByRole("status").filter({ hasText: /^\s*1 / })).toBeVisible();
  });

  test(`a page translated ${when} its program begins registers a person @javascript @walk`, async ({ page }) => {
    test.setTimeout(120_000);
    await translate(page, late);
    await register(page, someone());
  });
}

test("an island that an extension has changed stays as without JavaScript @javascript", async ({ page }) => {
  await page.addInitScript(() => {
    document.addEventListener("DOMContentLoaded", () => {
      for (const own of document.querySelectorAll("leptos-island > *")) own.prepend("★", document.createElement("b"));
    });
  });
  await page.goto("/cinema/register?step=languages", { waitUntil: "networkidle" });
  await expect(page.getByRole("searchbox")).toHaveCount(0);
  const box = page.locator("[name=languages]").first();
  await box.check();
  await expect(box).toBeChecked();
});

/** Notes the type of every file that is sent. */
async function noteSentTypes(page: Page) {
  await page.addInitScript(() => {
    const sent: string[] = [];
    Object.assign(window, { sentTypes: sent });
    const append = FormData.prototype.append as (...all: unknown[]) => void;
    FormData.prototype.append = function (this: FormData, ...all: unknown[]) {
      if (all[1] instanceof Blob) sent.push(all[1].type);
      append.apply(this, all);
    } as typeof FormData.prototype.append;
  });
}

const sentTypes = (page: Page) => page.evaluate(() => (window as unknown as { sentTypes: string[] }).sentTypes);

test("a photo is shrunk where the canvas gives back what was drawn @javascript", async ({ page }) => {
  await noteSentTypes(page);
  await page.goto("/cinema/register?step=pictures");
  await page.locator("[name=profile_photo]").setInputFiles(picture("portrait.png", 40));
  await expect(page.getByText("Fichier reçu.")).toBeVisible();
  expect(await sentTypes(page)).toEqual(["image/jpeg"]);
});

test("a photo is sent as it is where the canvas gives back noise @javascript", async ({ page }) => {
  await noteSentTypes(page);
  await page.addInitScript(program("poisoned_canvas.js"));
  await page.goto("/cinema/register?step=pictures");
  await page.locator("[name=profile_photo]").setInputFiles(picture("portrait.png", 40));
  await expect(page.getByText("Fichier reçu.")).toBeVisible();
  expect(await sentTypes(page)).toEqual(["image/png"]);

  // What was stored is the colour that was chosen.
  const other = await page.context().newPage();
  await other.goto("/cinema/register?step=pictures");
  const pixel = await other.locator('img[src^="/files/photo/"]').first().evaluate(async (shown: HTMLImageElement) => {
    const bitmap = await createImageBitmap(await (await fetch(shown.src)).blob());
    const canvas = Object.assign(document.createElement("canvas"), { width: bitmap.width, height: bitmap.height });
    const context = canvas.getContext("2d")!;
    context.drawImage(bitmap, 0, 0);
    return [...context.getImageData(bitmap.width / 2, bitmap.height / 2, 1, 1).data.slice(0, 3)];
  });
  for (const [place, colour] of [40, 120, 90].entries()) expect(Math.abs(pixel[place] - colour)).toBeLessThan(10);
});
