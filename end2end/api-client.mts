// A client of the REST API, written from its documentation with nothing but Node's own fetch. Its types are made of the
// document by openapi-typescript: an address, a parameter or a member that the document does not have does not compile.
//
//     openapi-typescript api_docs/openapi.json -o FOLDER/openapi.d.ts && cp end2end/api-client.mts FOLDER/
//     tsc --strict --target es2022 --module esnext --moduleResolution bundler FOLDER/api-client.mts
//     SITE=http://127.0.0.1:3000 IDENTIFIER=… PASSWORD=… node FOLDER/api-client.mjs
//
// does what api-client.py does: signs in as an administrator, pages through everybody, changes a bio, loses a race, exports
// everybody as CSV and signs out. It changes the bio of one person and puts it back.
import type { components, paths } from "./openapi";

declare const process: { env: Record<string, string | undefined> };

type Method = "get" | "post" | "put" | "patch" | "delete";
type Problem = components["schemas"]["Problem"];
type User = components["schemas"]["UserLine"];

/** What an operation takes: the parameters of the document, and its body where it has one. */
type Wish<Operation> = (Operation extends { parameters: infer Taken } ? Omit<Taken, "cookie"> : unknown) &
  (Operation extends { requestBody: { content: { "application/json": infer Body } } } ? { body: Body } : { body?: never });
/** The same of any operation. */
type AnyWish = { query?: Record<string, unknown>; header?: Record<string, string>; path?: Record<string, string>; body?: unknown };
/** The JSON that an operation answers with when it did what was asked. */
type Answer<Operation> = Operation extends { responses: { 200: { content: { "application/json": infer Json } } } } ? Json : never;

/** An error of the API: its problem document. */
class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(`${problem.status} ${problem.code}: ${problem.detail}`);
  }
}

function assert(holds: boolean, said: unknown): asserts holds {
  if (!holds) throw new Error(typeof said === "string" ? said : JSON.stringify(said));
}

/** Keeps the cookies of the session and waits where the API asks to. */
class Client {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly site: string) {}

  /** The JSON of an answer and its headers. */
  async ask<Path extends keyof paths, Verb extends keyof paths[Path] & Method>(
    verb: Verb,
    path: Path,
    wish: Wish<paths[Path][Verb]> & AnyWish,
  ): Promise<{ json: Answer<paths[Path][Verb]>; headers: Headers }> {
    const answer = await this.read(verb, path, wish, "application/json");
    return { json: (await answer.json()) as Answer<paths[Path][Verb]>, headers: answer.headers };
  }

  /** An answer, of whatever media type. */
  async read<Path extends keyof paths, Verb extends keyof paths[Path] & Method>(
    verb: Verb,
    path: Path,
    wish: Wish<paths[Path][Verb]> & AnyWish,
    accept: string,
  ): Promise<Response> {
    const { query = {}, header = {}, path: named = {}, body }: AnyWish = wish;
    const address = new URL(this.site + path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(named[name] ?? "")));
    for (const [name, value] of Object.entries(query)) {
      for (const one of Array.isArray(value) ? value : [value]) address.searchParams.append(name, String(one));
    }
    const headers = new Headers({ ...header, Accept: accept, "Accept-Language": "en" });
    if (this.cookies.size > 0) headers.set("Cookie", [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    if (body !== undefined) headers.set("Content-Type", "application/json");
    const sent = body === undefined ? null : JSON.stringify(body);
    const answer = await fetch(address, { method: verb.toUpperCase(), headers, body: sent });
    if (answer.status === 429) {
      await new Promise((wake) => setTimeout(wake, 1000 * Number(answer.headers.get("Retry-After"))));
      return this.read(verb, path, wish, accept);
    }
    if (!answer.ok) throw new Refused((await answer.json()) as Problem);
    for (const cookie of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = cookie.split(";", 1)[0]?.split(/=(.*)/, 2) ?? [];
      if (value) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    return answer;
  }

  /** All people, page after page. */
  async everybody(): Promise<User[]> {
    const people: User[] = [];
    let cursor: string | undefined;
    do {
      const { json } = await this.ask("get", "/api/v1/users", { query: cursor ? { limit: 100, cursor } : { limit: 100 } });
      people.push(...json.users);
      cursor = json.next ?? undefined;
    } while (cursor);
    return people;
  }
}

/** The problem that asking ends with. */
async function refusal(asked: Promise<unknown>): Promise<Problem> {
  const problem = await asked.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof Refused) return error.problem;
      throw error;
    },
  );
  assert(problem !== undefined, "it was not refused");
  return problem;
}

/** The first value of every line of CSV; lines end within no quotes. */
function firstColumn(csv: string): string[] {
  const values = csv.replace(/^\uFEFF/, "").matchAll(/(?:^|\r?\n)("(?:[^"]|"")*"|[^,\r\n]+)(?:,(?:"(?:[^"]|"")*"|[^,"\r\n]*))*/gy);
  return Array.from(values, ([, value = ""]) => value.replace(/^"|"$/g, "").replaceAll('""', '"'));
}

async function main(): Promise<void> {
  const { SITE = "http://127.0.0.1:3000", IDENTIFIER = "", PASSWORD = "" } = process.env;
  const client = new Client(SITE.replace(/\/+$/, ""));
  const { json: signedIn } = await client.ask("post", "/api/v1/auth/login", { body: { identifier: IDENTIFIER, password: PASSWORD } });
  assert(signedIn.success && signedIn.user.is_admin, signedIn);
  const people = await client.everybody();
  const { json: one } = await client.ask("get", "/api/v1/users", { query: { limit: 1 } });
  const codes = new Set(people.map((person) => person.unique_code));
  assert(codes.size === people.length && people.length >= Math.min(one.total, 10_000), `${people.length} of ${one.total}`);
  const person = people.find((found) => found.talents.length > 0);
  assert(person !== undefined, "nobody has a main profile");
  const path = { id: person.unique_code };
  const read = await client.ask("get", "/api/v1/users/{id}", { path });
  const [tag, before] = [read.headers.get("ETag") ?? "", read.json.user.bio ?? null];
  const bio = "Written by a program.";
  const changed = await client.ask("patch", "/api/v1/users/{id}", { path, header: { "If-Match": tag }, body: { bio } });
  assert(changed.json.user.bio === bio, changed.json);
  const late = client.ask("patch", "/api/v1/users/{id}", { path, header: { "If-Match": tag }, body: { bio: "Too late." } });
  const lost = await refusal(late);
  assert(lost.status === 412 && lost.code === "precondition_failed", lost);
  const now = changed.headers.get("ETag") ?? "";
  await client.ask("patch", "/api/v1/users/{id}", { path, header: { "If-Match": now }, body: { bio: before } });
  const file = await client.read("get", "/api/v1/export/users/csv", { query: { purpose: "Test of a client" } }, "text/csv");
  const exported = firstColumn(await file.text()).slice(1);
  assert(exported.length === codes.size && exported.every((code) => codes.has(code)), `${exported.length} of ${codes.size}`);
  await client.ask("post", "/api/v1/auth/logout", {});
  const gone = await refusal(client.ask("get", "/api/v1/auth/me", {}));
  assert(gone.status === 401, gone);
  console.log(`${people.length} people read; a bio changed and put back; a race lost; everybody exported; signed out`);
}

await main();
