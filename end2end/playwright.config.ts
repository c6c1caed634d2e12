import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { chromium } from "./tools/browser.mjs";

// Chosen once by the main process; its workers inherit the variable.
process.env.E2E_PORT ??= execFileSync(
  process.execPath,
  ["-e", "const s=require('net').createServer().listen(0,'127.0.0.1',()=>{console.log(s.address().port);s.close()})"],
  { encoding: "utf8" },
).trim();
process.env.E2E_LINK_FILE ??= join(tmpdir(), `talentsmaroc-e2e-${process.env.E2E_PORT}.link`);
process.env.E2E_COMMAND_FILE ??= join(tmpdir(), `talentsmaroc-e2e-${process.env.E2E_PORT}.command`);
const address = `http://127.0.0.1:${process.env.E2E_PORT}`;
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };
const desktop = { viewport: { width: 1280, height: 900 } };
// A walk through forms (@walk) does not depend on the width: it is done once for each kind of input, by pointer and
// without scripts on a phone, by keyboard on a desk (keyboard.spec.ts). Nor does the server know the width: without scripts
// the same markup is read once (@markup), and what only asks the server is done once for all projects (@server). The full
// size (`make test-full`) repeats all of it everywhere.
const full = process.env.TESTS_FULL === "1";
const doneElsewhere = (...tags: RegExp[]) => (full ? [] : tags);

export default defineConfig({
  testDir: "specs",
  outputDir: "test-results",
  fullyParallel: true,
  // One more than two cores: one worker always waits.
  workers: 3,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.E2E_REPORT ? [["line"], ["json", { outputFile: process.env.E2E_REPORT }]] : [["list"]],
  use: {
    baseURL: address,
    locale: "fr-FR",
    timezoneId: "Africa/Casablanca",
    launchOptions: chromium(),
    screenshot: "only-on-failure",
    trace: "off",
  },
  projects: [
    { name: "phone", use: phone },
    { name: "desktop", use: desktop, grepInvert: doneElsewhere(/@walk/, /@server/) },
    {
      name: "phone-without-javascript",
      use: { ...phone, javaScriptEnabled: false },
      grepInvert: [/@javascript/, ...doneElsewhere(/@server/)],
    },
    {
      name: "desktop-without-javascript",
      use: { ...desktop, javaScriptEnabled: false },
      grepInvert: [/@javascript/, ...doneElsewhere(/@walk/, /@markup/, /@server/)],
    },
  ],
  webServer: {
    command: "node tools/server.mjs",
    url: `${address}/healthz`,
    reuseExistingServer: false,
    timeout: 120_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
    stdout: "pipe",
  },
});
