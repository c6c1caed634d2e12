// Every page of the desk with the people of the demonstration: one heading, width, accessibility, navigation on one line.
// That they work without scripts is seen in access.spec.ts.
import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectContrastInTheDark, expectNoSidewaysScroll } from "../fixtures";
import { shareOffice, test } from "../office";
import { deskPages } from "../pages.mjs";
import { signIn } from "../people";

shareOffice();
test.beforeEach(async ({ page, office }) => signIn(page, office!.email, office!.password));

async function examine(page: Page, address: string) {
  const answer = await page.goto(address);
  expect(answer!.status()).toBe(200);
  await expect(page.locator("h1")).toHaveCount(1);
  await expect(page).toHaveTitle(/TalentsMaroc/);
  await page.waitForLoadState("networkidle");
  await expectNoSidewaysScroll(page);
  await expectAccessible(page, "desktop");
  await expectContrastInTheDark(page, "desktop");
}

for (const { path } of deskPages) {
  test(`${path} @javascript`, async ({ page }) => examine(page, path));
}

test("a person, and two people to compare @javascript", async ({ page }) => {
  await page.goto("/admin/users");
  const people = page.locator('main a[href^="/admin/users/"].desk-name');
  const [one, other] = await people.evaluateAll((links) => links.map((link) => link.getAttribute("href")!));
  const code = (address: string) => address.split("/").pop();
  const compared = `?code=${code(one)}&code=${code(other)}`;
  for (const address of [one, `/admin/duplicates/compare${compared}`, `/admin/duplicates/confirm${compared}`]) {
    await examine(page, address);
  }
});

test("the navigation takes one line on a desk, and its menu opens by keyboard @javascript", async ({ page, baseURL }) => {
  for (const language of ["fr", "ar", "en"]) {
    await page.context().addCookies([{ name: "lang", value: language, url: baseURL }]);
    await page.goto("/admin");
    const lines = await page.locator(".desk-nav > *").evaluateAll((links) => links.map((link) => Math.round(link.getBoundingClientRect().top)));
    expect(new Set(lines).size, language).toBe(1);
  }
  const menu = page.locator(".desk-nav > details");
  await menu.locator("summary").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(menu.getByRole("link").first()).toBeFocused();
  await expectAccessible(page, "desktop");
});
