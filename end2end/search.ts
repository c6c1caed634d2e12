// What the pages of a search say in numbers.
import type { Locator, Page } from "@playwright/test";

/** The number beside a choice: the last one of its text. */
export async function numberIn(choice: Locator): Promise<number> {
  const digits = ((await choice.textContent()) ?? "").match(/[\d\u202f]+(?=\D*$)/)?.[0] ?? "";
  return Number(digits.replaceAll("\u202f", ""));
}

/** How many people the results say were found. */
export async function peopleFound(page: Page): Promise<number> {
  return numberIn(page.locator('main [data-count="total"]'));
}

/** Opens whatever an input is folded away in. */
export async function unfold(input: Locator) {
  await input.evaluate((node) => {
    for (let fold = node.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
  });
}
