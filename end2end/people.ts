// People who register in the tests. Nothing about them is real: example.org, invented names, a number range never assigned.
import { randomInt, randomUUID } from "node:crypto";
import { expect, type Locator, type Page } from "@playwright/test";

/** Answers by form name. A list ticks several boxes, `true` ticks one, `FIRST n` ticks the first n of a list. */
export type Answers = Record<string, string | string[] | boolean | number>;

/** A new person. Names carry a mark that occurs nowhere else, so that a page can be searched for it. */
export function someone(different: Answers = {}): Answers & { email: string; password: string; password_confirm: string } {
  const mark = randomUUID().replace(/\d|-/g, "").slice(0, 8);
  const password = `Safran-${randomUUID()}`;
  return {
    first_name: `Zahra${mark}`,
    last_name: `Bennis${mark}`,
    date_of_birth: "1995-05-17",
    gender: "F",
    email: `${mark}.${randomInt(1_000_000_000)}@example.org`,
    // Numbers that North America keeps for films and books.
    phone_country: "US",
    phone: `20255501${String(randomInt(100)).padStart(2, "0")}`,
    password,
    password_confirm: password,
    residence_country: "MA",
    residence_city: "Casablanca",
    // The first two of the list.
    talents: 2,
    visibility: "public",
    accept_terms: true,
    accept_privacy: true,
    ...different,
  };
}

/** A person with what the CINEMA form asks beyond the main one, under its own names. */
export const performer = (different: Answers = {}) =>
  someone({
    id_document_type: "passport",
    id_document_number: "ZZ-SPECIMEN-42",
    ethnicities: ["amazigh"],
    nationality: "MA",
    country_of_residence: "MA",
    city_of_residence: "Casablanca",
    languages: ["ar", "fr"],
    eye_color: "green",
    hair_color: "black",
    height: "172",
    playing_age_min: "25",
    playing_age_max: "35",
    talent_types: ["stunt_performer", "extra"],
    other_talents: ["horse_riding"],
    instagram: "@zahra.exemple",
    years_of_experience: "6",
    ...different,
  });

/** Types what this part of the form asks, leaving alone what it does not ask. */
export async function answer(form: Locator, answers: Answers) {
  // What only some people answer (a guardian's name), and the groups of long lists, are folded away.
  const folded = form.locator("details:not([open]) > summary:visible");
  while ((await folded.count()) > 0) await folded.first().click();
  for (const [name, value] of Object.entries(answers)) {
    const fields = form.locator(`[name="${name}"]:visible`);
    const first = fields.first();
    if ((await fields.count()) === 0) continue;
    const kind = (await first.getAttribute("type")) ?? (await first.evaluate((node) => node.tagName.toLowerCase()));
    if (typeof value === "number") {
      for (let index = 0; index < value; index++) await fields.nth(index).check();
    } else if (Array.isArray(value)) {
      for (const one of value) await form.locator(`[name="${name}"][value="${one}"]`).check();
    } else if (typeof value === "boolean") {
      await first.setChecked(value);
    } else if (kind === "radio") {
      await form.locator(`[name="${name}"][value="${value}"]`).check();
    } else if (kind === "select") {
      await choose(form, first, value);
    } else {
      await first.fill(value);
    }
  }
}

/** A city's list may have to be asked for first. */
async function choose(form: Locator, select: Locator, value: string) {
  if ((await select.locator(`option[value="${value}"]`).count()) === 0) {
    const labels = await select.locator("option").allTextContents();
    throw new Error(`no option ${value} among ${labels.slice(0, 10).join(", ")}…`);
  }
  await select.selectOption(value);
}

/** The form of the page that leads forward. */
export const stepForm = (page: Page) => page.locator("main form").filter({ has: page.locator("button.btn-primary") }).first();

/** Does what leads to another page and waits until that page is there: the one before it counts as loaded too. */
export async function onward(page: Page, act: () => Promise<unknown>) {
  const loaded = page.waitForEvent("load");
  await act();
  await loaded;
}

/** Goes to the next page of the form. */
export async function forward(page: Page) {
  await onward(page, () => stepForm(page).locator("button.btn-primary[type=submit]").last().click());
}

/** From the empty form to the done page; answers with the code. */
export async function register(page: Page, person: Answers): Promise<string> {
  await page.goto("/auth/register");
  for (let step = 0; step < 14 && !page.url().includes("/auth/register/done"); step++) {
    await answer(stepForm(page), person);
    await forward(page);
    await expect(page.locator("#errors"), `step ${step} at ${page.url()}`).toHaveCount(0);
  }
  expect(page.url()).toContain("/auth/register/done");
  const code = (await page.locator("main").innerText()).match(/\b[A-Z]{2}[A-Z0-9]{3}\d{4,6}[MFN]\b/)?.[0];
  expect(code, "a code on the done page").toBeTruthy();
  return code!;
}

const FORMS = {
  main: {
    steps: ["identity", "contact", "location", "career", "availability", "talents", "documents", "networks", "privacy"],
    save: "/fn/save_registration_step",
    submit: "/fn/submit_registration",
    done: "/auth/register/done",
  },
  cinema: {
    steps: ["identity", "origins", "residence", "languages", "physique", "types", "skills", "networks", "pictures"],
    save: "/fn/save_cinema_step",
    submit: "/fn/submit_cinema_registration",
    done: "/cinema/register/done",
  },
};

/**
 * Registers a person as the form does, without opening its pages: for tests about what comes after it.
 * Answers with the code.
 */
export async function enrol(page: Page, person: Answers, module: keyof typeof FORMS = "main"): Promise<string> {
  const { steps, save, submit, done } = FORMS[module];
  const send = (address: string, fields: [string, string][]) =>
    page.request.post(address, {
      headers: { "content-type": "application/x-www-form-urlencoded" },
      data: new URLSearchParams(fields).toString(),
      maxRedirects: 0,
    });
  const answers: [string, string][] = [];
  for (const [name, value] of Object.entries({ ...person, talents: ["music", "driver"] })) {
    for (const one of Array.isArray(value) ? value : [value === true ? "on" : String(value)]) answers.push([name, one]);
  }
  for (const step of steps) await send(save, [...answers, ["step", step], ["action", "next"]]);
  const sent = await send(submit, []);
  expect(sent.headers()["location"], "where the registration leads").toContain(done);
  const shown = await page.request.get(done);
  return (await shown.text()).match(/\b[A-Z]{2}[A-Z0-9]{3}\d{4,6}[MFN]\b/)![0];
}

/** Signs in with an e-mail address or a code. */
export async function signIn(page: Page, identifier: string, password: string) {
  await page.goto("/auth/login");
  const form = page.locator("main form").filter({ has: page.locator('[name="password"]') });
  await form.locator('input:not([type="hidden"]):not([type="password"]):not([type="checkbox"])').first().fill(identifier);
  await form.locator('[name="password"]').fill(password);
  await onward(page, () => form.locator("button[type=submit]").last().click());
}

/** Signs out, opening the menu of a phone first. */
export async function signOut(page: Page) {
  const button = page.locator('form[action="/auth/logout"] button');
  if (!(await button.first().isVisible()) && !(await button.last().isVisible())) await page.locator("header details > summary").last().click();
  await onward(page, () => button.locator("visible=true").first().click());
}
