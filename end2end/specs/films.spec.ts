// Productions are typed, added and removed with and without JavaScript; with it a film's title fills a card.
import { type Page } from "@playwright/test";
import { picture } from "../pictures";
import { expect, expectAccessible, expectNoSidewaysScroll, speak, test } from "../fixtures";

const pictures = "/cinema/register?step=pictures";
const cards = (page: Page) => page.locator("[data-row]");
const titles = (page: Page) => page.locator("[name=production_title]");
const field = (page: Page) => page.getByRole("combobox", { name: "Chercher un film" });
const options = (page: Page) => page.locator("#film-results [role=option]");

/** What the server would answer; what it asks TMDb is tested with the server. */
async function answering(page: Page, status: number, body: object) {
  await page.route("**/cinema/api/search_movies?*", (route) => route.fulfill({ status, json: body }));
  await page.route("**/files/poster/Affiche1.jpg", (route) => route.fulfill({ contentType: "image/png", body: picture("poster.png", 120).buffer }));
}

const found = {
  results: [
    { id: "film-1", tmdb_id: 1, title: "Ali Zaoua, prince de la rue", year: 2000, type: "film", poster_url: "/files/poster/Affiche1.jpg", poster: "Affiche1.jpg" },
    { id: "series-2", tmdb_id: 2, title: "مسلسل", year: null, type: "series", poster_url: null, poster: null },
  ],
  total: 2,
};

async function begin(page: Page) {
  await page.goto(pictures);
  await expect(cards(page).last()).toBeVisible();
}

test("cards of productions are added, kept and removed @walk", async ({ page }) => {
  await begin(page);
  await expect(cards(page)).toHaveCount(1);
  const type = async (number: number, title: string) => {
    await titles(page).nth(number).fill(title);
    await page.locator("[name=production_type]").nth(number).selectOption("theatre");
  };
  await type(0, "Première pièce");
  await page.getByRole("button", { name: "Ajouter une production" }).click();
  await expect(cards(page)).toHaveCount(2);
  await expect(titles(page).first()).toHaveValue("Première pièce");
  await type(1, "Seconde pièce");
  await cards(page).first().getByRole("button", { name: "Retirer" }).click();
  await expect(titles(page).first()).toHaveValue("Seconde pièce");
  const ids = await page.locator("[data-row] [id]").evaluateAll((all) => all.map((element) => element.id));
  expect(new Set(ids).size).toBe(ids.length);
});

test("a film is found with the keyboard or a click and fills a card @javascript", async ({ page }) => {
  await answering(page, 200, found);
  await begin(page);
  await field(page).fill("a");
  await page.waitForTimeout(500);
  await expect(options(page)).toHaveCount(0);
  await field(page).fill("ali");
  await expect(options(page)).toHaveCount(2);
  await expect(options(page).locator("img")).toHaveCount(1);
  await expect(options(page).locator("img")).toHaveJSProperty("naturalWidth", 96);
  await expect(field(page)).toHaveAttribute("aria-expanded", "true");
  await expect(page.getByRole("status").filter({ hasText: "Résultats : 2" })).toBeVisible();
  await expectAccessible(page);
  await field(page).press("ArrowUp");
  await expect(options(page).nth(1)).toHaveAttribute("aria-selected", "true");
  await field(page).press("ArrowDown");
  const active = await field(page).getAttribute("aria-activedescendant");
  expect(active).toBe(await options(page).first().getAttribute("id"));
  await field(page).press("Escape");
  await expect(options(page)).toHaveCount(0);
  await field(page).press("Enter");
  expect(page.url(), "Enter does not send the form").toContain("step=pictures");

  await field(page).fill("zaoua");
  await expect(options(page)).toHaveCount(2);
  await field(page).press("ArrowDown");
  await field(page).press("Enter");
  await expect(titles(page).first()).toHaveValue("Ali Zaoua, prince de la rue");
  await expect(page.locator("[name=production_year]").first()).toHaveValue("2000");
  await expect(page.locator("[name=production_type]").first()).toHaveValue("film");
  await expect(page.locator("[name=production_tmdb_id]").first()).toHaveValue("1");
  await expect(page.locator("[name=production_poster]").first()).toHaveValue("Affiche1.jpg");
  await expect(page.locator("[name=production_role]").first()).toBeFocused();

  await field(page).fill("mousalsal");
  await options(page).nth(1).click();
  await expect(cards(page)).toHaveCount(2);
  await expect(titles(page).nth(1)).toHaveValue("مسلسل");
  await expect(page.locator("[name=production_type]").nth(1)).toHaveValue("series");
  await expect(page.locator("[data-row]").nth(1).locator("legend")).toHaveText(/Production\s+2/);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

for (const [status, sentence] of [
  [503, "n’est pas disponible"],
  [502, "ne répond pas"],
  [429, "Trop de recherches"],
] as const) {
  test(`an answer ${status} leads to typing by hand @javascript`, async ({ page, complaints }) => {
    await answering(page, status, { code: "film_search_failed" });
    await begin(page);
    await field(page).fill("zaoua");
    await expect(page.getByRole("status").filter({ hasText: sentence })).toBeVisible();
    await titles(page).first().fill("À la main");
    // The browser reports the answer, which is what this test is about.
    complaints.splice(0, complaints.length, ...complaints.filter((text) => !text.includes("search_movies")));
  });
}

test("the search reads from right to left and fits a phone @javascript", async ({ page }) => {
  await answering(page, 200, found);
  await speak(page, "ar");
  await begin(page);
  await page.locator("#film-search").fill("ali");
  await expect(options(page)).toHaveCount(2);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});
