// Two registrations of one human being: found, compared, made one and two again; and two who are told apart. On a server
// of its own: other tests count people.
import type { Page } from "@playwright/test";
import { expect, expectAccessible } from "../fixtures";
import { shareOffice, test, type Office } from "../office";
import { enrol, onward, signIn, someone } from "../people";

shareOffice();

/** Registers two people of the same name, birthday and telephone number; signs the administrator in. What each wrote, by code. */
async function registerTwice(page: Page, office: Office | undefined, phone: string): Promise<Map<string, string>> {
  const { first_name, last_name } = someone();
  const written = new Map<string, string>();
  for (const bio of ["Comédienne et conteuse à Fès", "Danseuse et chorégraphe à Fès"]) {
    await page.context().clearCookies();
    written.set(await enrol(page, someone({ first_name, last_name, phone, bio })), bio);
  }
  await page.context().clearCookies();
  await signIn(page, office!.email, office!.password);
  return written;
}

const main = (page: Page) => page.locator("main");
const press = (page: Page, name: string) => onward(page, () => main(page).getByRole("button", { name, exact: true }).click());

/** The group of these people in the list of those with the same number. */
async function groupOf(page: Page, codes: Iterable<string>) {
  await page.goto("/admin/duplicates?kind=phone");
  let group = page.locator("main li.section-card");
  for (const code of codes) group = group.filter({ hasText: code });
  return group;
}

test("two registrations become one and two again", async ({ page, office, javaScriptEnabled }) => {
  const written = await registerTwice(page, office, "2025550121");
  const group = await groupOf(page, written.keys());
  await onward(page, () => group.getByRole("button", { name: "Comparer" }).click());
  const [kept, other] = new URL(page.url()).searchParams.getAll("code");
  await expect(main(page)).toContainText("Même téléphone");
  await page.locator("input[name=from_bio][value=other]").check();
  if (javaScriptEnabled !== false) await expectAccessible(page, "desktop");
  await press(page, "Continuer");
  await expect(main(page)).toContainText(`${other} devient un autre code de ${kept}`);
  if (javaScriptEnabled !== false) await expectAccessible(page, "desktop");
  await page.getByRole("checkbox").check();
  await press(page, "Réunir les deux inscriptions");
  await expect(main(page)).toContainText("Les deux inscriptions sont réunies.");
  await expect(main(page)).toContainText(written.get(other)!);
  await page.goto(`/admin/users/${other}`);
  await expect(page).toHaveURL(new RegExp(`/admin/users/${kept}$`));
  const undo = page.locator("details").filter({ has: page.locator('form[action="/fn/undo_merge"]') });
  await undo.locator("summary").click();
  await undo.getByRole("checkbox").check();
  await onward(page, () => undo.getByRole("button", { name: "Annuler la réunion" }).click());
  await expect(main(page)).toContainText("il y a de nouveau deux inscriptions");
  for (const [code, bio] of written) {
    await page.goto(`/admin/users/${code}`);
    await expect(page).toHaveURL(new RegExp(`/admin/users/${code}$`));
    await expect(main(page)).toContainText(bio);
  }
});

test("two people who are not the same are not proposed again", async ({ page, office }) => {
  const written = await registerTwice(page, office, "2025550122");
  const group = await groupOf(page, written.keys());
  await onward(page, () => group.getByRole("button", { name: "Ce n’est pas la même personne" }).click());
  await expect(main(page)).toContainText("ces personnes ne seront plus proposées ensemble");
  await expect(await groupOf(page, written.keys())).toHaveCount(0);
});
