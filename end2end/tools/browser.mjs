// How Chromium is started, for the tests and for the screenshots: the machine's own, never a download.
import { existsSync } from "node:fs";

// Without windows, profiles and start pages, which cost as much as the pages of the tests; then whole browsers.
const usual = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome-stable", "/usr/bin/google-chrome"];

/** Launch options of Playwright; CHROMIUM names another browser. */
export function chromium() {
  return {
    executablePath: process.env.CHROMIUM ?? usual.find(existsSync),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  };
}
