// The directory: words, filters, numbers beside choices, orders, pages. The people are those of seed-demo.
import { expect, test } from "../fixtures";
import { onward } from "../people";
import { numberIn, peopleFound, unfold } from "../search";

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

test("beside each choice stands how many people it finds", async ({ page }) => {
  await page.goto("/talents");
  const form = page.locator('main form[role="search"]');
  const inMorocco = await numberIn(form.locator('select[name="country"] option[value="MA"]'));
  expect(inMorocco).toBeGreaterThan(0);
  expect(await numberIn(form.locator("input[name=talent] ~ b:not(:empty)").first())).toBeGreaterThan(0);
  await page.goto("/talents?country=MA");
  // Others register while this test runs.
  expect(await peopleFound(page)).toBeGreaterThanOrEqual(inMorocco);
});

test("the numbers beside the choices follow a ticked box @javascript", async ({ page }) => {
  await page.goto("/talents");
  const form = page.locator('main form[role="search"]');
  const inMorocco = form.locator('select[name="country"] option[value="MA"]');
  const before = await numberIn(inMorocco);
  const key = (await form.locator("label:has(> b:not(:empty)) > input[name=talent]").first().getAttribute("value"))!;
  const talent = form.locator(`input[name="talent"][value="${key}"]`);
  await unfold(talent);
  await talent.check();
  await page.waitForURL(new RegExp(`talent=${key}$`));
  await expect.poll(() => numberIn(inMorocco)).toBeLessThan(before);
  expect(await numberIn(form.locator(`input[name=talent][value="${key}"] ~ b`))).toBe(await peopleFound(page));
  await expect(talent).toBeChecked();
  await expect(talent).toBeVisible();
  await expect(talent).toBeFocused();
  await talent.uncheck();
  await page.waitForURL(/\/talents$/);
  await expect.poll(() => numberIn(inMorocco)).toBeGreaterThanOrEqual(before);
});

test("the list can be put in the order of names", async ({ page }) => {
  await page.goto("/talents");
  await page.locator('main [name="sort"]').selectOption("name");
  await page.locator('main form[role="search"] button[type="submit"]').click();
  await page.waitForURL(/[?&]sort=name/);
  await expect(page.locator('main [name="sort"]')).toHaveValue("name");
  // With script the results of both, the choice and the button, may still be on their way.
  await expect(page.locator(".live-results[aria-busy=true]")).toHaveCount(0);
  const names = await page.locator(`${cards} bdi`).allInnerTexts();
  expect(names.length).toBeGreaterThan(5);
  const fold = (text: string) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  let last = "";
  // People whose name is hidden have initials, and come after the others.
  for (const name of names.filter((name) => !name.endsWith("."))) {
    const words = fold(name).split(" ");
    // Where the last name begins is not written: one of the ways to read the names must be in order.
    const readings = words.map((_, first) => [...words.slice(first), ...words.slice(0, first)].join(" ")).sort();
    const next = readings.find((reading) => reading >= last);
    expect(next, `${name} after ${last}`).toBeDefined();
    last = next!;
  }
  const firstHidden = names.findIndex((name) => name.endsWith("."));
  if (firstHidden >= 0) expect(names.slice(firstHidden).every((name) => name.endsWith("."))).toBe(true);
});

test("words bring their own order @javascript", async ({ page }) => {
  await page.goto("/talents");
  const order = page.locator('main [name="sort"]');
  await expect(order.locator('option[value="newest"]')).toHaveCount(0);
  await page.locator('main form [name="q"]').first().fill("a");
  await page.waitForURL(/\/talents\?q=a$/);
  // What was usual without words can now be chosen.
  await expect(order.locator('option[value="newest"]')).toHaveCount(1);
  await expect(order).toHaveValue("");
});
