// Registering with nothing but a keyboard.
import { expect, test } from "../fixtures";
import { onward, someone, type Answers } from "../people";

/** What has the focus. */
type Focused = { tag: string; type: string; name: string; value: string; checked: boolean; text: string; visible: boolean };

test("the keyboard alone registers a person @javascript", async ({ page }) => {
  test.skip(test.info().project.name !== "desktop", "a keyboard is a desk's");
  test.setTimeout(180_000);
  // A date that reads the same with the day or the month first.
  const person = someone({ date_of_birth: "1995-05-05" });
  await page.goto("/auth/register");
  for (let step = 0; step < 12 && !page.url().includes("/auth/register/done"); step++) {
    await fillByKeyboard(page, person);
    await onward(page, () => page.keyboard.press("Enter"));
    await expect(page.locator("#errors"), page.url()).toHaveCount(0);
  }
  expect(page.url()).toContain("/auth/register/done");
  await expect(page.locator("main")).toContainText(/[A-Z]{2}[A-Z0-9]{3}\d{4,6}F/);
});

type Page = import("@playwright/test").Page;

const focused = (page: Page): Promise<Focused> =>
  page.evaluate(() => {
    const at = document.activeElement as HTMLInputElement;
    // Where a keyboard stands must be seen: an outline, a ring or a border.
    const style = getComputedStyle(at);
    const visible = style.outlineStyle !== "none" || style.boxShadow !== "none";
    const { tagName: tag, type = "", name = "", value = "", checked = false } = at;
    return { tag, type, name, value, checked, text: at.textContent ?? "", visible };
  });

/** Walks from the top of the page to the button that leads on, answering what is asked on the way. */
async function fillByKeyboard(page: Page, person: Answers) {
  const answered = new Set<string>();
  let ticked = 0;
  for (let press = 0; press < 300; press++) {
    await page.keyboard.press("Tab");
    const at = await focused(page);
    if (at.tag === "BODY") continue;
    expect(at.visible, `the focus is seen on ${at.tag} ${at.name || at.text.trim()}`).toBe(true);
    if (at.tag === "BUTTON" && at.type === "submit" && (at.name === "action" ? at.value === "next" : page.url().includes("step=review") && (await inMain(page)))) return;
    const wanted = person[at.name];
    if (wanted === undefined || wanted === false) continue;
    if (typeof wanted === "number") {
      if (at.type !== "checkbox" || ticked >= wanted) continue;
      await page.keyboard.press("Space");
      ticked++;
    } else if (!answered.has(at.name)) {
      answered.add(at.name);
      await answerByKeyboard(page, at, wanted);
    }
  }
  throw new Error(`no button leads on from ${page.url()}`);
}

/** Whether the focused button sends the form of the review, not the one of the language or of « start again ». */
const inMain = (page: Page) => page.evaluate(() => document.activeElement!.closest("form")!.action.includes("submit_registration"));

async function answerByKeyboard(page: Page, at: Focused, wanted: string | string[] | true) {
  if (at.type === "radio") {
    for (let choice = 0; choice < 6; choice++) {
      const now = await focused(page);
      if (now.value === wanted && now.checked) return;
      await page.keyboard.press(now.value === wanted ? "Space" : "ArrowDown");
    }
    throw new Error(`${at.name} cannot be chosen`);
  } else if (at.type === "checkbox") {
    if (!at.checked) await page.keyboard.press("Space");
  } else if (at.tag === "SELECT") {
    if (at.value === wanted) return;
    const select = page.locator(`select[name="${at.name}"]`);
    await expect(select.locator(`option[value="${wanted}"]`)).toHaveCount(1);
    await page.keyboard.press("Space");
    for (const step of await stepsTo(select, wanted)) await page.keyboard.press(step);
    await page.keyboard.press("Enter");
    await expect(select).toHaveValue(String(wanted));
  } else if (at.type === "date") {
    const [year, month, day] = String(wanted).split("-");
    await page.keyboard.type(`${day}${month}${year}`);
  } else {
    await page.keyboard.type(String(wanted));
  }
}

/** The arrow keys that lead from the chosen option to another. */
const stepsTo = (select: import("@playwright/test").Locator, wanted: string | string[]) =>
  select.evaluate((node: HTMLSelectElement, value) => {
    const distance = [...node.options].findIndex((option) => option.value === value) - node.selectedIndex;
    return Array<string>(Math.abs(distance)).fill(distance > 0 ? "ArrowDown" : "ArrowUp");
  }, wanted);
