// Taking one's data along, and leaving.
import { expect, expectAccessible, expectNoSidewaysScroll, speak, test } from "../fixtures";
import { enrol, someone } from "../people";

test("the owner downloads everything, takes a card along and deletes the account @walk", async ({ page, javaScriptEnabled }) => {
  await enrol(page, someone());
  await page.goto("/profile/dashboard");
  await page.locator('main a[href="/profile/data"]').click();
  if (javaScriptEnabled !== false) {
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }
  const [archive] = await Promise.all([
    page.waitForEvent("download"),
    page.locator('form[action="/profile/data/download"] button').click(),
  ]);
  expect(archive.suggestedFilename()).toMatch(/^talentsmaroc-[A-Z]{2}[A-Z0-9]{3}\d{4,6}[MFN]\.zip$/);
  const [card] = await Promise.all([page.waitForEvent("download"), page.locator('main a[href="/profile/card.vcf"]').click()]);
  const code = card.suggestedFilename().replace(".vcf", "");
  expect(archive.suggestedFilename()).toBe(`talentsmaroc-${code}.zip`);

  await page.locator('main a[href="/profile/data/delete"]').click();
  if (javaScriptEnabled !== false) {
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }
  const form = page.locator('form[action="/fn/delete_account"]');
  await form.locator('[name="confirmation"]').fill("something else");
  await form.locator("button").click();
  await expect(form.locator('[name="confirmation"]')).toHaveAttribute("aria-invalid", "true");
  await form.locator('[name="confirmation"]').fill(code);
  await form.locator("button").click();
  expect(new URL(page.url()).pathname).toBe("/");
  await expect(page.locator('main [role="status"], [role="status"]').first()).toBeVisible();
  await page.goto("/profile/dashboard");
  expect(page.url()).toContain("/auth/login");
});

test("the pages of one's data read from right to left in Arabic @walk", async ({ page, javaScriptEnabled }) => {
  await speak(page, "ar");
  await enrol(page, someone());
  for (const address of ["/profile/data", "/profile/data/delete"]) {
    await page.goto(address);
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
    if (javaScriptEnabled === false) continue;
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }
});
