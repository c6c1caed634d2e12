// Drives the pages of the running release build with wrk and prints a table. Started by scripts/bench.sh.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, startServer } from "../end2end/tools/server.mjs";

const seconds = Number(process.env.BENCH_SECONDS ?? 30);
const warmUp = Number(process.env.BENCH_WARM_UP ?? 5);
/** Different requests of each filter. */
const VALUES = 200;
const work = mkdtempSync(join(tmpdir(), "talentsmaroc-bench-"));
/** Files, and on SQLite the database, of both measurements: a database belongs to one storage. */
const folder = join(work, "data");
mkdirSync(folder, { mode: 0o700 });
/** A million people take minutes until their index is there. */
const PATIENCE = 600;
/** Pages walked to find what can be asked for: of a larger list its newest people. */
const MOST_PAGES = 500;

const page = async (url) => {
  const answer = await fetch(url, { headers: { accept: "text/html", "accept-language": "fr" } });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
  return answer.text();
};
const memory = (pid) => Number(readFileSync(`/proc/${pid}/status`, "utf8").match(/VmRSS:\s+(\d+)/)[1]) / 1024;
const unescape = (text) => text.replaceAll("&amp;", "&").replaceAll("&#x27;", "'").replaceAll("&quot;", '"');
const all = (html, pattern) => [...html.matchAll(pattern)].map((match) => unescape(match[1]));

/** The same draws every time: a figure that changed has another cause. */
let seed = 1;
function random(limit) {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 2 ** 32) * limit);
}
const one = (list) => list[random(list.length)];
const draws = (make) => Array.from({ length: VALUES }, make);
const query = (values) => `/talents?${new URLSearchParams(values)}`;

