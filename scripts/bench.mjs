// Drives the pages of the running release build with wrk and prints a table. Started by scripts/bench.sh.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, startServer } from "../end2end/tools/server.mjs";

const seconds = process.env.BENCH_SECONDS ?? "30";
const warmUp = process.env.BENCH_WARM_UP ?? "5";
const work = mkdtempSync(join(tmpdir(), "talentsmaroc-bench-"));

const page = (url) => fetch(url, { headers: { accept: "text/html", "accept-language": "fr" } }).then((answer) => answer.text());
const memory = (pid) => Number(readFileSync(`/proc/${pid}/status`, "utf8").match(/VmRSS:\s+(\d+)/)[1]) / 1024;
const unescape = (text) => text.replaceAll("&amp;", "&");
const pick = (list, count) => Array.from({ length: count }, () => list[Math.floor(Math.random() * list.length)]);

/** Codes, words and cursors as the directory itself shows them: the whole list is walked, up to 60 pages. */
async function collect(url) {
  const codes = new Set();
  const words = new Set();
  const lists = ["/talents"];
  let next = "/talents";
  for (let count = 0; next && count < 60; count++) {
    const html = await page(url + next);
    for (const [, code] of html.matchAll(/\/profile\/view\/([A-Z0-9]+)/g)) codes.add(code);
    for (const [, word] of html.matchAll(/>([A-ZÀ-Ý][a-zà-ÿ]{3,})[ <]/g)) words.add(word);
    const link = html.match(/<a[^>]*rel="next"[^>]*>/)?.[0] ?? "";
    next = unescape(link.match(/href="([^"]+)"/)?.[1] ?? "");
    if (next) lists.push((next = next.startsWith("?") ? `/talents${next}` : next));
  }
  return { codes: [...codes], words: [...words], lists };
}

function drive(url, paths, duration) {
  const file = join(work, "paths");
  writeFileSync(file, `${paths.join("\n")}\n`);
  const output = execFileSync("wrk", ["-t1", "-c4", `-d${duration}s`, "--timeout", "10s", "-s", new URL("bench.lua", import.meta.url).pathname, url], {
    env: { ...process.env, BENCH_PATHS: file },
    encoding: "utf8",
  });
  const [rate, p50, p95, p99, errors] = output.match(/FIGURES (.*)/)[1].split(" ").map(Number);
  return { rate, p50, p95, p99, errors };
}

/** The same bytes from a bare axum handler. */
async function bare(url, path) {
  const file = join(work, "page.html");
  writeFileSync(file, await page(url + path));
  const address = `127.0.0.1:${await freePort()}`;
  const child = spawn(process.env.BENCH_BARE, [address, file], { stdio: "ignore" });
  await new Promise((later) => setTimeout(later, 300));
  const { rate } = drive(`http://${address}`, ["/"], 5);
  child.kill();
  return rate;
}

async function measure(engine) {
  const server = await startServer();
  try {
    const { codes, words, lists } = await collect(server.url);
    const cases = [
      ["/", ["/"]],
      ["/talents", ["/talents"]],
      ["/talents, random pages", pick(lists, 200)],
      ["/talents?q=…", pick(words.length ? words : ["a"], 200).map((word) => `/talents?q=${encodeURIComponent(word)}`)],
      ["/talents?country=MA", ["/talents?country=MA"]],
      ["/profile/view/CODE", pick(codes.length ? codes : ["MACAS0001F"], 200).map((code) => `/profile/view/${code}`)],
      ["/auth/login", ["/auth/login"]],
    ];
    const before = memory(server.pid);
    console.log(`\n${engine}: ${codes.length} codes and ${words.length} words seen, ${lists.length} pages of the directory`);
    console.log("| page | requests/s | p50 ms | p95 ms | p99 ms | errors | bare axum is faster by |");
    console.log("|---|---|---|---|---|---|---|");
    for (const [name, paths] of cases) {
      drive(server.url, paths, warmUp);
      const { rate, p50, p95, p99, errors } = drive(server.url, paths, seconds);
      const ratio = (await bare(server.url, paths[0])) / rate;
      console.log(`| ${name} | ${rate.toFixed(0)} | ${p50.toFixed(2)} | ${p95.toFixed(2)} | ${p99.toFixed(2)} | ${errors} | ×${ratio.toFixed(1)} |`);
    }
    console.log(`memory: ${before.toFixed(0)} MB before, ${memory(server.pid).toFixed(0)} MB after`);
  } finally {
    await server.stop();
  }
}

try {
  await measure(process.env.E2E_DATABASE_URL ? "PostgreSQL" : "SQLite, synchronous=FULL");
} finally {
  rmSync(work, { recursive: true, force: true });
}
