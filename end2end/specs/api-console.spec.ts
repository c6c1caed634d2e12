// Trying operations of the API from their documentation.
import { expect, test } from "../fixtures";

test("an open operation is tried, one that needs a token asks for it @javascript", async ({ page }) => {
  await page.goto("/api/docs/operations");
  const token = page.locator("#console-token");
  await expect(token).toBeVisible();
  const open = page.locator("[data-try]:has(#try-list_countries-address)");
  await open.locator("[data-send]").click();
  await expect(open.getByRole("status")).toContainText("200");
  await expect(open.locator("pre")).toContainText('"code":"MA"');
  const elsewhere = page.locator("#try-list_countries-address");
  await elsewhere.fill("//other.example/api/v1/countries");
  await open.locator("[data-send]").click();
  await expect(open.getByRole("status")).toContainText("/api/");
  const closed = page.locator("[data-try]:has(#try-list_users-address)");
  await closed.locator("[data-send]").click();
  await expect(token).toBeFocused();
  await expect(closed.getByRole("status")).toBeEmpty();
});
