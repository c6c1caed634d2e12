// Signing in, and the language switch.
import { readFileSync } from "node:fs";
import { expect, expectAccessible, test } from "../fixtures";
import { deskPages } from "../pages.mjs";
import { answer, forward, onward, signIn, signOut, someone, stepForm } from "../people";

test("a wrong password says so and keeps the address", async ({ page, javaScriptEnabled }) => {
  await signIn(page, "nobody@example.org", "not the password");
  expect(page.url()).toContain("/auth/login");
  await expect(page.locator('main [role="alert"]').first()).toBeVisible();
  await expect(page.locator('main input[type="text"], main input[type="email"]').first()).toHaveValue("nobody@example.org");
  if (javaScriptEnabled !== false) await expectAccessible(page);
});

test("after signing in one is where one wanted to go, never on another site", async ({ page }) => {
  await page.goto("/profile/dashboard");
  expect(page.url()).toContain("next=");
  await page.goto("/auth/login?next=https://example.org/");
  await expect(page.locator('main form [name="next"][value*="example.org"]')).toHaveCount(0);
});

test("the switch changes the language of this and the next pages", async ({ page }) => {
  await page.goto("/about");
  const arabic = page.locator('form[action="/lang"] button[value="ar"]');
  const summaries = page.locator("header details > summary:visible");
  await summaries.last().click();
  await onward(page, () => arabic.locator("visible=true").first().click());
  expect(new URL(page.url()).pathname).toBe("/about");
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await page.goto("/");
  await expect(page.locator("html")).toHaveAttribute("lang", "ar");
});

test("the printed link makes the first administrator, once", async ({ page }) => {
  test.skip(test.info().project.name !== "phone-without-javascript", "the link works once for all projects");
  const link = readFileSync(process.env.E2E_LINK_FILE!, "utf8");
  const { email, password, password_confirm } = someone();
  await page.goto(link);
  await answer(stepForm(page), { email, password, password_confirm: "something else entirely" });
  await forward(page);
  await expect(page.locator('main [role="alert"], main [aria-invalid="true"]').first()).toBeVisible();
  await answer(stepForm(page), { email, password, password_confirm });
  await forward(page);
  expect(page.url()).toContain("/profile/dashboard");
  await signOut(page);
  await signIn(page, email, password);
  expect(page.url()).toContain("/profile/dashboard");
  for (const { path } of deskPages) {
    const shown = await page.goto(path);
    expect(shown!.status(), path).toBe(200);
    await expect(page.locator("h1")).toHaveCount(1);
  }
  await page.locator('main a[href^="/admin/users/"]').first().click();
  await expect(page.locator("h1")).toHaveCount(1);
  await signOut(page);
  await page.goto(link);
  await expect(page.locator('main [name="password"]')).toHaveCount(0);
});
