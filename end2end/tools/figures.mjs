// How long the two registration forms are: phone screens, taps and key presses, as a table.
//
//   node end2end/tools/figures.mjs
//
// A screen is 844 px of a page 390 px wide, as it is when it comes. A tap is an action: a field, a choice, an unfolded
// group, a button; characters are counted apart. Key presses are those of a desk without the characters.
// FIGURES_URL names a server that already runs; without it the application of E2E_APP is started. Ends with an error
// when a form is longer than its limit.
import { randomInt, randomUUID } from "node:crypto";
import { chromium as browserType } from "@playwright/test";
import { chromium } from "./browser.mjs";
import { startServer } from "./server.mjs";

const SCREEN = 844;
const LIMITS = { talent: { taps: 22, screens: 20, keys: 200 }, cinema: { taps: 36, screens: 26 } };

/** Invented people by form name: a list ticks several boxes, a number the first so many, `true` one. */
const person = (more) => ({
  first_name: "Zahra",
  last_name: "Exemple",
  date_of_birth: "1995-05-05",
  gender: "F",
  email: `${randomUUID().slice(0, 8)}.${randomInt(1_000_000_000)}@example.org`,
  // With its country, so that none needs to be chosen.
  phone: "+12025550142",
  password: `Safran-${randomUUID()}`,
  visibility: "public",
  accept_terms: true,
  accept_privacy: true,
  ...more,
});
const performer = () =>
  person({
    id_document_type: "passport",
    id_document_number: "ZZ-SPECIMEN-42",
    ethnicities: ["amazigh"],
    nationality: "MA",
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
  });
/** `early`: the steps left by « finish now, complete later ». The last form is walked through to the end, without limits. */
const FORMS = {
  talent: { path: "/auth/register", early: ["location", "talents"], answers: () => person({ residence_city: "Casablanca", talents: 2 }) },
  cinema: { path: "/cinema/register", early: ["types"], answers: performer },
  "cinema, every step": { path: "/cinema/register", early: [], answers: performer },
};

const isDone = (page) => page.url().includes("/done");
const nameOf = (page) => (isDone(page) ? "done" : (new URL(page.url()).searchParams.get("step") ?? "first"));

/** Heights of a page as it comes: in screens, and of its first field in pixels. */
const measure = (page) =>
  page.evaluate((screen) => {
    const fields = [...document.querySelectorAll("main form :is(input, select, textarea)")];
    const first = fields.find((field) => field.type !== "hidden" && field.checkVisibility());
    const top = first && Math.round((first.labels?.[0] ?? first).getBoundingClientRect().top + scrollY);
    return { screens: document.documentElement.scrollHeight / screen, first: top ?? "" };
  }, SCREEN);

/** The button that leads on: of a step, or of the review. */
async function wayOn(page, early) {
  const steps = page.locator("form[data-step]");
  if (early.includes(nameOf(page))) return steps.locator('button[value="finish"]');
  if ((await steps.count()) > 0) return steps.locator('button.btn-primary[value="next"]');
  return page.locator('main form[action*="submit_"] button[type=submit]');
}

async function leave(page, act) {
  const loaded = page.waitForEvent("load");
  await act();
  await loaded;
  await page.waitForLoadState("networkidle");
  if ((await page.locator("#errors").count()) > 0) throw new Error(`refused at ${page.url()}: ${await page.locator("#errors").innerText()}`);
}

/** Answers what a page asks with a finger; answers how many taps and characters that took. */
async function tap(page, answers) {
  let [taps, characters] = [0, 0];
  const give = async (field, value) => {
    if (!(await field.isVisible())) {
      await field.locator("xpath=ancestor::details[1]/summary").click();
      taps++;
    }
    const kind = await field.evaluate((node) => (node.matches("select, textarea") ? node.tagName.toLowerCase() : node.type));
    if (["checkbox", "radio"].includes(kind)) {
      if (await field.isChecked()) return;
      await field.check();
    } else if ((await field.inputValue()) === value) {
      return;
    } else if (kind === "select") {
      await field.selectOption(value);
    } else {
      await field.fill(value);
      characters += value.length;
    }
    taps++;
  };
  for (const [name, value] of Object.entries(answers)) {
    const fields = page.locator(`main form [name="${name}"]`);
    if ((await fields.count()) === 0) continue;
    const kind = await fields.first().getAttribute("type");
    if (typeof value === "number") for (let index = 0; index < value; index++) await give(fields.nth(index), "");
    else if (Array.isArray(value) || kind === "radio")
      for (const one of [value].flat()) await give(page.locator(`main form [name="${name}"][value="${one}"]`), one);
    else await give(fields.first(), value);
  }
  return { taps, characters };
}

