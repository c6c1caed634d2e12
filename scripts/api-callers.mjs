// Makes the callers of scripts/schemathesis.sh on a running server and prints them, a line each: `member tm_… 61`,
// `administrator tm_… 61`, with a token that has every scope and the number of the member, who has a main profile.
//   SITE          where the server is
//   APP           its program, which prints the link with which the member chooses a password
//   PASSWORD      that of the administrator office@example.org, and from now on the member's
import { execFileSync } from "node:child_process";

const { SITE, APP, PASSWORD } = process.env;
const SCOPES = ["profile:read", "profile:write", "people:read", "people:write", "private:read", "export", "stats"];
const MEMBER = {
  email: "member@example.org",
  first_name: "Canari",
  last_name: "Quinze",
  date_of_birth: "1990-05-17",
  gender: "F",
  phone: "+212600000015",
  residence_country: "MA",
  residence_city: "Casablanca",
  talents: ["dj"],
  visibility: "members",
  consent_means: "paper",
  language: "en",
};

async function ask(path, { cookie = "", method = "POST", headers = {}, body } = {}) {
  const answer = await fetch(SITE + path, { method, headers: { cookie, ...headers }, body, redirect: "manual" });
  if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}

const cookies = (answer) => answer.headers.getSetCookie().map((one) => one.split(";")[0]).join("; ");
const json = (value) => ({ headers: { "content-type": "application/json" }, body: JSON.stringify(value) });

async function signIn(identifier) {
  return cookies(await ask("/api/v1/auth/login", json({ identifier, password: PASSWORD })));
}

async function token(cookie) {
  const answer = await ask("/api/v1/tokens", { cookie, ...json({ name: "schemathesis", scopes: SCOPES, expires_in_days: 1 }) });
  return (await answer.json()).secret;
}

const office = await signIn("office@example.org");
const { user } = await (await ask("/api/v1/users", { cookie: office, ...json(MEMBER) })).json();
const said = execFileSync(APP, ["account", "reset-link", MEMBER.email], { encoding: "utf8" });
const opened = await ask(new URL(said.match(/https?:\S+/)[0]).pathname, { method: "GET" });
await ask("/fn/reset_password", {
  cookie: cookies(opened),
  headers: { origin: SITE },
  body: new URLSearchParams({ password: PASSWORD, password_confirm: PASSWORD }),
});
console.log(`member ${await token(await signIn(MEMBER.email))} ${user.id}`);
console.log(`administrator ${await token(office)} ${user.id}`);
