// The casting search: a plain form, results that follow it, filters taken off one by one.
import { expect, test } from "../fixtures";

const cards = 'main a[href^="/cinema/profile/"]';

test("casting results follow the form without a reload @javascript", async ({ page }) => {
  await page.goto("/cinema/talents");
  await page.evaluate(() => Object.assign(window, { stillHere: true }));
  const search = page.locator('main form [name="q"]').first();
  await search.fill("qqqqqqqq");
  await page.waitForURL(/\/cinema\/talents\?q=qqqqqqqq$/);
  await expect(page.locator(cards)).toHaveCount(0);
  await expect(search).toBeFocused();
  await expect(page.locator('main [role="status"]').first()).not.toBeEmpty();
  await search.fill("");
  await page.waitForURL(/\/cinema\/talents$/);
  await expect(page.locator(cards).first()).toBeVisible();
  await page.locator('main form [name="sort"]').selectOption("name");
  await page.waitForURL(/\/cinema\/talents\?sort=name$/);
  expect(await page.evaluate(() => "stillHere" in window)).toBe(true);
});

test("several filters find fewer people, and each is taken off by its chip", async ({ page }) => {
  const total = async () => Number((await page.getByText("Personnes trouvées").first().innerText()).match(/\d+/)?.[0]);
  await page.goto("/cinema/talents");
  const everybody = await total();
  expect(everybody).toBeGreaterThan(0);
  await page.goto("/cinema/talents?gender=F&height_min=50");
  const women = await total();
  expect(women).toBeGreaterThan(0);
  expect(women).toBeLessThan(everybody);
  await page.locator('main a[href="/cinema/talents?gender=F"]').first().click();
  await page.waitForURL(/\?gender=F$/);
  expect(await total()).toBeGreaterThanOrEqual(women);
});