/** What can be asked for, as the directory itself shows it: its pages are walked from the first one on. */
async function collect(url) {
  const first = await page(`${url}/talents`);
  const pages = ["/talents"];
  const people = [];
  const words = new Set();
  for (let html = first; ; ) {
    for (const card of html.split(/<li class="person-card/).slice(1)) {
      const code = card.match(/\/profile\/view\/([A-Z0-9]+)/)?.[1];
      const name = card.match(/<bdi>([^<]*)/)?.[1];
      const city = card.match(/<p class="text-muted">.*?<bdi>([^<]*)/)?.[1];
      if (code && city) people.push({ code, city, country: code.slice(0, 2) });
      // Initials are no words.
      for (const word of (name ?? "").split(" ")) if ([...word].length > 2) words.add(word);
    }
    const link = html.match(/<a[^>]*rel="next"[^>]*>/)?.[0] ?? "";
    const next = unescape(link.match(/href="([^"]+)"/)?.[1] ?? "");
    if (!next || pages.length === MOST_PAGES) break;
    pages.push(next.startsWith("?") ? `/talents${next}` : next);
    html = await page(url + pages.at(-1));
  }
  const found = {
    pages,
    people,
    words: [...words],
    countries: [...new Set(people.map((person) => person.country))],
    talents: all(first, /<input[^>]*name="?talent"?\s[^>]*value="?([^"\s>]+)/g),
    photos: all(first, /<img[^>]*src="(\/files\/photo\/[^"]+)"/g),
    cursors: pages.flatMap((address) => address.match(/page=(n[0-9a-f]+)/)?.[1] ?? []),
    languages: all(first, /<input[^>]*name="?language"?\s[^>]*value="?([^"\s>]+)/g),
    availabilities: all(first.match(/<select[^>]*name="?availability\b[\s\S]*?<\/select>/)?.[0] ?? "", /value="?([a-z_]+)/g),
    workModes: all(first.match(/<select[^>]*name="?work_mode\b[\s\S]*?<\/select>/)?.[0] ?? "", /value="?([a-z_]+)/g),
    genders: all(first.match(/<select[^>]*name="?gender\b[\s\S]*?<\/select>/)?.[0] ?? "", /value="?([A-Z])\b/g),
  };
  for (const [what, list] of Object.entries(found)) if (list.length === 0) throw new Error(`the directory shows no ${what}: is anybody in it?`);
  return found;
}

/** What most people speak: the others are found quickly. */
const SPOKEN = ["fr", "ary", "ar", "en"];

/** Each kind of page with the addresses it is asked for by; filters on their first, last and other pages. */
const cases = ({ pages, cursors, people, words, countries, talents, languages, availabilities, workModes, genders }) => {
  const searches = (make) => draws(() => query({ ...make(), ...one([{}, { page: "p0" }, { page: one(cursors) }]) }));
  return [
    ["/", ["/"]],
    ["/talents", ["/talents"]],
    ["/talents, random pages", draws(() => one(pages))],
    ["/talents, last page", ["/talents?page=p0"]],
    ["q", searches(() => ({ q: one(words) }))],
    ["q, beginning of a word", searches(() => ({ q: one(words).slice(0, 3) }))],
    ["q, one letter", searches(() => ({ q: one(words).slice(0, 1) }))],
    ["q, two words", searches(() => ({ q: `${one(words)} ${one(words).slice(0, 2)}` }))],
    ["code, whole", draws(() => query({ code: one(people).code }))],
    ["code, country and city", searches(() => ({ code: one(people).code.slice(0, 5) }))],
    ["code, country", searches(() => ({ code: one(people).country }))],
    ["country", searches(() => ({ country: one(countries) }))],
    ["country and city", searches(() => { const { country, city } = one(people); return { country, city }; })],
    ["talent", searches(() => ({ talent: one(talents) }))],
    ["gender", searches(() => ({ gender: one(genders) }))],
    ["availability", searches(() => ({ availability: one(availabilities) }))],
    ["work_mode", searches(() => ({ work_mode: one(workModes) }))],
    ["language, of all", searches(() => ({ language: one(languages) }))],
    ["language, of many people", searches(() => ({ language: one(SPOKEN) }))],
    ["experience_min", searches(() => ({ experience_min: random(30) }))],
    ["has_photo", searches(() => ({ has_photo: 1 }))],
    ["country, talent, gender", searches(() => ({ country: one(countries), talent: one(talents), gender: one(genders) }))],
    ["language, work_mode, experience_min", searches(() => ({ language: one(SPOKEN), work_mode: one(workModes), experience_min: random(30) }))],
    ["q, language, availability, gender", searches(() => ({ q: one(words).slice(0, 2), language: one(languages), availability: one(availabilities), gender: one(genders) }))],
    ["/talents/TALENT", draws(() => `/talents/${one(talents)}`)],
    ["/profile/view/CODE", draws(() => `/profile/view/${one(people).code}`)],
    ["/cinema/profile/CODE", draws(() => `/cinema/profile/${one(people).code}`)],
    ["/cinema", ["/cinema"]],
    ["/about", ["/about"]],
    ["/auth/register", ["/auth/register"]],
    ["/auth/login", ["/auth/login"]],
  ];
};

/** What the casting search can be asked for, from its own form; its people are those of the directory. */
async function collectCasting(url) {
  const form = await page(`${url}/cinema/talents`);
  const values = (name) => all(form, new RegExp(`<input(?=[^>]*name="?${name}\\b)[^>]*value="?([^"\\s>]+)`, "g"));
  return Object.fromEntries(["type", "language", "skill", "eye_color", "hair_color", "build", "ethnicity"].map((name) => [name, values(name)]));
}

/** Filters of the casting search on their first and last pages. */
const castingCases = (lists, { people, words }) => {
  const casting = (values) => `/cinema/talents?${new URLSearchParams(values)}`;
  const searches = (make) => draws(() => casting([...Object.entries(make()), ...one([[], [["page", "p0"]]])].flatMap(([name, value]) => [value].flat().map((each) => [name, each]))));
  const some = (name, count) => Array.from({ length: count }, () => one(lists[name]));
  const city = () => one(people).city;
  return [
    ["/cinema/talents", ["/cinema/talents"]],
    ["casting: by name", searches(() => ({ sort: "name" }))],
    ["casting: q", searches(() => ({ q: one(words) }))],
    ["casting: q, one letter", searches(() => ({ q: one(words).slice(0, 1) }))],
    ["casting: type", searches(() => ({ type: some("type", 2) }))],
    ["casting: language", searches(() => ({ language: one(lists.language) }))],
    ["casting: skill", searches(() => ({ skill: some("skill", 2) }))],
    ["casting: ethnicity", searches(() => ({ ethnicity: one(lists.ethnicity) }))],
    ["casting: looks", searches(() => ({ eye_color: some("eye_color", 3), hair_color: some("hair_color", 3), build: some("build", 2) }))],
    ["casting: ages", searches(() => ({ age_min: 18 + random(20), age_max: 40 + random(20), playing_age_min: 20, playing_age_max: 30 }))],
    ["casting: height", searches(() => ({ height_min: 150 + random(40), height_max: 190 }))],
    ["casting: city", searches(() => ({ city: city() }))],
    ["casting: radius", searches(() => ({ city: city(), radius_km: 1 + random(500) }))],
    ["casting: code", searches(() => ({ code: one(people).code.slice(0, 2 + random(9)) }))],
    ["casting: type, skill, language, looks, by name", searches(() => ({ type: some("type", 2), skill: one(lists.skill), language: one(SPOKEN), eye_color: some("eye_color", 3), sort: "name" }))],
    ["casting: mix", searches(() => ({ type: some("type", 3), language: one(SPOKEN), height_min: 160, gender: one(["F", "M"]), age_max: 20 + random(40) }))],
  ];
};

/** What anonymous visitors are sent from memory, and photos. */
const keptCases = ({ people, talents, photos }) => [
  ...["/", "/about", "/cinema", "/talents", "/cinema/talents"].map((path) => [path, [path]]),
  ["/talents/TALENT", draws(() => `/talents/${one(talents)}`)],
  ["/profile/view/CODE", draws(() => `/profile/view/${one(people).code}`)],
  ["/cinema/profile/CODE", draws(() => `/cinema/profile/${one(people).code}`)],
  ["/files/photo/NAME", draws(() => one(photos))],
];

/** What programs ask for: as an administrator, and the lists that need no account. Page 50 is there from 1,000 people on. */
const apiCases = (token) => [
  ["API: /users, page 1", ["/api/v1/users"], token],
  ["API: /users, page 50", ["/api/v1/users?page=50"], token],
  ["API: /stats/overview", ["/api/v1/stats/overview"], token],
  ["API: /talents", ["/api/v1/talents"]],
  ["API: /countries", ["/api/v1/countries"]],
];

/** A token of an administrator, made as a program makes one. */
async function makeToken(server) {
  const [identifier, password] = ["bench@example.org", "velvet couscous lantern 42"];
  const made = spawnSync(server.binary, ["admin", "create", identifier, "--password-stdin"], { env: server.env, cwd: server.data, input: password, encoding: "utf8" });
  const send = (path, body, headers) => fetch(`${server.url}/api/v1${path}`, { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) });
  const entered = await send("/auth/login", { identifier, password });
  // A database that was kept has the account already.
  if (!entered.ok) throw new Error(`no administrator: ${entered.status} ${made.error ?? made.stderr}`);
  const cookie = entered.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ");
  const answer = await send("/tokens", { name: "bench", scopes: ["people:read", "stats"], expires_in_days: 1 }, { cookie });
  if (!answer.ok) throw new Error(`no token: ${answer.status} ${await answer.text()}`);
  return (await answer.json()).secret;
}

