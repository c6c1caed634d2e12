// Asks the administrators' desk of the running release build for its pages, one request after the other, and prints a
// table. Started by scripts/bench-desk.sh.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, startServer } from "../end2end/tools/server.mjs";

const requests = Number(process.env.BENCH_REQUESTS ?? 200);
const warmUp = Math.ceil(requests / 10);
const work = mkdtempSync(join(tmpdir(), "talentsmaroc-bench-desk-"));
const unescape = (text) => text.replaceAll("&amp;", "&").replaceAll("&#x27;", "'").replaceAll("&quot;", '"');

/** The same draws every time: a figure that changed has another cause. */
let seed = 1;
function random(limit) {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 2 ** 32) * limit);
}
const one = (list) => list[random(list.length)];

/** What asks as a signed-in administrator: the page and the milliseconds until all of it was there. */
async function administrator(server) {
  const [identifier, password] = ["bench@example.org", "velvet couscous lantern 42"];
  const made = spawnSync(server.binary, ["admin", "create", identifier, "--password-stdin"], { env: server.env, cwd: server.data, input: password, encoding: "utf8" });
  // A database that was kept has the account already.
  if (made.status !== 0 && !process.env.E2E_DATABASE_URL) throw new Error(`no administrator: ${made.error ?? made.stderr}`);
  const entered = await fetch(`${server.url}/fn/sign_in`, {
    method: "POST",
    redirect: "manual",
    headers: { accept: "text/html", "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ identifier, password }).toString(),
  });
  const cookie = entered.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ");
  return async (path) => {
    const began = performance.now();
    const answer = await fetch(server.url + path, { redirect: "manual", headers: { accept: "text/html", "accept-language": "fr", cookie } });
    const html = await answer.text();
    const milliseconds = performance.now() - began;
    if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`);
    return { html, milliseconds };
  };
}

/** The choices of the list's own forms, by the names of their inputs. */
function choices(html) {
  const found = new Map();
  const add = (name, value) => name && value && name !== "page" && found.set(name, [...new Set([...(found.get(name) ?? []), unescape(value)])]);
  const forms = [...html.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)].map((match) => match[0]).filter((form) => !/^<form[^>]*method="post"/i.test(form));
  for (const form of forms) {
    for (const [, attributes, options] of form.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
      const name = attributes.match(/\bname="([^"]+)"/)?.[1];
      for (const [, value] of options.matchAll(/<option[^>]*\bvalue="?([^"\s>]+)/g)) add(name, value);
    }
    for (const [input] of form.matchAll(/<input\b[^>]*>/g)) {
      if (/type="?(checkbox|radio)\b/.test(input)) add(input.match(/\bname="?([^"\s>]+)/)?.[1], input.match(/\bvalue="?([^"\s>]+)/)?.[1]);
    }
  }
  if (found.size === 0) throw new Error("the list of people has no filters");
  return found;
}

/** The link to the next or the previous page of a list. */
function neighbour(html, path) {
  const links = [...html.matchAll(/<a\b[^>]*\brel="(?:next|prev)"[^>]*>/g)].map(([link]) => unescape(link.match(/href="([^"]+)"/)?.[1] ?? ""));
  const link = links.length > 0 ? one(links) : "";
  return link.startsWith("?") ? path + link : link;
}

/** Each kind of page: what is asked for after the page that came last. */
function cases(lists) {
  const list = "/admin/users";
  const address = (fields) => `${list}?${new URLSearchParams(fields)}`;
  const drawn = (names, count) => Array.from({ length: count }, () => one(names)).map((name) => [name, one(lists.get(name))]);
  const filters = [...lists.keys()].filter((name) => name !== "sort");
  const sorted = () => (lists.has("sort") ? [["sort", one(lists.get("sort"))]] : []);
  // Half of the pages are reached by a link of the one before, by its cursor.
  const turning = (make) => (html) => (html && random(2) === 0 && neighbour(html, list)) || make();
  return [
    ["/admin", () => "/admin"],
    [list, () => list],
    [`${list}, page after page`, (html) => (html && neighbour(html, list)) || address([["page", "p0"]])],
    [`${list}, sorts`, turning(() => address(sorted()))],
    [`${list}, one filter`, turning(() => address(drawn(filters, 1)))],
    [`${list}, one filter, sorts`, turning(() => address([...drawn(filters, 1), ...sorted()]))],
    [`${list}, three filters, sorts`, turning(() => address([...drawn(filters, 3), ...sorted()]))],
    [`${list}, words`, turning(() => address([["q", one(["a", "be", "amina", "ben", "el", "mohamed", "fatima zahra"])]]))],
    ...["/admin/mails", "/admin/jobs", "/admin/audit"].map((path) => [path, () => path]),
  ];
}

/** Milliseconds and statements in the database since the start (MEASURE_DATABASE). */
async function database(url) {
  const timing = (await fetch(`${url}/healthz`)).headers.get("server-timing") ?? "";
  const [, milliseconds, statements] = timing.match(/db;dur=([\d.]+);desc="(\d+) statements"/) ?? [];
  if (milliseconds === undefined) throw new Error("the server does not measure its database");
  return { milliseconds: Number(milliseconds), statements: Number(statements) };
}

const percentile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

/** Asks so often; what it took, from the shortest to the longest, and the largest page. */
async function drive(ask, next, count) {
  const took = [];
  let [html, largest] = ["", 0];
  for (let number = 0; number < count; number++) {
    const answer = await ask(next(html));
    html = answer.html;
    took.push(answer.milliseconds);
    largest = Math.max(largest, Buffer.byteLength(html));
  }
  return { took: took.sort((a, b) => a - b), largest, html };
}

/** The median of the same bytes from a bare axum handler. */
async function bare(html) {
  const file = join(work, "page.html");
  writeFileSync(file, html);
  const address = `127.0.0.1:${await freePort()}`;
  const child = spawn(process.env.BENCH_BARE, [address, file], { stdio: "ignore" });
  const ask = async () => {
    const began = performance.now();
    const text = await (await fetch(`http://${address}/`)).text();
    return { html: text, milliseconds: performance.now() - began };
  };
  try {
    for (let attempt = 0; !(await ask().then(() => true, () => false)); attempt++) {
      if (attempt > 100) throw new Error(`${process.env.BENCH_BARE} does not answer`);
      await new Promise((later) => setTimeout(later, 50));
    }
    await drive(ask, () => "/", warmUp);
    return percentile((await drive(ask, () => "/", requests)).took, 0.5);
  } finally {
    child.kill();
  }
}

process.env.MEASURE_DATABASE = "true";
const engine = process.env.E2E_DATABASE_URL ? "PostgreSQL" : "SQLite, synchronous=FULL";
const server = await startServer();
try {
  const ask = await administrator(server);
  const memory = () => (Number(readFileSync(`/proc/${server.pid}/status`, "utf8").match(/VmRSS:\s+(\d+)/)[1]) / 1024).toFixed(0);
  const lists = choices((await ask("/admin/users")).html);
  console.log(`\n${engine}: the desk with ${process.env.E2E_PEOPLE} people, ${requests} requests a line, one after the other`);
  console.log("| page | p50 ms | p95 ms | longest ms | database ms | statements | largest KB | bare axum is faster by |");
  console.log("|---|---|---|---|---|---|---|---|");
  for (const [name, next] of cases(lists)) {
    await drive(ask, next, warmUp);
    const began = await database(server.url);
    const { took, largest, html } = await drive(ask, next, requests);
    const ended = await database(server.url);
    const p50 = percentile(took, 0.5);
    const ratio = p50 / (await bare(html));
    const each = (figure) => (ended[figure] - began[figure]) / requests;
    const figures = [p50.toFixed(2), percentile(took, 0.95).toFixed(2), took.at(-1).toFixed(2), each("milliseconds").toFixed(2), each("statements").toFixed(1), (largest / 1024).toFixed(0), `×${ratio.toFixed(1)}`];
    console.log(`| ${name} | ${figures.join(" | ")} |`);
  }
  console.log(`memory: ${memory()} MB after`);
} finally {
  await server.stop();
  rmSync(work, { recursive: true, force: true });
}
