// Starts the built application on a free loopback port with its own throw-away data folder.
//
//   import { startServer } from "./server.mjs"       used by the screenshots and the byte budget
//   node end2end/tools/server.mjs                    used by Playwright (port in E2E_PORT)
//
// Playwright's also writes the link for the first administrator to E2E_LINK_FILE, and how to call the program's
// commands to E2E_COMMAND_FILE.
// E2E_APP names the folder made by scripts/app-for-tests.sh: binary, hash.txt, site/.
// E2E_DATABASE_URL chooses another database than SQLite, E2E_PEOPLE the number of synthetic people (none: 40).
// E2E_SEEDED names a folder where the first server on SQLite leaves a copy of its people for those that start later:
// their portraits take as long to draw as several tests.
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(fileURLToPath(import.meta.url), "../../..");

/** A free port. */
export function freePort() {
  return new Promise((done, failed) => {
    const server = createServer();
    server.on("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

function environment(app, data, port) {
  return {
    ...process.env,
    DATA_DIR: data,
    DATABASE_URL: process.env.E2E_DATABASE_URL ?? `sqlite:${join(data, "talentsmaroc.db")}`,
    ...(process.env.E2E_DATABASE_URL ? { SECRET_KEY: "e2e".repeat(16), ENCRYPTION_KEY: "sha256:end-to-end tests only" } : {}),
    BIND: `127.0.0.1:${port}`,
    BASE_URL: `http://127.0.0.1:${port}`,
    SITE_ROOT: join(app, "site"),
    CONTACT_EMAIL: "contact@example.org",
    // On by default with PostgreSQL: its tests sign administrators in by password.
    REQUIRE_ADMIN_TOTP: "false",
    // Film search is configured; the tests answer in TMDb's place and no request leaves the machine.
    TMDB_API_KEY: "end-to-end-tests-only",
    TMDB_BASE_URL: "http://127.0.0.1:9",
    TMDB_IMAGE_BASE_URL: "http://127.0.0.1:9",
    // Whatever is free on the machine of the tests.
    MIN_FREE_MEGABYTES: "0",
    // All tests come from one address.
    LIMIT_SIGN_IN_PER_MINUTE: "100000",
    LIMIT_DRAFTS_PER_HOUR: "100000",
    LIMIT_NEW_PASSWORDS_PER_MINUTE: "100000",
    LIMIT_REGISTRATIONS_PER_HOUR: "100000",
    LIMIT_UPLOADS_PER_HOUR: "100000",
    LIMIT_RESET_REQUESTS_PER_HOUR: "100000",
    LOG: process.env.E2E_LOG ?? "warn",
  };
}

/** Puts synthetic people into a new data folder, or takes those that another server has left. */
function addPeople(binary, env, data) {
  const [people, share] = [process.env.E2E_PEOPLE ?? "40", process.env.E2E_CINEMA_SHARE ?? "0.33"];
  if (people === "0") return;
  const left = process.env.E2E_SEEDED && !process.env.E2E_DATABASE_URL ? join(process.env.E2E_SEEDED, `${people}-${share}`) : undefined;
  if (left && existsSync(left)) {
    cpSync(left, data, { recursive: true });
    return;
  }
  const seeded = spawnSync(binary, ["seed-demo", "--people", people, "--cinema-share", share], { env, cwd: data, encoding: "utf8", maxBuffer: 1 << 28 });
  if (seeded.status !== 0) throw new Error(`seed-demo failed: ${seeded.error ?? seeded.stderr}${seeded.stdout}`);
  if (!left) return;
  // Under its name once it is whole.
  mkdirSync(process.env.E2E_SEEDED, { recursive: true });
  cpSync(data, `${left}.${process.pid}`, { recursive: true });
  renameSync(`${left}.${process.pid}`, left);
}

/**
 * Answers once the application is ready: its address and how to stop it. A `folder` of the caller keeps its data, so that
 * another start finds the same people and photos; `patience` is in seconds.
 */
export async function startServer({ port, folder, patience = 30 } = {}) {
  const app = resolve(root, process.env.E2E_APP ?? "target/e2e");
  const data = folder ?? mkdtempSync(join(tmpdir(), "talentsmaroc-e2e-"));
  const binary = join(app, "talentsmaroc");
  const number = port ?? (await freePort());
  const env = environment(app, data, number);
  addPeople(binary, env, data);

  const child = spawn(binary, ["serve"], { env, cwd: data, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (bytes) => {
      output += bytes;
      if (process.env.E2E_LOG) process.stderr.write(bytes);
    });
  }
  const gone = new Promise((done) => child.on("exit", done));
  const stop = async () => {
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), 8000);
    await gone;
    clearTimeout(late);
    if (!folder) rmSync(data, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${number}`;
  for (let attempt = 0; attempt < patience * 10; attempt++) {
    if (child.exitCode !== null) throw new Error(`the application stopped at start:\n${output}`);
    const ready = await fetch(`${url}/readyz`).then((answer) => answer.ok, () => false);
    if (ready) return { url, pid: child.pid, data, binary, env, stop, output: () => output };
    await new Promise((later) => setTimeout(later, 100));
  }
  await stop();
  throw new Error(`the application was not ready within ${patience} s:\n${output}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const server = await startServer({ port: Number(process.env.E2E_PORT) });
  if (process.env.E2E_LINK_FILE) {
    // The server prints the link on a terminal only; its test reads it from this file.
    const printed = spawnSync(server.binary, ["admin", "link"], { env: server.env, cwd: server.data, encoding: "utf8" });
    const link = printed.stdout?.match(/http\S+\/auth\/first-administrator\/\S+/)?.[0];
    if (!link) throw new Error(`no link for the first administrator: ${printed.error ?? printed.stderr}`);
    writeFileSync(process.env.E2E_LINK_FILE, link);
  }
  // How to call the program's commands on the same database: mails are read in the outbox.
  if (process.env.E2E_COMMAND_FILE) {
    writeFileSync(process.env.E2E_COMMAND_FILE, JSON.stringify({ binary: server.binary, env: server.env, cwd: server.data }), { mode: 0o600 });
  }
  // Said last: what waits for it reads the files.
  console.log(`ready at ${server.url}`);
  for (const signal of ["SIGTERM", "SIGINT"]) {
    process.on(signal, async () => {
      await server.stop();
      process.exit(0);
    });
  }
}
