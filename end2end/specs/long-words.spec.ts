// Whatever people write, no page is wider than the smallest screen (WCAG 1.4.10), with the spacing of text that readers
// may choose (WCAG 1.4.12) too.
import { expect, expectNoSidewaysScroll, speak, test, type Language } from "../fixtures";
import { publicPages } from "../pages.mjs";
import { enrol, performer, someone, type Answers } from "../people";
import type { Page } from "@playwright/test";

test.use({ viewport: { width: 320, height: 640 } });

const mainSections = ["identity", "contact", "location", "career", "availability", "talents", "documents", "networks", "privacy"];
const cinemaSections = ["identity", "origins", "residence", "languages", "physique", "types", "skills", "networks", "pictures"];

const long = (letter: string, length = 100) => letter.repeat(length);

/** A person with a word of a hundred letters, or as many as there may be, in every answer of text. */
const wordy = (mark: string): Answers => ({
  first_name: `W${long("w", 99)}`,
  last_name: `M${long("m", 99)}`,
  name_ar: long("س"),
  email: `${mark}${long("w", 64 - mark.length)}@${long("m", 60)}.${long("w", 60)}.example.org`,
  address: long("W", 300),
  residence_city: "other",
  residence_city_other: long("W"),
  city_of_residence: "other",
  city_of_residence_other: long("W"),
  bio: long("W", 500),
  education: long("W", 500),
  portfolio_url: `https://portfolio.example.org/${long("w")}`,
  website: `https://site.example.org/${long("w")}`,
  production_title: long("W"),
  production_role: long("W"),
  production_year: "1999",
  production_type: "film",
  show_name_photo: true,
  show_links: true,
  show_origins: true,
});

const mark = (test: { info(): { workerIndex: number } }) => `a${test.info().workerIndex}x${Date.now().toString(36)}`;

/** The spacing of WCAG 1.4.12. A constructed sheet, because the page's policy allows no inline one. */
async function spaceOut(page: Page) {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  });
}

async function fits(page: Page, address: string) {
  await page.goto(address);
  await test.step(address, async () => {
    await expectNoSidewaysScroll(page);
    await spaceOut(page);
    // Everything that is folded away has its widest moment too.
    await page.evaluate(() => document.querySelectorAll("main details").forEach((details) => details.setAttribute("open", "")));
    await expectNoSidewaysScroll(page);
  });
}

for (const language of ["fr", "ar"] as Language[]) {
  test.describe(`in ${language}`, () => {
    test.skip(() => test.info().project.name !== "phone", "one width, with scripts");

    test("no text of a profile widens a page @javascript", async ({ page, browser, baseURL }) => {
      test.setTimeout(240_000);
      await speak(page, language);
      const person = someone({ ...wordy(mark(test)), whatsapp_country: "US", whatsapp: "2025550142" });
      const code = await enrol(page, person);
      const profile = `/profile/view/${code}`;
      for (const address of [
        "/profile/dashboard",
        "/profile/edit",
        ...mainSections.map((section) => `/profile/edit?section=${section}`),
        "/profile/security",
        "/profile/data",
        "/profile/data/delete",
        "/cinema/register",
        ...["", "?as=visitor", "?as=member"].map((eyes) => profile + eyes),
      ]) {
        await fits(page, address);
      }
      // The newest people stand first.
      const stranger = await browser.newContext({ baseURL, viewport: { width: 320, height: 640 } });
      const visitor = await stranger.newPage();
      await speak(visitor, language);
      for (const { path, find } of publicPages) await fits(visitor, find ? await find(baseURL!) : path);
      await fits(visitor, profile);
      await fits(visitor, `/talents?q=${long("W", 60)}`);
      await fits(visitor, `/talents?country=MA&city=${long("W")}`);
      await stranger.close();
    });

    test("no text of a performer widens a page @javascript", async ({ page, browser, baseURL }) => {
      test.setTimeout(240_000);
      await speak(page, language);
      const code = await enrol(page, performer(wordy(mark(test))), "cinema");
      const profile = `/cinema/profile/${code}`;
      for (const address of [
        "/profile/dashboard",
        "/cinema/edit",
        ...cinemaSections.map((section) => `/cinema/edit?section=${section}`),
        "/auth/register?step=review",
        ...["", "?as=visitor", "?as=member"].map((eyes) => profile + eyes),
      ]) {
        await fits(page, address);
      }
      const stranger = await browser.newContext({ baseURL, viewport: { width: 320, height: 640 } });
      const visitor = await stranger.newPage();
      await speak(visitor, language);
      for (const address of ["/cinema", "/cinema/talents", profile]) await fits(visitor, address);
      await stranger.close();
    });

    test("no answer widens the form it is typed into @javascript", async ({ page }) => {
      test.setTimeout(240_000);
      await speak(page, language);
      const answers = someone(wordy(mark(test)));
      // As they are sent without a script, so that each step comes back with everything that was typed.
      for (const step of mainSections) {
        const fields = Object.entries({ ...answers, talents: ["music"], email: `${answers.email}@`, step, action: "next" }).flatMap(
          ([name, value]) => (Array.isArray(value) ? value : [value === true ? "on" : String(value)]).map((one) => [name, one]),
        );
        const sent = await page.request.post("/fn/save_registration_step", {
          headers: { "content-type": "application/x-www-form-urlencoded" },
          data: new URLSearchParams(fields).toString(),
          maxRedirects: 0,
        });
        expect(sent.status(), step).toBeLessThan(400);
      }
      for (const step of [...mainSections, "review"]) await fits(page, `/auth/register?step=${step}`);
    });
  });
}
