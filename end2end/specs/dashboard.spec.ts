// The own profiles: as others see them, handed on, changed.
import { expect, expectAccessible, expectNoSidewaysScroll, speak, test } from "../fixtures";
import { enrol, forward, performer, stepForm } from "../people";

test("the dashboard begins with the profile as others see it", async ({ page, javaScriptEnabled }) => {
  test.setTimeout(120_000);
  const code = await enrol(page, performer(), "cinema");
  for (const language of ["fr", "ar"] as const) {
    await speak(page, language);
    await page.goto("/profile/dashboard");
    const card = page.locator("main section").first();
    await expect(card.locator(`a[href="/cinema/profile/${code}"]`)).toBeVisible();
    await expect(card.locator('a[href="/cinema/edit"]')).toBeVisible();
    await card.locator(".share summary").click();
    await expect(card.locator('a[href^="https://wa.me/?text="]')).toBeVisible();
    await expect(page.locator("main progress")).toHaveCount(1);
    await expectNoSidewaysScroll(page);
    if (javaScriptEnabled !== false) await expectAccessible(page);
  }
});

test("what was saved is said in its section, in sight and with the focus", async ({ page, javaScriptEnabled }) => {
  test.setTimeout(120_000);
  await enrol(page, performer(), "cinema");
  await page.goto("/cinema/edit?section=physique");
  await stepForm(page).locator('[name="height"]').fill("177");
  await forward(page);
  const notice = page.locator('section [role="status"]');
  await expect(notice).toHaveCount(1);
  await expect(notice).toBeFocused();
  const section = page.locator("section", { has: page.locator('[role="status"]') });
  await expect(section).toContainText("177 cm");
  if (javaScriptEnabled === false) return;
  for (const seen of [section.locator("h2"), notice]) await expect(seen).toBeInViewport();
  await expectAccessible(page);
});
