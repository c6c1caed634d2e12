// The mails the application wrote, read as an operator reads them: none is sent in the tests.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect } from "./fixtures";

function command(...words: string[]): string {
  const { binary, env, cwd } = JSON.parse(readFileSync(process.env.E2E_COMMAND_FILE!, "utf8"));
  return execFileSync(binary, words, { env, cwd, encoding: "utf8" });
}

/** Path of the link in the newest mail of a kind to an address, once it is written. */
export async function linkTo(address: string, kind: string): Promise<string> {
  const ids = () =>
    command("outbox", "--limit", "500")
      .split("\n")
      .filter((line) => line.includes(` ${kind} `) && line.includes(` to ${address}:`))
      .map((line) => line.trim().split(" ")[0]);
  await expect.poll(() => ids().length, { message: `a ${kind} mail to ${address}`, timeout: 15_000 }).toBeGreaterThan(0);
  const link = command("outbox", "--show", ids()[0]).match(/https?:\/\/[^/\s]+(\/\S+\/[\w-]{43})\s/)?.[1];
  if (!link) throw new Error(`the ${kind} mail has no link`);
  return link;
}
