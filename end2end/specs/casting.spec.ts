// The casting search: a plain form, results that follow it, filters taken off one by one.
import { expect, expectNoSidewaysScroll, test } from "../fixtures";
import { numberIn, peopleFound, unfold } from "../search";

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
  await page.locator('main [name="sort"]').selectOption("name");
  await page.waitForURL(/\/cinema\/talents\?sort=name$/);
  expect(await page.evaluate(() => "stillHere" in window)).toBe(true);
});

test("several filters find fewer people, and each is taken off by its chip", async ({ page }) => {
  await page.goto("/cinema/talents");
  const everybody = await peopleFound(page);
  expect(everybody).toBeGreaterThan(0);
  await page.goto("/cinema/talents?gender=F&height_min=50");
  const women = await peopleFound(page);
  expect(women).toBeGreaterThan(0);
  expect(women).toBeLessThan(everybody);
  await page.locator('main a[href="/cinema/talents?gender=F"]').first().click();
  await page.waitForURL(/\?gender=F$/);
  expect(await peopleFound(page)).toBeGreaterThanOrEqual(women);
});

test("the numbers in a casting form follow a ticked box @javascript", async ({ page }) => {
  await page.goto("/cinema/talents");
  const form = page.locator('main form[role="search"]');
  const key = (await form.locator("label:has(> b:not(:empty)) > input[name=type]").first().getAttribute("value"))!;
  const type = form.locator(`input[name="type"][value="${key}"]`);
  await unfold(type);
  await type.check();
  await page.waitForURL(/\?type=\w+$/);
  const count = form.locator(`input[name="type"][value="${key}"] ~ b`);
  await expect.poll(async () => (await numberIn(count)) === (await peopleFound(page))).toBe(true);
  // A long list has its field to search it, and its numbers.
  const language = form.locator('input[name="language"]').first();
  await unfold(language);
  await expect(form.locator("input[name=language] ~ b").first()).toHaveText(/^\d+$/);
  await expect(type).toBeVisible();
});

test("ticked people stand side by side", async ({ page }) => {
  await page.goto("/cinema/talents");
  const bar = page.locator(".compare-bar");
  await expect(bar).toBeHidden();
  const boxes = page.locator("main .compare-box");
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await expect(bar).toBeInViewport();
  await bar.getByRole("button").click();
  await page.waitForURL(/\/cinema\/talents\/compare\?code=\w+&code=\w+$/);
  await expect(page.locator("main thead th")).toHaveCount(2);
  await expectNoSidewaysScroll(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("banner")).toBeHidden();
  await page.emulateMedia({ media: null });
  await page.locator("main thead th a").last().click();
  await expect(page.locator("main thead th")).toHaveCount(1);
});

test("a person stays ticked while the results follow the form @javascript", async ({ page }) => {
  await page.goto("/cinema/talents");
  const box = page.locator("main .compare-box").first();
  const code = await box.inputValue();
  await box.check();
  await page.locator('main form [name="q"]').first().fill(code);
  await page.waitForURL(new RegExp(`q=${code}`));
  await expect(page.locator(".live-results[aria-busy=true]")).toHaveCount(0);
  await expect(page.locator("main .compare-box")).toHaveCount(1);
  await expect(page.locator(`.compare-box[value="${code}"]`)).toBeChecked();
});

test("on a phone the filters say how many people they show @javascript", async ({ page }) => {
  test.skip((page.viewportSize()?.width ?? 0) >= 1024, "the filters stand beside the results");
  await page.goto("/cinema/talents");
  await page.waitForLoadState("networkidle");
  const fold = page.locator(".filters-fold");
  await fold.locator(":scope > summary").click();
  const show = page.getByRole("button", { name: /^Voir .*profils?$/ });
  await expect(show).toBeInViewport();
  await show.click();
  await expect(fold).not.toHaveAttribute("open");
  await expect(page.locator("#results")).toBeInViewport();
});
