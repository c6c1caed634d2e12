// Takes every public page at 390 and 1280 px, in French and Arabic, light and dark, into the folder SHOTS.
// SHOTS_URL names a server that already runs; without it the application of E2E_APP is started.
// SHOTS_ONLY=/talents takes only pages whose path contains that.
import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium as browserType } from "@playwright/test";
import { publicPages } from "../pages.mjs";
import { chromium } from "./browser.mjs";
import { startServer } from "./server.mjs";

const folder = process.env.SHOTS ?? join(tmpdir(), "talentsmaroc-shots");
mkdirSync(folder, { recursive: true });

const server = process.env.SHOTS_URL ? { url: process.env.SHOTS_URL, stop: async () => {} } : await startServer();
const browser = await browserType.launch(chromium());
const fileName = (path) => path.replace(/^\//, "").replace(/[^\w]+/g, "-") || "home";

try {
  const wanted = publicPages.filter(({ path }) => path.includes(process.env.SHOTS_ONLY ?? ""));
  for (const language of ["fr", "ar"]) {
    for (const colorScheme of ["light", "dark"]) {
      for (const width of [390, 1280]) {
        const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, reducedMotion: "reduce" });
        await context.addCookies([{ name: "lang", value: language, url: server.url }]);
        const page = await context.newPage();
        for (const { path, find } of wanted) {
          await page.goto(server.url + (find ? await find(server.url) : path), { waitUntil: "networkidle" });
          const file = join(folder, `${fileName(path)}-${width}-${language}-${colorScheme}.png`);
          await page.screenshot({ path: file, fullPage: true });
          console.log(file);
        }
        await context.close();
      }
    }
  }
} finally {
  await browser.close();
  await server.stop();
}
