// Measures backup, restore and moving in of the running release build and prints a table. Started by
// scripts/bench-backup.sh; with --room it only says whether the disk has room.
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer } from "../end2end/tools/server.mjs";
import { OLD_KEY, makeOldSite } from "./old-site.mjs";

const people = Number(process.env.E2E_PEOPLE);
const bytes = Math.round(Number(process.env.BENCH_FILES) * 1e9);
const imported = Number(process.env.BENCH_IMPORTED);
const seconds = Number(process.env.BENCH_SECONDS ?? 60);
for (const number of [people, bytes, imported, seconds]) if (!(number > 0)) throw new Error("PEOPLE, FILES, IMPORTED and BENCH_SECONDS are numbers above 0");

/** The goals, which stand in docs/backup.md. */
const GOAL = { megabytes: 200, ofCopying: 0.5, slower: 1.5, importSeconds: (600 * imported) / 10_000 };
/** A backup and what is restored of it stand side by side; rows of a person take so much in the database and its copies. */
const COPIES = 2.2;
const A_PERSON = 60_000;
const AN_IMPORTED_PERSON = 400_000;
/** No file of people is larger: a CV of a few megabytes. */
const LARGEST_FILE = 8e6;
/** Milliseconds between what one visitor asks for and the next. */
const PAUSE = 20;
const PATIENCE = 1200;

const gigabytes = (number) => (number / 1e9).toFixed(1);
const step = (text) => console.error(`${new Date().toTimeString().slice(0, 8)} ${text}`);
const later = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

function room() {
  const disk = statfsSync(tmpdir());
  const [free, needed] = [disk.bavail * disk.bsize, COPIES * bytes + people * A_PERSON + imported * AN_IMPORTED_PERSON];
  const text = `${gigabytes(needed)} GB are needed in ${tmpdir()} and ${gigabytes(free)} GB are free`;
  if (free < needed) throw new Error(`${text}: take another disk with TMPDIR, or less with FILES and PEOPLE`);
  step(text);
}

/** Runs a command of the application: what it said, seconds, and the most memory it had, in megabytes. */
async function command(server, words, env = server.env) {
  const child = spawn(server.binary, words, { env, cwd: server.data, stdio: ["ignore", "pipe", "pipe"] });
  let [said, megabytes] = ["", 0];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
  // The kernel keeps the most there ever was, so that only the last moment can be missed.
  const look = () => {
    try {
      megabytes = Number(readFileSync(`/proc/${child.pid}/status`, "utf8").match(/VmHWM:\s+(\d+)/)?.[1] ?? megabytes * 1024) / 1024;
    } catch {
      // It has ended.
    }
  };
  const [began, looking] = [performance.now(), setInterval(look, 20)];
  const status = await new Promise((done, failed) => child.on("error", failed).on("close", done));
  clearInterval(looking);
  if (status !== 0) throw new Error(`${words.slice(0, 2).join(" ")} failed: ${said}`);
  return { said, megabytes, seconds: (performance.now() - began) / 1000 };
}

const sqlite = (file, sql) => execFileSync("sqlite3", ["-bail", "-batch", "-cmd", ".timeout 60000", file], { input: sql, encoding: "utf8", maxBuffer: 1 << 30 });
const psql = (sql) => execFileSync(process.env.BENCH_PSQL ?? "psql", ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", process.env.E2E_DATABASE_URL], { input: sql, encoding: "utf8", maxBuffer: 1 << 30 });

/** Gives every person files of the kind of a CV: rows in the database, and contents that use no disk. */
function makeFiles(server) {
  const each = Math.ceil(bytes / people / LARGEST_FILE);
  const size = Math.round(bytes / people / each);
  const postgres = Boolean(process.env.E2E_DATABASE_URL);
  const [name, now] = postgres ? ["replace(gen_random_uuid()::text, '-', '')", "now()"] : ["lower(hex(randomblob(16)))", "datetime('now')"];
  const answer = (postgres ? psql : (sql) => sqlite(join(server.data, "talentsmaroc.db"), sql))(`
    BEGIN;
    WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${each})
    INSERT INTO files (kind, name, media_type, size, widths, person_id, created_at)
      SELECT 'cv', ${name}, 'application/pdf', ${size}, '', people.id, ${now} FROM people, numbers;
    UPDATE main_profiles SET cv_file_id = (SELECT MIN(id) FROM files WHERE kind = 'cv' AND files.person_id = main_profiles.person_id);
    COMMIT;
    SELECT name FROM files WHERE kind = 'cv';`);
  const files = answer.trim().split("\n");
  const shelves = join(server.data, "storage/cv");
  for (let shelf = 0; shelf < 256; shelf++) mkdirSync(join(shelves, shelf.toString(16).padStart(2, "0")), { recursive: true });
  for (const file of files) {
    const open = openSync(join(shelves, file.slice(0, 2), file), "w", 0o600);
    ftruncateSync(open, size);
    closeSync(open);
  }
  return { count: files.length, size };
}

/** How long copying everything takes until it is on the disk, and how much it is. */
function copied(data, folder) {
  const target = join(folder, "copy");
  mkdirSync(target);
  execFileSync("sync", ["-f", folder]);
  const sources = readdirSync(data).filter((name) => name === "storage" || name.startsWith("talentsmaroc.db")).map((name) => join(data, name));
  const began = performance.now();
  execFileSync("cp", ["-r", "--sparse=never", "--reflink=never", ...sources, target]);
  execFileSync("sync", ["-f", target]);
  const took = (performance.now() - began) / 1000;
  const size = Number(execFileSync("du", ["-sb", target], { encoding: "utf8" }).split("\t")[0]);
  rmSync(target, { recursive: true });
  execFileSync("sync", ["-f", folder]);
  return { seconds: took, size };
}

/** Pages that visitors look at: lists from the first page on, and the people on them. */
async function addresses(url) {
  const found = ["/", "/talents", "/cinema", "/cinema/talents", "/about"];
  for (let [path, pages] = ["/talents", 0]; path && pages < 50; pages++) {
    const html = await (await fetch(url + path, { headers: { accept: "text/html" } })).text();
    for (const [link] of html.matchAll(/\/profile\/view\/[A-Z0-9]+/g)) found.push(link);
    const next = html.match(/<a[^>]*rel="next"[^>]*>/)?.[0].match(/href="([^"]+)"/)?.[1].replaceAll("&amp;", "&");
    path = next?.startsWith("?") ? `/talents${next}` : next;
    if (path) found.push(path);
  }
  return [...new Set(found)];
}

