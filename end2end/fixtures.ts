import { test as base, expect, type Page } from "@playwright/test";
import axe from "axe-core";

export { expect };
export type Language = "fr" | "ar" | "en";

/** A test whose page may not complain: no console error or warning, no script error, no request to another host. */
export const test = base.extend<{ complaints: string[] }>({
  complaints: [
    async ({ page, baseURL, javaScriptEnabled }, use) => {
      const complaints: string[] = [];
      const host = new URL(baseURL!).host;
      page.on("console", (message) => {
        if (!["error", "warning"].includes(message.type())) return;
        // A tested error page answers 4xx by design; the browser reports that about the page's own address.
        const own = message.location().url.split("#")[0] === page.url().split("#")[0];
        if (own && /status of 4\d\d/.test(message.text())) return;
        // Without scripts a script's preload is unused.
        if (javaScriptEnabled === false && message.text().includes("preloaded using link preload")) return;
        complaints.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
      });
      page.on("pageerror", (error) => complaints.push(`script error: ${error.message}`));
      page.on("request", (request) => {
        const url = new URL(request.url());
        if (["http:", "https:", "ws:", "wss:"].includes(url.protocol) && url.host !== host) complaints.push(`request to another host: ${url}`);
      });
      await use(complaints);
      expect(complaints, "what the browser complained about").toEqual([]);
    },
    { auto: true },
  ],
});

/** Chooses the language as the switch does, without using it. */
export async function speak(page: Page, language: Language) {
  await page.context().addCookies([{ name: "lang", value: language, url: test.info().project.use.baseURL ?? `http://127.0.0.1:${process.env.E2E_PORT}` }]);
}

/**
 * Fails on what axe finds, of any impact. Each state of a page is examined in one project, a phone unless another is
 * named; at the full size (`make test-full`) in every project.
 */
export async function expectAccessible(page: Page, project = "phone") {
  if (examinedIn(project)) await expectNothingFound(page);
}

const examinedIn = (project: string) => process.env.TESTS_FULL === "1" || test.info().project.name === project;

/** In the dark colours nothing is different but the contrasts. */
export async function expectContrastInTheDark(page: Page, project = "phone") {
  if (!examinedIn(project)) return;
  await page.emulateMedia({ colorScheme: "dark" });
  await expectNothingFound(page, { runOnly: ["color-contrast"] });
  await page.emulateMedia({ colorScheme: null });
}

/** Waits until colours have changed that take a moment for it, such as those of buttons. */
async function waitForTransitions(page: Page) {
  await page.evaluate(async () => {
    const passing = document.getAnimations().filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime));
    await Promise.allSettled(passing.map((animation) => animation.finished));
  });
}

async function expectNothingFound(page: Page, options: axe.RunOptions = {}) {
  await waitForTransitions(page);
  // The program is half a megabyte: a page is given it once.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  // Only what is wrong is told: all that is right about lists of two hundred countries takes longer than to look.
  const violations = await page.evaluate(
    async (options) => (await (window as unknown as { axe: typeof axe }).axe.run(document, options)).violations,
    // Frames here are sealed off: no script runs in them, and asking them makes browsers complain.
    { ...options, iframes: false, resultTypes: ["violations"] } satisfies axe.RunOptions,
  );
  const found = violations.map(
    ({ id, impact, help, nodes }) => `${id} (${impact}): ${help}\n  ${nodes.map((node) => node.html).join("\n  ")}`,
  );
  // All pages are looked at before the test fails.
  expect.soft(found, `axe on ${page.url()}`).toEqual([]);
}

/** Nothing may be wider than the screen. */
export async function expectNoSidewaysScroll(page: Page) {
  const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  expect(content, `width of ${page.url()}`).toBeLessThanOrEqual(screen);
}
