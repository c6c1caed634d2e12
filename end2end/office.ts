// An office of its own: a server beside the one all tests share, with an administrator, for tests that change what
// everyone sees. A desk with a keyboard and a telephone without scripts have one each; in other projects they are skipped.
import { spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, expect } from "./fixtures";

type OwnServer = {
  url: string;
  /** How its commands are called. */
  command: { binary: string; env: NodeJS.ProcessEnv; cwd: string };
  stop: () => Promise<void>;
};

const freePort = () =>
  new Promise<number>((done, failed) => {
    const server = createServer();
    server.on("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (typeof address === "object" && address ? done(address.port) : failed(new Error("no port"))));
    });
  });

/** Started as Playwright starts the shared one: what Playwright compiles cannot import the module of the tools. */
async function startOwnServer(): Promise<OwnServer> {
  const folder = mkdtempSync(join(tmpdir(), "talentsmaroc-own-"));
  const file = join(folder, "command.json");
  const env = { ...process.env, E2E_PORT: String(await freePort()), E2E_LINK_FILE: "", E2E_COMMAND_FILE: file };
  const child = spawn(process.execPath, [join(__dirname, "tools/server.mjs")], { env, stdio: ["ignore", "pipe", "inherit"] });
  const gone = new Promise<void>((done) => child.on("exit", () => done()));
  const stop = async () => {
    child.kill("SIGTERM");
    await gone;
    rmSync(folder, { recursive: true, force: true });
  };
  const url = await new Promise<string>((done, failed) => {
    let output = "";
    child.stdout.on("data", (bytes) => {
      output += bytes;
      const ready = output.match(/ready at (\S+)\n/)?.[1];
      if (ready) done(ready);
    });
    void gone.then(() => failed(new Error("the server of its own stopped at start")));
  });
  return { url, command: JSON.parse(readFileSync(file, "utf8")), stop };
}

export type Office = { url: string; email: string; password: string };

const PROJECTS = ["desktop", "phone-without-javascript"];

export const test = base.extend<object, { office: Office | undefined }>({
  office: [
    async ({}, use, worker) => {
      if (!PROJECTS.includes(worker.project.name)) return use(undefined);
      const server = await startOwnServer();
      const { binary, ...where } = server.command;
      const [email, password] = ["office@example.org", `Safran-${randomUUID()}`];
      const made = spawnSync(binary, ["admin", "create", email, "--password-stdin"], { ...where, input: password, encoding: "utf8" });
      expect(made.status, made.stderr).toBe(0);
      await use({ url: server.url, email, password });
      await server.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  baseURL: async ({ office, baseURL }, use) => use(office?.url ?? baseURL),
});

/** Declares the tests of a file to share one office. */
export function shareOffice() {
  test.describe.configure({ mode: "default" });
  // Of the worker's fixtures alone: it is decided before a page is opened.
  test.skip(({ office }) => office === undefined, "done on a desk and on a telephone without scripts");
}
