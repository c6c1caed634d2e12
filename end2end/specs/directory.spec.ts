// The directory: words, filters, pages. The people are those of seed-demo.
import { expect, test } from "../fixtures";
import { onward } from "../people";

const cards = 'main a[href^="/profile/view/"]';

test("the pages of the directory show everybody once", async ({ page }) => {
  await page.goto("/talents");
  const seen = new Set<string>();
  for (let count = 0; count < 10; count++) {
    const here = new Set(await page.locator(cards).evaluateAll((links) => links.map((link) => link.getAttribute("href")!)));
    expect(here.size).toBeGreaterThan(0);
    expect(here.size).toBeLessThanOrEqual(24);
    const next = page.locator('a[rel="next"]');
    if ((await next.count()) === 0) break;
    for (const link of here) {
      // Others register while this test turns pages; they come first and move no card to a later page.
      expect(seen.has(link), `${link} twice`).toBe(false);
      seen.add(link);
    }
    await onward(page, () => next.click());
  }
  expect(seen.size).toBeGreaterThan(20);
});

test("the search is a plain form and keeps what was asked", async ({ page }) => {
  await page.goto("/talents");
  const search = page.locator('main form [name="q"]').first();
  await search.fill("qqqqqqqq");
  await search.press("Enter");
  await page.waitForURL(/q=qqqqqqqq/);
  await expect(page.locator('main form [name="q"]').first()).toHaveValue("qqqqqqqq");
  await expect(page.locator(cards)).toHaveCount(0);
});

test("nonsense in the address is a notice, not an error", async ({ page }) => {
  for (const query of ["country=ZZ", "city=%00", "talent=nothing-like-that", "after=garbage", `q=${"a".repeat(3000)}`, "unknown=1"]) {
    const answer = await page.goto(`/talents?${query}`);
    expect(answer!.status(), query).toBe(200);
  }
});

test("results follow the form without a reload @javascript", async ({ page }) => {
  await page.goto("/talents");
  await page.evaluate(() => Object.assign(window, { stillHere: true }));
  const search = page.locator('main form [name="q"]').first();
  await search.fill("qqqqqqqq");
  await page.waitForURL(/\/talents\?q=qqqqqqqq$/);
  await expect(page.locator(cards)).toHaveCount(0);
  await expect(search).toBeFocused();
  await expect(page.locator('main [role="status"]').first()).not.toBeEmpty();
  expect(await page.evaluate(() => "stillHere" in window)).toBe(true);
  await search.fill("");
  await page.waitForURL(/\/talents$/);
  await expect(page.locator(cards).first()).toBeVisible();
  expect(await page.locator('form[action="/lang"] input[name="next"]').first().inputValue()).toBe("/talents");
});
