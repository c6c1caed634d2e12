// The landing pages and the frame, as they look: focus on blocks of colour, lines that must be level, sizes to touch.
import { expect, speak, test } from "../fixtures";
import type { Locator } from "@playwright/test";

/** Contrast of two colours as the browser draws them (WCAG 2). */
const contrast = (element: Locator, foreground: string, behind: Locator, background: string) =>
  Promise.all([colour(element, foreground), colour(behind, background)]).then(([one, other]) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  });

const colour = (element: Locator, property: string) =>
  element.evaluate((node, property) => {
    const pixel = document.createElement("canvas").getContext("2d")!;
    pixel.fillStyle = getComputedStyle(node).getPropertyValue(property);
    pixel.fillRect(0, 0, 1, 1);
    return [...pixel.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  }, property);

const luminance = (rgb: number[]) => {
  const [red, green, blue] = rgb.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("what has the focus on a block of colour can be seen and read @javascript", async ({ page }) => {
      for (const address of ["/", "/cinema"]) {
        await page.goto(address);
        // Buttons change their colours gradually.
        await page.emulateMedia({ reducedMotion: "reduce" });
        for (const link of await page.locator("main .on-colour a").all()) {
          const block = link.locator("xpath=ancestor::section[1]");
          // The way there by keyboard makes the ring appear.
          await link.focus();
          await page.keyboard.press("Shift+Tab");
          await page.keyboard.press("Tab");
          await expect(link).toBeFocused();
          await expect.poll(() => contrast(link, "color", link, "background-color")).toBeGreaterThanOrEqual(4.5);
          expect(await contrast(link, "outline-color", block, "background-color")).toBeGreaterThanOrEqual(3);
        }
      }
    });
  });
}

test("the two ways on are equally wide and tall enough to touch @javascript", async ({ page }) => {
  for (const address of ["/", "/cinema"]) {
    await page.goto(address);
    const boxes = await Promise.all((await page.locator("main .hero .hero-ways a").all()).map((link) => link.boundingBox()));
    expect(boxes).toHaveLength(2);
    expect(Math.abs(boxes[0]!.width - boxes[1]!.width)).toBeLessThan(1);
    for (const box of boxes) expect(box!.height).toBeGreaterThanOrEqual(44);
  }
});

test("the figures stand on one line @javascript", async ({ page }) => {
  for (const language of ["fr", "ar"] as const) {
    await speak(page, language);
    await page.goto("/");
    const tops = await page.locator("main dl dd").evaluateAll((figures) => figures.map((figure) => figure.getBoundingClientRect().top));
    expect(tops).toHaveLength(3);
    for (const top of tops) expect(Math.abs(top - tops[0])).toBeLessThan(1);
  }
});

test("the logo stands in the middle of the bar, links under forms can be touched @javascript", async ({ page }) => {
  await page.goto("/auth/login");
  const middle = async (locator: Locator) => {
    const box = (await locator.boundingBox())!;
    return box.y + box.height / 2;
  };
  const menu = page.locator("header nav:visible, header details > summary:visible").first();
  expect(Math.abs((await middle(page.locator("header a svg").first())) - (await middle(menu)))).toBeLessThan(1.5);
  const forgotten = (await page.locator('main a[href="/auth/password/forgot"]').boundingBox())!;
  expect(forgotten.height).toBeGreaterThanOrEqual(44);
  // Under a form on a phone the foot takes no more than two lines of links.
  expect((await page.locator("footer").boundingBox())!.height).toBeLessThanOrEqual(110);
});
