// Pages that are reached only after something was typed: both directions, light and dark, width, accessibility.
import { expect, expectAccessible, expectNoSidewaysScroll, speak, test, type Language } from "../fixtures";
import { enrol, performer, someone } from "../people";
import type { Page } from "@playwright/test";

const steps = ["identity", "contact", "location", "career", "availability", "talents", "documents", "networks", "privacy"];
const sections = ["identity", "origins", "residence", "languages", "physique", "types", "skills", "networks", "pictures"];

const formPages = [
  ...[...steps, "review"].map((step) => `/auth/register?step=${step}`),
  ...[...sections, "review"].map((section) => `/cinema/register?step=${section}`),
];

const ownPages = [
  "/profile/dashboard",
  "/profile/edit",
  ...steps.map((section) => `/profile/edit?section=${section}`),
  "/profile/security",
  "/profile/data",
  "/profile/data/delete",
  "/cinema/register",
];

const performersPages = ["/cinema/edit", ...sections.map((section) => `/cinema/edit?section=${section}`)];

const everybodysEyes = (page: string) => ["", "?as=visitor", "?as=member"].map((eyes) => page + eyes);

async function lookAt(page: Page, address: string, language: Language, project: string) {
  await page.goto(address);
  expect(new URL(page.url()).pathname, "nobody is sent elsewhere").toBe(new URL(address, page.url()).pathname);
  await expect(page.locator("html")).toHaveAttribute("dir", language === "ar" ? "rtl" : "ltr");
  await expect(page.locator("h1")).toHaveCount(1);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page, project);
}

// Each direction on each width. Axe examines the first two, which differ in direction, width and colours; the colours
// are the same in every language.
for (const [project, language, colorScheme, examined] of [
  ["phone", "ar", "dark", "phone"],
  ["desktop", "fr", "light", "desktop"],
  ["phone", "fr", "light", "none"],
  ["desktop", "ar", "dark", "none"],
] as const) {
  test.describe(`in ${language}, ${colorScheme}, on a ${project}`, () => {
    test.use({ colorScheme });
    test.skip(() => test.info().project.name !== project, "another project looks at it");

    test("every page of both forms @javascript", async ({ page }) => {
      test.setTimeout(180_000);
      await speak(page, language);
      for (const address of formPages) await lookAt(page, address, language, examined);
    });

    test("every page of one's own space @javascript", async ({ page }) => {
      test.setTimeout(180_000);
      await speak(page, language);
      const code = await enrol(page, someone());
      for (const address of [...ownPages, ...everybodysEyes(`/profile/view/${code}`)]) await lookAt(page, address, language, examined);
    });

    test("every page of a performer's own space @javascript", async ({ page }) => {
      test.setTimeout(180_000);
      await speak(page, language);
      const code = await enrol(page, performer(), "cinema");
      for (const address of [...performersPages, ...everybodysEyes(`/cinema/profile/${code}`)]) await lookAt(page, address, language, examined);
    });
  });
}
