// People chosen in the administrators' table, suspended and brought back together. On a server of its own: other tests
// need the people.
import type { Page } from "@playwright/test";
import { expect, expectAccessible } from "../fixtures";
import { shareOffice, test } from "../office";
import { onward, signIn } from "../people";

shareOffice();
test.beforeEach(async ({ page, office }) => signIn(page, office!.email, office!.password));

const boxes = (page: Page) => page.locator("input[name=person]");
const bar = (page: Page) => page.locator("#selection");
const press = (page: Page, name: string) => onward(page, () => page.getByRole("button", { name, exact: true }).locator("visible=true").first().click());

/** Opens the table, chooses what to do and goes on with what `choose` ticks. */
async function prepare(page: Page, table: string, kind: string, choose: () => Promise<unknown>) {
  await page.goto(table);
  await choose();
  await bar(page).locator("[name=kind]").selectOption(kind);
  await press(page, "Continuer");
  await expect(page).toHaveURL(/\/admin\/selection\/\d+$/);
}

/** The report, once the job has done everything. */
async function finished(page: Page) {
  await expect(async () => {
    await page.reload();
    await expect(page.locator("main")).toContainText("Terminée", { timeout: 500 });
  }).toPass({ timeout: 30_000 });
}

test("people who are ticked are suspended and brought back", async ({ page, javaScriptEnabled }) => {
  await prepare(page, "/admin/users?state=active", "suspend", async () => {
    for (const place of [0, 2]) await boxes(page).nth(place).check();
  });
  await expect(page.locator("main")).toContainText("2 personnes");
  if (javaScriptEnabled !== false) await expectAccessible(page, "desktop");
  await page.locator("main select[name=reason]").selectOption("asked");
  await press(page, "Suspendre");
  await finished(page);
  await page.goto("/admin/users?state=suspended");
  await expect(boxes(page)).toHaveCount(2);
  await page.goto("/admin/selection");
  await page.locator('main a[href^="/admin/selection/"]').first().click();
  await press(page, "Revenir en arrière");
  await finished(page);
  await page.goto("/admin/users?state=suspended");
  await expect(boxes(page)).toHaveCount(0);
});

test("all who match are chosen by one box, and nobody by none", async ({ page }) => {
  await page.goto("/admin/users?gender=F");
  await press(page, "Continuer");
  await expect(page.locator('main [role="alert"]')).toContainText("Cochez des personnes");
  expect(page.url()).toContain("gender=F");
  const shown = await bar(page).locator("[name=all]").getAttribute("value");
  await prepare(page, "/admin/users?gender=F", "ask", () => bar(page).locator("[name=all]").check());
  await expect(page.locator("main")).toContainText(`${shown} personnes`);
});

test("an announcement is written and read before it is sent", async ({ page, javaScriptEnabled }) => {
  await page.goto("/admin/users");
  await boxes(page).first().check();
  await bar(page).locator("[name=kind]").selectOption("announce");
  await press(page, "Continuer");
  await expect(page).toHaveURL(/\/admin\/announcements\/\d+$/);
  await page.locator("[name=subject_fr]").fill("Casting samedi");
  await page.locator("[name=body_fr]").fill("Bonjour {prénom},\nvenez : https://talents.example/casting");
  await press(page, "Enregistrer et relire");
  await expect(page.locator(".desk-letter")).toContainText("Bonjour Amina");
  // The people of the demonstration get no mails.
  await expect(page.locator("main")).toContainText("Compte de démonstration");
  if (javaScriptEnabled !== false) await expectAccessible(page, "desktop");
});

test("the shift key ticks all boxes in between, and the bar counts them @javascript", async ({ page }) => {
  await page.goto("/admin/users");
  const ticked = page.locator("input[name=person]:checked");
  const untick = async () => {
    while (await ticked.count()) await ticked.first().click();
  };
  // The page may not be alive yet.
  await expect(async () => {
    await untick();
    await boxes(page).nth(1).click();
    await boxes(page).nth(4).click({ modifiers: ["Shift"] });
    await expect(ticked).toHaveCount(4, { timeout: 500 });
  }).toPass();
  await expect(bar(page)).toBeInViewport();
  await boxes(page).nth(3).click();
  await boxes(page).nth(2).click({ modifiers: ["Shift"] });
  await expect(ticked).toHaveCount(2);
  // Results that take the place of others have it too.
  await page.locator('main [name="sort"]').selectOption("name");
  await page.waitForURL(/[?&]sort=name/);
  await expect(page.locator(".live-results[aria-busy=true]")).toHaveCount(0);
  await untick();
  await boxes(page).first().click();
  await boxes(page).nth(2).click({ modifiers: ["Shift"] });
  await expect(ticked).toHaveCount(3);
});
