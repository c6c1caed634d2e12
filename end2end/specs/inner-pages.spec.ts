// The pages that nobody sees before having typed something: both directions, light and dark, width, accessibility.
import { expect, expectAccessible, expectNoSidewaysScroll, speak, test, type Language } from "../fixtures";
import { enrol, someone } from "../people";
import type { Page } from "@playwright/test";

const formPages = [
  ...["identity", "contact", "location", "career", "availability", "talents", "documents", "networks", "privacy", "review"].map(
    (step) => `/auth/register?step=${step}`,
  ),
  ...["identity", "origins", "residence", "languages", "physique", "types", "skills", "networks", "pictures", "review"].map(
    (section) => `/cinema/register?step=${section}`,
  ),
];

const ownPages = [
  "/profile/dashboard",
  "/profile/edit",
  ...["identity", "contact", "location", "career", "availability", "talents", "documents", "networks", "privacy"].map(
    (section) => `/profile/edit?section=${section}`,
  ),
  "/profile/security",
  "/profile/data",
  "/profile/data/delete",
  "/cinema/register",
];

async function lookAt(page: Page, address: string, language: Language) {
  await page.goto(address);
  expect(new URL(page.url()).pathname, "nobody is sent elsewhere").toBe(new URL(address, page.url()).pathname);
  await expect(page.locator("html")).toHaveAttribute("dir", language === "ar" ? "rtl" : "ltr");
  await expect(page.locator("h1")).toHaveCount(1);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
}

// Each of the four pairs once, on a phone or beside it on a desk.
for (const [project, language, colorScheme] of [
  ["phone", "ar", "dark"],
  ["phone", "fr", "light"],
  ["desktop", "ar", "light"],
  ["desktop", "fr", "dark"],
] as const) {
  test.describe(`in ${language}, ${colorScheme}, on a ${project}`, () => {
    test.use({ colorScheme });
    test.skip(() => test.info().project.name !== project, "another project looks at it");

    test("every page of both forms @javascript", async ({ page }) => {
      test.setTimeout(180_000);
      await speak(page, language);
      for (const address of formPages) await lookAt(page, address, language);
    });

    test("every page of one's own space @javascript", async ({ page }) => {
      test.setTimeout(180_000);
      await speak(page, language);
      const code = await enrol(page, someone());
      const views = ["", "?as=visitor", "?as=member"].map((eyes) => `/profile/view/${code}${eyes}`);
      for (const address of [...ownPages, ...views]) await lookAt(page, address, language);
    });
  });
}
