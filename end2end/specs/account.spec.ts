// Confirmed addresses, forgotten passwords, and what its owner changes about an account.
import { expect, expectAccessible, expectNoSidewaysScroll, speak, test } from "../fixtures";
import { linkTo } from "../mails";
import { enrol, signIn, signOut, someone } from "../people";

const newPassword = "Palmeraie-tranquille-de-Figuig";

test("a forgotten password is replaced through the mailed link @walk", async ({ page, javaScriptEnabled }) => {
  const person = someone();
  await enrol(page, person);
  await page.goto("/profile/dashboard");
  await signOut(page);
  await page.goto("/auth/login");
  await page.locator('main a[href="/auth/password/forgot"]').click();
  await page.locator('main [name="email"]').fill(person.email);
  await page.locator('main form[action="/fn/report_forgotten_password"] button').click();
  await expect(page.locator('main [role="status"]').first()).toBeVisible();
  await page.goto(await linkTo(person.email, "password_reset"));
  expect(new URL(page.url()).pathname).toBe("/auth/password/reset");
  const form = page.locator('form[action="/fn/reset_password"]');
  await form.locator('[name="password"]').fill("1234567890");
  await form.locator('[name="password_confirm"]').fill("1234567890");
  await form.locator("button").click();
  await expect(page.locator("#errors")).toBeVisible();
  if (javaScriptEnabled !== false) await expectAccessible(page);
  await form.locator('[name="password"]').fill(newPassword);
  await form.locator('[name="password_confirm"]').fill(newPassword);
  await form.locator("button").click();
  await expect(form).toHaveCount(0);
  await signIn(page, person.email, person.password);
  expect(page.url()).toContain("/auth/login");
  await signIn(page, person.email, newPassword);
  expect(page.url()).toContain("/profile/dashboard");
});

test("an address is confirmed by the button behind the link @walk", async ({ page, javaScriptEnabled }) => {
  const person = someone();
  await enrol(page, person);
  await page.goto("/profile/dashboard");
  const resend = page.locator('form[action="/fn/send_confirmation"]');
  await resend.locator("button").click();
  await expect(page.locator('main [role="status"]').first()).toBeVisible();
  await page.goto(await linkTo(person.email, "email_confirmation"));
  await expect(page.locator('form[action="/fn/disown_email"] button')).toBeVisible();
  if (javaScriptEnabled !== false) await expectAccessible(page);
  await page.locator('form[action="/fn/confirm_email"] button').click();
  await expect(page.locator('form[action="/fn/confirm_email"]')).toHaveCount(0);
  await page.goto("/profile/dashboard");
  await expect(resend).toHaveCount(0);
});

test("whoever did not register ends the account with « this is not me » @walk", async ({ page }) => {
  const person = someone();
  await enrol(page, person);
  await page.goto(await linkTo(person.email, "registration"));
  await page.locator('form[action="/fn/disown_email"] button').click();
  await expect(page.locator('main a[href="/profile/dashboard"]')).toBeVisible();
  await signIn(page, person.email, person.password);
  expect(page.url()).toContain("/auth/login");
});

test("password, address and sessions are changed on the security page @walk", async ({ page, browser, baseURL, javaScriptEnabled }) => {
  const person = someone();
  await enrol(page, person);
  const elsewhere = await browser.newContext({ baseURL, locale: "fr-FR" });
  const other = await elsewhere.newPage();
  await signIn(other, person.email, person.password);

  await page.goto("/profile/dashboard");
  await page.locator('main a[href="/profile/security"]').click();
  await expect(page.locator("main li time").first()).toHaveAttribute("datetime", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  if (javaScriptEnabled !== false) {
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }
  await page.locator('main li form[action="/fn/end_sessions"] button').first().click();
  await expect(page.locator('main li form[action="/fn/end_sessions"]')).toHaveCount(0);
  await other.goto("/profile/dashboard");
  expect(other.url()).toContain("/auth/login");
  await elsewhere.close();

  const address = `new.${person.email}`;
  const email = page.locator('form[action="/fn/change_email"]');
  await email.locator('[name="email"]').fill(address);
  await email.locator('[name="password_for_email"]').fill(person.password);
  await email.locator("button").click();
  await expect(page.locator('main [role="status"]').first()).toBeVisible();
  await page.goto(await linkTo(address, "email_change"));
  await page.locator('form[action="/fn/confirm_email"] button').click();
  await page.goto("/profile/security");
  await expect(page.locator("main")).toContainText(address);

  const password = page.locator('form[action="/fn/change_password"]');
  await password.locator('[name="current_password"]').fill(person.password);
  await password.locator('[name="password"]').fill(newPassword);
  await password.locator('[name="password_confirm"]').fill(newPassword);
  await password.locator("button").click();
  await expect(page.locator('main [role="status"]').first()).toBeVisible();
  await signOut(page);
  await signIn(page, address, newPassword);
  expect(page.url()).toContain("/profile/dashboard");
});

test("the security page reads from right to left in Arabic @walk", async ({ page, javaScriptEnabled }) => {
  const person = someone();
  await speak(page, "ar");
  await enrol(page, person);
  await page.goto("/profile/security");
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  if (javaScriptEnabled === false) return;
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});