/** From the empty form to the page after it, with a finger. */
async function tapThrough(page, { path, early, answers }) {
  const [given, rows] = [answers(), []];
  await page.goto(path, { waitUntil: "networkidle" });
  while (!isDone(page)) {
    if (rows.length > 14) throw new Error(`no end at ${page.url()}`);
    const row = { page: nameOf(page), ...(await measure(page)), ...(await tap(page, given)) };
    const button = await wayOn(page, early);
    await leave(page, () => button.click());
    rows.push({ ...row, taps: row.taps + 1 });
  }
  return [...rows, { page: "done", ...(await measure(page)), taps: 0, characters: 0 }];
}

/** What has the focus, and what a focused summary would unfold. */
const focused = (page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    const details = at.tagName === "SUMMARY" ? at.closest("details:not([open])") : null;
    const folded = [...(details?.querySelectorAll("[name]") ?? [])].map(({ name, value }) => ({ name, value }));
    const sends = /submit_(cinema_)?registration/.test(at.closest("form")?.action ?? "");
    return { tag: at.tagName, type: at.type ?? "", name: at.name ?? "", value: at.value ?? "", checked: at.checked ?? false, folded, sends };
  });

/** From the empty form to the page after it, with a keyboard; answers how many keys that took, page by page. */
async function typeThrough(page, { path, early, answers }) {
  const [given, rows] = [answers(), []];
  await page.goto(path, { waitUntil: "networkidle" });
  while (!isDone(page)) {
    const row = { page: nameOf(page), keys: 0 };
    const press = async (key) => {
      row.keys++;
      if (row.keys > 400) throw new Error(`no button leads on from ${page.url()}`);
      await page.keyboard.press(key);
    };
    const button = early.includes(nameOf(page)) ? "finish" : "next";
    const answered = new Set();
    let ticked = 0;
    const isWanted = ({ name, value }) => {
      const wanted = given[name];
      if (typeof wanted === "number") return ticked < wanted;
      return Array.isArray(wanted) ? wanted.includes(value) : wanted !== undefined;
    };
    for (;;) {
      await press("Tab");
      const at = await focused(page);
      if (at.tag === "BUTTON" && (at.sends || (at.name === "action" && at.value === button))) break;
      if (at.tag === "SUMMARY" && at.folded.some(isWanted)) await press("Enter");
      const wanted = given[at.name];
      if (!["INPUT", "SELECT", "TEXTAREA"].includes(at.tag) || wanted === undefined) continue;
      if (at.type === "checkbox") {
        if (isWanted(at) && !at.checked) {
          await press("Space");
          ticked++;
        }
      } else if (at.type === "radio") {
        for (let now = at; !answered.has(at.name); now = await focused(page)) {
          if (now.value === wanted && now.checked) answered.add(at.name);
          else await press(now.value === wanted ? "Space" : "ArrowDown");
        }
      } else if (!answered.has(at.name) && at.value !== wanted) {
        answered.add(at.name);
        if (at.tag === "SELECT") {
          // A list is searched by typing how a choice begins.
          const label = await page.locator(`select[name="${at.name}"] option[value="${wanted}"]`).textContent();
          await page.keyboard.type(label.trim().slice(0, 8));
        } else if (at.type === "date") await page.keyboard.type(wanted.split("-").reverse().join(""));
        else await page.keyboard.type(wanted);
      }
    }
    await leave(page, () => press("Enter"));
    rows.push(row);
  }
  return rows;
}

const sum = (rows, name) => rows.reduce((total, row) => total + row[name], 0);
const server = process.env.FIGURES_URL ? { url: process.env.FIGURES_URL, stop: async () => {} } : await startServer();
const browser = await browserType.launch(chromium());

/** A visitor who speaks French, at a window of this size. */
async function visit(viewport, walk, form) {
  const context = await browser.newContext({ baseURL: server.url, viewport, locale: "fr-FR" });
  try {
    return await walk(await context.newPage(), form);
  } finally {
    await context.close();
  }
}

try {
  for (const [name, form] of Object.entries(FORMS)) {
    const rows = await visit({ width: 390, height: SCREEN }, tapThrough, form);
    console.log(`\n${name}`);
    console.table(rows.map(({ page, first, screens, taps, characters }) => ({ page, "first field (px)": first, screens: screens.toFixed(1), taps, characters })));
    const found = { taps: sum(rows, "taps"), screens: sum(rows, "screens") };
    if (LIMITS[name]?.keys) {
      const typed = await visit({ width: 1280, height: 900 }, typeThrough, form);
      console.table(typed);
      found.keys = sum(typed, "keys");
    }
    for (const [what, limit] of Object.entries(LIMITS[name] ?? {})) {
      const is = Math.round(found[what] * 10) / 10;
      console.log(`${name}: ${is} ${what} (at most ${limit})`);
      if (is > limit) process.exitCode = 1;
    }
  }
} finally {
  await browser.close();
  await server.stop();
}
