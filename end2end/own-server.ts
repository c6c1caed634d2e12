// A server beside the one all tests share, for tests that change what everyone sees.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type OwnServer = {
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
export async function startOwnServer(): Promise<OwnServer> {
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