/** The same draws every time: a figure that changed has another cause. */
let seed = 1;
function one(list) {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return list[Math.floor((seed / 2 ** 32) * list.length)];
}

/** Asks for pages one after the other while it shall; milliseconds until 50 and 95 of a hundred were there. */
async function visit(url, pages, goesOn) {
  const took = [];
  while (goesOn()) {
    const [path, began] = [one(pages), performance.now()];
    const answer = await fetch(url + path, { headers: { accept: "text/html", "accept-language": "fr" } });
    await answer.arrayBuffer();
    took.push(performance.now() - began);
    if (!answer.ok) throw new Error(`${path} answers ${answer.status}`);
    await later(PAUSE);
  }
  took.sort((a, b) => a - b);
  const percentile = (share) => took[Math.min(took.length - 1, Math.floor(took.length * share))];
  return { requests: took.length, p50: percentile(0.5), p95: percentile(0.95) };
}

async function backup(server, file, passphrase) {
  rmSync(file, { force: true });
  return command(server, ["backup", "create", file, "--passphrase-file", passphrase]);
}

/** Visitors' waiting without a backup and with one, which is made again and again until enough was seen. */
async function visitors(server, file, passphrase) {
  const pages = await addresses(server.url);
  const until = (end) => () => performance.now() < end;
  await visit(server.url, pages, until(performance.now() + seconds * 100));
  const alone = await visit(server.url, pages, until(performance.now() + seconds * 1000));
  let [running, backups, last] = [true, 0, ""];
  const end = performance.now() + seconds * 1000;
  const making = (async () => {
    try {
      for (; performance.now() < end; backups++) last = (await backup(server, file, passphrase)).said;
    } finally {
      running = false;
    }
  })();
  const beside = await visit(server.url, pages, () => running);
  await making;
  return { alone, beside, backups, last };
}

const figures = (said) => said.match(/(\d+) rows(?: and|,) (\d+) files/)?.slice(1).map(Number);

/** An installation of its own that holds nothing yet. */
function empty(server, folder) {
  mkdirSync(folder, { mode: 0o700 });
  const { SECRET_KEY, ENCRYPTION_KEY, ...env } = server.env;
  return { ...env, DATA_DIR: folder, DATABASE_URL: `sqlite:${join(folder, "talentsmaroc.db")}` };
}

async function restored(server, work, file, passphrase) {
  const folder = join(work, "restored");
  const came = await command(server, ["backup", "restore", file, "--passphrase-file", passphrase], empty(server, folder));
  const there = sqlite(join(folder, "talentsmaroc.db"), "SELECT COUNT(*) FROM people").trim();
  if (Number(there) !== people) throw new Error(`${there} people were restored`);
  rmSync(folder, { recursive: true });
  return came;
}

/** What an import must not change when it comes again. */
function fingerprint(database) {
  const tables = ["accounts", "people", "main_profiles", "main_profile_talents", "cinema_profiles", "cinema_gallery_photos", "unique_codes", "social_links", "files", "consents", "import_values", "imported_people", "outbox"];
  const known = new Set(sqlite(database, "SELECT name FROM sqlite_schema WHERE type = 'table'").split("\n"));
  const rows = sqlite(database, tables.filter((table) => known.has(table)).map((table) => `SELECT * FROM ${table};`).join("\n"));
  return createHash("sha256").update(rows).digest("hex");
}

