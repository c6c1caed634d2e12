// Public pages: the tests open each of them, the screenshots show them, the byte budget weighs them.

/** The first public profile of the directory. */
const someProfile = (url) => firstLink(`${url}/talents`, /href="(\/profile\/view\/[A-Z0-9]+)"/);

/** The first public profile among the castings. */
const someCinemaProfile = (url) => firstLink(`${url}/cinema/talents`, /href="(\/cinema\/profile\/[A-Z0-9]+)"/);

/** The first two profiles of a list side by side. */
const someComparison = (list) => async (url) => {
  const html = await fetch(url + list, { headers: { accept: "text/html" } }).then((answer) => answer.text());
  const codes = [...html.matchAll(/form="compare" name="code" value="(\w+)"/g)].slice(0, 2).map(([, code]) => `code=${code}`);
  if (codes.length < 2) throw new Error(`${list} has no two people to compare`);
  return `${list}/compare?${codes.join("&")}`;
};

async function firstLink(address, pattern) {
  const html = await fetch(address, { headers: { accept: "text/html" } }).then((answer) => answer.text());
  const found = html.match(pattern)?.[1];
  if (!found) throw new Error(`${address} links to nothing like ${pattern}`);
  return found;
}

/**
 * `wasm: false`: the page loads no WebAssembly and weighs what budget.json allows such pages.
 * `find`: tells the real path where it depends on the data. `status`: when it is not 200.
 */
export const publicPages = [
  { path: "/", wasm: false },
  { path: "/about", wasm: false },
  { path: "/api/docs", wasm: false },
  { path: "/api/docs/operations" },
  { path: "/legal/terms", wasm: false },
  { path: "/legal/privacy", wasm: false },
  { path: "/talents" },
  { path: "/cinema/talents" },
  { path: "/talents/compare", wasm: false, find: someComparison("/talents") },
  { path: "/cinema/talents/compare", wasm: false, find: someComparison("/cinema/talents") },
  { path: "/talents/{talent}", wasm: false, find: someTalent },
  { path: "/profile/view/{code}", wasm: false, find: someProfile },
  { path: "/cinema", wasm: false },
  { path: "/cinema/register" },
  { path: "/cinema/profile/{code}", wasm: false, find: someCinemaProfile },
  { path: "/auth/login" },
  { path: "/auth/password/forgot" },
  { path: "/auth/slip" },
  { path: "/auth/password/reset" },
  { path: "/auth/register" },
  { path: "/this-page-does-not-exist", wasm: false, status: 404 },
];

/** Pages of the administrators' desk, for a signed-in administrator. */
export const deskPages = [
  { path: "/admin", wasm: false },
  { path: "/admin/selection", wasm: false },
  { path: "/admin/imports", wasm: false },
  { path: "/admin/imports/new", wasm: false },
  { path: "/admin/announcements", wasm: false },
  { path: "/admin/exports", wasm: false },
  { path: "/admin/exports/new", wasm: false },
  { path: "/admin/mails", wasm: false },
  { path: "/admin/webhooks", wasm: false },
  { path: "/admin/cv-analyses", wasm: false },
  { path: "/admin/backups", wasm: false },
  { path: "/admin/jobs", wasm: false },
  { path: "/admin/doctor", wasm: false },
  { path: "/admin/audit", wasm: false },
  { path: "/admin/users" },
  { path: "/admin/users/new" },
  { path: "/admin/users/filters", wasm: false },
  { path: "/admin/admins", wasm: false },
  { path: "/admin/tokens", wasm: false },
  { path: "/admin/duplicates", wasm: false },
  { path: "/admin/duplicates/compare", wasm: false },
  { path: "/admin/duplicates/confirm", wasm: false },
  { path: "/admin/talents", wasm: false },
  { path: "/admin/talents/entry", wasm: false },
  { path: "/admin/settings", wasm: false },
  { path: "/admin/settings/legal", wasm: false },
];

/** A talent that at least one profile has. */
async function someTalent(url) {
  return firstLink(url + (await someProfile(url)), /href="(\/talents\/[\w-]+)"/);
}
