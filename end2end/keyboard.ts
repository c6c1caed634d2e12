// Forms filled in with nothing but a keyboard.
import { expect, type FileChooser, type Locator, type Page } from "@playwright/test";
import { onward, type Answers } from "./people";

/** Files for a file field: what a file chooser is given. */
export type Files = Parameters<FileChooser["setFiles"]>[0];

/** What has the focus. */
type Focused = { tag: string; type: string; name: string; value: string; checked: boolean; text: string; visible: boolean };

export const focused = (page: Page): Promise<Focused> =>
  page.evaluate(() => {
    const at = document.activeElement as HTMLInputElement;
    // Where a keyboard stands must be seen: an outline, a ring or a border.
    const style = getComputedStyle(at);
    const visible = style.outlineStyle !== "none" || style.boxShadow !== "none";
    const { tagName: tag, type = "", name = "", value = "", checked = false } = at;
    return { tag, type, name, value, checked, text: at.textContent ?? "", visible };
  });

/** Walks from the top of the page to the button that leads on, answering what is asked on the way. */
export async function fillByKeyboard(page: Page, person: Answers, files: string[] = []) {
  const answered = new Set<string>();
  let ticked = 0;
  for (let press = 0; press < 400; press++) {
    await page.keyboard.press("Tab");
    const at = await focused(page);
    if (at.tag === "BODY") continue;
    expect(at.visible, `the focus is seen on ${at.tag} ${at.name || at.text.trim()}`).toBe(true);
    if (at.tag === "BUTTON" && at.type === "submit" && (at.name === "action" ? at.value === "next" : page.url().includes("step=review") && (await sendsReview(page)))) return;
    if (at.type === "file") {
      if (files.includes(at.name) && !answered.has(at.name)) {
        answered.add(at.name);
        // A gallery shows its new photos by showing the page again: the walk starts over.
        if (await chooseFiles(page, at.name)) for (const name of Object.keys(person)) answered.delete(name);
      }
      continue;
    }
    if (at.tag === "SUMMARY") {
      const held = await folded(page);
      const counts = ({ name, value }: { name: string; value: string }) => {
        const wanted = person[name];
        if (typeof wanted === "number") return ticked < wanted;
        return Array.isArray(wanted) ? wanted.includes(value) : wanted !== undefined && wanted !== false;
      };
      if (held.some(counts)) await page.keyboard.press("Enter");
      continue;
    }
    const wanted = person[at.name];
    if (wanted === undefined || wanted === false) continue;
    if (typeof wanted === "number") {
      if (at.type !== "checkbox" || ticked >= wanted) continue;
      await page.keyboard.press("Space");
      ticked++;
    } else if (Array.isArray(wanted)) {
      if (at.type === "checkbox" && wanted.includes(at.value) && !at.checked) await page.keyboard.press("Space");
    } else if (!answered.has(at.name)) {
      answered.add(at.name);
      await answerByKeyboard(page, at, wanted);
    }
  }
  throw new Error(`no button leads on from ${page.url()}`);
}

/** The fields that the focused summary would unfold. */
const folded = (page: Page) =>
  page.evaluate(() => {
    const details = document.activeElement!.closest("details")!;
    const fields = details.open ? [] : [...details.querySelectorAll<HTMLInputElement>("[name]")];
    return fields.map(({ name, value }) => ({ name, value }));
  });

/** Whether the focused button sends the form of the review, not the one of the language or of « start again ». */
const sendsReview = (page: Page) => page.evaluate(() => /submit_(cinema_)?registration/.test(document.activeElement!.closest("form")!.action));

/** Presses the space bar on a file field and waits until the files it asked for are there. Answers whether the page was
 * shown again. */
async function chooseFiles(page: Page, name: string): Promise<boolean> {
  const several = await page.locator(`input[type=file][name="${name}"]`).evaluate((field: HTMLInputElement) => field.multiple);
  if (several) {
    await onward(page, () => page.keyboard.press("Space"));
    return true;
  }
  const received = page.locator("main").getByText("Fichier reçu.");
  const before = await received.count();
  await page.keyboard.press("Space");
  await expect(received, name).toHaveCount(before + 1);
  return false;
}

/** Answers the browser's file choosers as long as the page lives: listening again for each comes too late for some. */
export function answerFileChoosers(page: Page, files: Record<string, Files>) {
  page.on("filechooser", async (chooser) => {
    const name = await chooser.element().getAttribute("name");
    await chooser.setFiles(files[name!]!);
  });
}

async function answerByKeyboard(page: Page, at: Focused, wanted: string | true) {
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
    const select = page.locator(`select[name="${at.name}"]`).locator("visible=true").first();
    await expect(select.locator(`option[value="${wanted}"]`)).toHaveCount(1);
    await page.keyboard.press("Space");
    for (const step of await stepsTo(select, wanted)) await page.keyboard.press(step);
    await page.keyboard.press("Enter");
    await expect(select).toHaveValue(String(wanted));
  } else if (at.type === "date") {
    const [year, month, day] = String(wanted).split("-");
    await page.keyboard.type(`${day}${month}${year}`);
  } else {
    // What is known already stands there.
    if (at.value !== wanted) await page.keyboard.type(String(wanted));
  }
}

/** The arrow keys that lead from the chosen option to another. */
const stepsTo = (select: Locator, wanted: string | true) =>
  select.evaluate((node: HTMLSelectElement, value) => {
    const distance = [...node.options].findIndex((option) => option.value === value) - node.selectedIndex;
    return Array<string>(Math.abs(distance)).fill(distance > 0 ? "ArrowDown" : "ArrowUp");
  }, wanted);