async function movedIn(server, work) {
  const [old, folder] = [join(work, "old"), join(work, "moved")];
  const made = makeOldSite(old, imported);
  const env = { ...empty(server, folder), IMPORT_ENCRYPTION_KEY: OLD_KEY };
  const words = ["import", "flask", "--database", `sqlite:///${join(old, "old.db")}`, "--uploads", join(old, "uploads")];
  const run = async (name) => {
    const report = join(work, name);
    const came = await command(server, [...words, "--report", report], env);
    return { ...came, report: JSON.parse(readFileSync(report, "utf8")) };
  };
  const first = await run("first.json");
  const { rows, imported: people, joined, refused, files_refused: filesRefused } = first.report;
  if (rows !== made.rows || people + joined !== rows || filesRefused > 0) {
    throw new Error(`of ${made.rows} rows ${people} were imported, ${joined} joined, ${refused} refused; ${filesRefused} files were refused:${first.said}`);
  }
  const before = fingerprint(join(folder, "talentsmaroc.db"));
  const second = await run("second.json");
  const same = fingerprint(join(folder, "talentsmaroc.db")) === before && second.report.unchanged === rows;
  return { ...made, people, first, second, same };
}

function table(engine, { files, copy, made, watched, back, moved }) {
  const speed = (size, took) => `${(size / 1e6 / took).toFixed(0)} MB/s`;
  const times = (number) => `×${number.toFixed(2)}`;
  const { alone, beside } = watched;
  const perSecond = moved.first.seconds / moved.people;
  console.log(`\n${engine}: ${people} people, ${files.count} files of ${(files.size / 1000).toFixed(0)} KB, ${gigabytes(bytes)} GB`);
  console.log("| figure | goal | measured | of the goal, or what it is compared with |");
  console.log("|---|---|---|---|");
  for (const row of [
    ["copying files and database with cp, to the disk", "", `${copy.seconds.toFixed(1)} s, ${speed(copy.size, copy.seconds)}`, ""],
    ["backup: most memory", `≤ ${GOAL.megabytes} MB`, `${made.megabytes.toFixed(0)} MB`, `${times(made.megabytes / GOAL.megabytes)} of the goal`],
    ["backup: speed", `≥ ${GOAL.ofCopying} of copying`, `${made.seconds.toFixed(1)} s, ${speed(copy.size, made.seconds)}`, `${times(copy.seconds / made.seconds)} of copying`],
    ["visitors: p95 while it runs", `≤ ${GOAL.slower} of without`, `${beside.p95.toFixed(1)} ms; without ${alone.p95.toFixed(1)} ms`, `${times(beside.p95 / alone.p95)} of without`],
    ["visitors: p50 while it runs", "", `${beside.p50.toFixed(1)} ms; without ${alone.p50.toFixed(1)} ms`, `${times(beside.p50 / alone.p50)} of without; ${beside.requests} requests during ${watched.backups} backups, ${alone.requests} without`],
    ["restore: time", "", `${back.seconds.toFixed(1)} s, ${speed(copy.size, back.seconds)}`, `${times(copy.seconds / back.seconds)} of copying`],
    ["restore: most memory", "", `${back.megabytes.toFixed(0)} MB`, ""],
    [`import of ${moved.people} people, ${moved.photos} photos`, `≤ ${GOAL.importSeconds.toFixed(0)} s`, `${moved.first.seconds.toFixed(1)} s, ${(perSecond * 1000).toFixed(1)} ms each`, `${times(moved.first.seconds / GOAL.importSeconds)} of the goal`],
    ["import: most memory", "", `${moved.first.megabytes.toFixed(0)} MB`, ""],
    ["import, second run", "changes nothing", moved.same ? "changed nothing" : "CHANGED SOMETHING", `${moved.second.seconds.toFixed(1)} s, ${moved.second.megabytes.toFixed(0)} MB`],
  ]) {
    console.log(`| ${row.join(" | ")} |`);
  }
}

async function measure() {
  const engine = process.env.E2E_DATABASE_URL ? "PostgreSQL" : "SQLite, synchronous=FULL";
  const work = mkdtempSync(join(tmpdir(), "talentsmaroc-bench-backup-"));
  const [folder, file, passphrase] = ["data", "site.backup.zip", "passphrase"].map((name) => join(work, name));
  let server;
  try {
    mkdirSync(folder, { mode: 0o700 });
    writeFileSync(passphrase, "velvet couscous lantern 42\n", { mode: 0o600 });
    step(`${engine}: ${people} demo people`);
    server = await startServer({ folder, patience: PATIENCE });
    const files = makeFiles(server);
    step(`${files.count} files; copying them`);
    const copy = copied(server.data, work);
    step("a backup by itself");
    const made = await backup(server, file, passphrase);
    step("visitors, without a backup and beside one");
    const watched = await visitors(server, file, passphrase);
    step("restoring");
    const back = await restored(server, work, file, passphrase);
    if (String(figures(watched.last)) !== String(figures(back.said))) throw new Error(`the backup said: ${watched.last}, the restore: ${back.said}`);
    rmSync(file);
    step(`moving ${imported} people in`);
    const moved = await movedIn(server, work);
    table(engine, { files, copy, made, watched, back, moved });
  } finally {
    await server?.stop();
    rmSync(work, { recursive: true, force: true });
  }
}

room();
if (!process.argv.includes("--room")) await measure();
