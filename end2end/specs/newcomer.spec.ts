// What an administrator does on the first day, led by what the pages say alone, with scripts and without. On a server of
// its own: one of the tasks closes registrations that other tests need.
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { test as base, expect } from "../fixtures";
import { answer, enrol, onward, signIn, someone, type Answers } from "../people";
import { startServer } from "../tools/server.mjs";

type Office = { url: string; email: string; password: string };

const test = base.extend<object, { office: Office | undefined }>({
  office: [
    async ({}, use, worker) => {
      // A desk with a keyboard, a telephone without scripts.
      if (!["desktop", "phone-without-javascript"].includes(worker.project.name)) return use(undefined);
      const server = await startServer();
      const [email, password] = ["office@example.org", `Safran-${randomUUID()}`];
      const made = spawnSync(server.binary, ["admin", "create", email, "--password-stdin"], { env: server.env, cwd: server.data, input: password, encoding: "utf8" });
      expect(made.status, made.stderr).toBe(0);
      await use({ url: server.url, email, password });
      await server.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  baseURL: async ({ office, baseURL }, use) => use(office?.url ?? baseURL),
});

// One server for all of them.
test.describe.configure({ mode: "default" });
test.beforeEach(({ office }) => test.skip(office === undefined, "done on a desk and on a telephone without scripts"));

/** Registers somebody, then signs the administrator in and opens the desk. */
async function atTheDesk(page: Page, office: Office | undefined, person?: Answers): Promise<string> {
  const code = person ? await enrol(page, person) : "";
  await page.context().clearCookies();
  await signIn(page, office!.email, office!.password);
  await page.goto("/admin");
  return code;
}

/** Opens the page of the person with this code, telephone number or address. */
async function find(page: Page, value: string) {
  await page.getByRole("textbox", { name: "Trouver une personne" }).fill(value);
  await press(page, "Trouver");
}

/** Presses the button of this name, which leads on. */
const press = (page: Page, name: string) => onward(page, () => page.getByRole("button", { name, exact: true }).locator("visible=true").first().click());

const follow = (page: Page, name: string | RegExp) => onward(page, () => page.getByRole("link", { name }).locator("visible=true").first().click());

const unfold = (page: Page, title: string) => page.locator("summary").filter({ hasText: title }).locator("visible=true").first().click();

const main = (page: Page) => page.locator("main");

test("finds a person by telephone number", async ({ page, office }) => {
  const person = someone({ phone: "2025550111" });
  await atTheDesk(page, office, person);
  await find(page, "+1 202 555 0111");
  await expect(page.locator("h1")).toContainText(String(person.last_name));
});

test("approves a minor", async ({ page, office }) => {
  const guardian = { guardian_name: "Parent Exemple", guardian_phone: "+12025550143", guardian_consent: true };
  const date_of_birth = `${new Date().getFullYear() - 12}-01-15`;
  const person = someone({ date_of_birth, ...guardian, visibility: "members", phone: "2025550112" });
  await atTheDesk(page, office, person);
  await follow(page, /Mineurs à approuver/);
  await follow(page, new RegExp(String(person.last_name)));
  await press(page, "Approuver ce mineur");
  await expect(main(page)).toContainText("Le mineur est approuvé.");
});

test("suspends a person and takes it back", async ({ page, office }) => {
  const code = await atTheDesk(page, office, someone({ phone: "2025550113" }));
  await find(page, code);
  await unfold(page, "Suspendre le compte");
  await page.getByRole("combobox", { name: "Motif" }).selectOption({ label: "La personne l’a demandé" });
  await press(page, "Suspendre le compte");
  await expect(main(page)).toContainText("Le compte est suspendu.");
  await press(page, "Annuler la suspension");
  await expect(main(page)).toContainText("Le compte est de nouveau actif.");
});

test("corrects a wrong city", async ({ page, office }) => {
  const code = await atTheDesk(page, office, someone({ phone: "2025550114" }));
  await find(page, code);
  await follow(page, "Modifier les réponses");
  await follow(page, /Modifier\s:\s*Lieu de résidence/);
  await page.getByRole("combobox", { name: "Ville de résidence" }).selectOption("Rabat");
  await press(page, "Enregistrer");
  await expect(main(page)).toContainText("Rabat");
  await follow(page, "Retour à la personne");
  await expect(main(page).locator("header")).toContainText("Rabat");
});

test("registers a person who came in and prints the slip", async ({ page, office }) => {
  await atTheDesk(page, office);
  await follow(page, "Nouvelle personne");
  const { email: _, ...person } = someone({ phone: "2025550115", consent_means: "paper" });
  await answer(page.locator("form").filter({ has: page.getByRole("button", { name: "Inscrire cette personne" }) }), person);
  await press(page, "Inscrire cette personne");
  await expect(main(page)).toContainText("La personne est inscrite.");
  await unfold(page, "Bulletin à imprimer");
  await press(page, "Préparer le bulletin");
  const once = page.getByText("Imprimez cette page maintenant");
  await expect(once).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(once).toBeHidden();
  await expect(main(page)).toContainText(/[A-Z]{5}\d{4}F/);
  await expect(main(page)).toContainText(/([0-9A-Z]{4}-){3}[0-9A-Z]{4}/);
});

test("sends a failed mail again", async ({ page, office }) => {
  const code = await atTheDesk(page, office, someone({ phone: "2025550116" }));
  await follow(page, "Tâches");
  // Without a provider no mail fails by itself: its sending is cancelled.
  const job = page.getByRole("row").filter({ hasText: code }).first();
  await job.locator("summary").click();
  await job.getByRole("checkbox").check();
  await onward(page, () => job.getByRole("button", { name: "Annuler cette tâche" }).click());
  await follow(page, "Aperçu");
  await follow(page, /E-mails non envoyés/);
  await onward(page, () => page.getByRole("row").filter({ hasText: code }).getByRole("link").first().click());
  await press(page, "Envoyer de nouveau");
  await expect(main(page)).toContainText("L’e-mail va être envoyé de nouveau.");
});

test("the keyboard alone finds a person, suspends and takes it back @javascript", async ({ page, office }) => {
  const person = someone({ phone: "2025550117" });
  await atTheDesk(page, office, person);
  await tabTo(page, "Trouver une personne");
  await page.keyboard.type("+12025550117");
  await onward(page, () => page.keyboard.press("Enter"));
  await expect(page.locator("h1")).toContainText(String(person.last_name));
  await tabTo(page, "Suspendre le compte");
  await page.keyboard.press("Enter");
  await tabTo(page, "Motif");
  for (const key of ["Space", "ArrowDown", "Enter"]) await page.keyboard.press(key);
  await tabTo(page, "Suspendre le compte");
  await onward(page, () => page.keyboard.press("Enter"));
  await expect(main(page)).toContainText("Le compte est suspendu.");
  await tabTo(page, "Annuler la suspension");
  await onward(page, () => page.keyboard.press("Enter"));
  await expect(main(page)).toContainText("Le compte est de nouveau actif.");
});

/** Presses the tabulator until the focus is on what is called so. */
async function tabTo(page: Page, name: string) {
  for (let press = 0; press < 150; press++) {
    await page.keyboard.press("Tab");
    const called = await page.evaluate(() => {
      const at = document.activeElement as HTMLInputElement;
      return (at.labels?.[0] ?? at).textContent!.trim();
    });
    if (called.startsWith(name)) return;
  }
  throw new Error(`the tabulator does not lead to « ${name} » on ${page.url()}`);
}

test("closes the registration of CINEMA", async ({ page, office }) => {
  await atTheDesk(page, office);
  await follow(page, "Réglages");
  const group = page.getByRole("group", { name: /Inscriptions CINEMA/ });
  await group.getByLabel("Fermées").check();
  await onward(page, () => page.locator("form").filter({ has: group }).getByRole("button", { name: "Enregistrer" }).click());
  await expect(main(page)).toContainText("C’est enregistré.");
  await page.context().clearCookies();
  await page.goto("/cinema/register");
  await expect(main(page)).toContainText("Les inscriptions sont fermées pour le moment");
});
