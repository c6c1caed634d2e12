// Every public page, in French and Arabic: language, direction, one heading, width, accessibility.
import { expect, expectAccessible, expectContrastInTheDark, expectNoSidewaysScroll, speak, test } from "../fixtures";
import { publicPages } from "../pages.mjs";

const directions = { fr: "ltr", ar: "rtl" } as const;

for (const { path, find, status } of publicPages) {
  for (const language of ["fr", "ar"] as const) {
    test(`${path} in ${language} @markup`, async ({ page, baseURL, javaScriptEnabled }) => {
      await speak(page, language);
      const answer = await page.goto(find ? await find(baseURL!) : path);
      expect(answer!.status()).toBe(status ?? 200);
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      await expect(page.locator("html")).toHaveAttribute("dir", directions[language]);
      await expect(page.locator("h1")).toHaveCount(1);
      await expect(page).toHaveTitle(/TalentsMaroc/);
      if (javaScriptEnabled === false) return;
      await page.waitForLoadState("networkidle");
      await expectNoSidewaysScroll(page);
      // Each direction once, each width once; the colours are the same in every language.
      const project = language === "ar" ? "phone" : "desktop";
      await expectAccessible(page, project);
      await expectContrastInTheDark(page, project);
    });
  }
}

test("no link of the site leads nowhere @server", async ({ page, baseURL, request }) => {
  test.setTimeout(120_000);
  const seen = new Set<string>();
  const waiting = publicPages.filter(({ find, status }) => !find && !status).map(({ path }) => path);
  while (waiting.length > 0 && seen.size < 120) {
    const path = waiting.pop()!;
    if (seen.has(path)) continue;
    seen.add(path);
    const answer = await request.get(path);
    expect(answer.status(), `${path} is linked`).toBeLessThan(400);
    if (!answer.headers()["content-type"]?.startsWith("text/html")) continue;
    const html = await answer.text();
    for (const [, link] of html.matchAll(/<a\b[^>]*\bhref="([^"#]+)/g)) {
      const url = new URL(link.replaceAll("&amp;", "&"), baseURL);
      if (url.host === new URL(baseURL!).host) waiting.push(url.pathname + url.search);
    }
  }
  expect(seen.size).toBeGreaterThan(3);
  await page.goto("/");
});

test("without a choice the browser's language decides @server", async ({ browser, baseURL }) => {
  for (const [locale, language] of [["ar-MA", "ar"], ["en-GB", "en"], ["de-DE", "fr"]]) {
    const context = await browser.newContext({ locale, baseURL });
    const page = await context.newPage();
    await page.goto("/");
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    await context.close();
  }
});