function drive(url, paths, duration, token = "") {
  const file = join(work, "paths");
  writeFileSync(file, `${paths.join("\n")}\n`);
  const output = execFileSync("wrk", ["-t1", "-c4", `-d${duration}s`, "--timeout", "10s", "-s", new URL("bench.lua", import.meta.url).pathname, url], {
    env: { ...process.env, BENCH_PATHS: file, BENCH_TOKEN: token },
    encoding: "utf8",
  });
  const [requests, rate, p50, p95, p99, errors] = output.match(/FIGURES (.*)/)[1].split(" ").map(Number);
  return { requests, rate, p50, p95, p99, errors };
}

/** Milliseconds and statements in the database since the start; the server adds them up (MEASURE_DATABASE). */
async function database(url) {
  const timing = (await fetch(`${url}/healthz`)).headers.get("server-timing") ?? "";
  const [, milliseconds, statements] = timing.match(/db;dur=([\d.]+);desc="(\d+) statements"/) ?? [];
  if (milliseconds === undefined) throw new Error("the server does not measure its database");
  return { milliseconds: Number(milliseconds), statements: Number(statements) };
}

/** The same bytes from a bare axum handler. */
async function bare(url, path, token) {
  const file = join(work, "page.html");
  const headers = { "accept-language": "fr", ...(token && { authorization: `Bearer ${token}` }) };
  const answer = await fetch(url + path, { headers });
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}`);
  writeFileSync(file, Buffer.from(await answer.arrayBuffer()));
  const address = `127.0.0.1:${await freePort()}`;
  const child = spawn(process.env.BENCH_BARE, [address, file], { stdio: "ignore" });
  try {
    for (let attempt = 0; !(await fetch(`http://${address}/`).then((answer) => answer.ok, () => false)); attempt++) {
      if (attempt > 100) throw new Error(`${process.env.BENCH_BARE} does not answer`);
      await new Promise((later) => setTimeout(later, 50));
    }
    return drive(`http://${address}`, ["/"], Math.min(5, seconds)).rate;
  } finally {
    child.kill();
  }
}

/** Either what is sent from memory, or everything with a cache of no size. */
async function measure(engine, kept) {
  process.env.PAGE_CACHE_MEGABYTES = kept ? "32" : "0";
  const server = await startServer({ folder, patience: PATIENCE });
  try {
    const found = await collect(server.url);
    const before = memory(server.pid);
    console.log(`\n${engine}, ${kept ? "from memory" : "from the database"}: ${process.env.E2E_PEOPLE} people, of whom ${found.people.length} on ${found.pages.length} pages are asked for, ${seconds} s a line after ${warmUp} s of warm-up`);
    console.log("| page or filter | requests/s | p50 ms | p95 ms | p99 ms | database ms | statements | errors | bare axum is faster by |");
    console.log("|---|---|---|---|---|---|---|---|---|");
    const all = kept ? keptCases(found) : [...cases(found), ...castingCases(await collectCasting(server.url), found), ...apiCases(await makeToken(server))];
    for (const [name, paths, token] of all) {
      drive(server.url, paths, warmUp, token);
      const began = await database(server.url);
      const { requests, rate, p50, p95, p99, errors } = drive(server.url, paths, seconds, token);
      const ended = await database(server.url);
      const ratio = (await bare(server.url, paths[0], token)) / rate;
      const milliseconds = (ended.milliseconds - began.milliseconds) / requests;
      const statements = (ended.statements - began.statements) / requests;
      const figures = [rate.toFixed(0), p50.toFixed(2), p95.toFixed(2), p99.toFixed(2), milliseconds.toFixed(2), statements.toFixed(1), errors, `×${ratio.toFixed(1)}`];
      console.log(`| ${name} | ${figures.join(" | ")} |`);
    }
    console.log(`memory: ${before.toFixed(0)} MB before, ${memory(server.pid).toFixed(0)} MB after`);
  } finally {
    await server.stop();
  }
}

process.env.MEASURE_DATABASE = "true";
// The requests of all clients come from one token or one address.
process.env.LIMIT_API_PER_MINUTE = "100000000";
process.env.LIMIT_API_PER_MINUTE_WITHOUT_TOKEN = "100000000";
try {
  const engine = process.env.E2E_DATABASE_URL ? "PostgreSQL" : "SQLite, synchronous=FULL";
  for (const kept of [false, true]) await measure(engine, kept);
} finally {
  rmSync(work, { recursive: true, force: true });
}
