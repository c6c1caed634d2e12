// Rules of the code base that no compiler checks. Each prints one line; the last line counts them.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { typeset } from "./typography.mjs";

const root = resolve(new URL(".", import.meta.url).pathname, "..");
let passed = 0;
let failed = 0;

function guard(name, check) {
  let problems;
  try {
    problems = check();
  } catch (error) {
    problems = [error.message];
  }
  problems.length ? failed++ : passed++;
  console.log(`${problems.length ? "✗   " : "ok  "} ${name}`);
  for (const problem of problems.slice(0, 20)) console.log(`✗      ${problem}`);
}

function walk(folder, suffix) {
  const start = join(root, folder);
  if (!existsSync(start)) return [];
  return readdirSync(start, { recursive: true })
    .map((name) => join(start, name))
    .filter((path) => path.endsWith(suffix));
}

const short = (path) => relative(root, path);

/** Rust files with their lines, without comments and without their tests. */
const sources = walk("src", ".rs").map((path) => {
  const text = readFileSync(path, "utf8");
  const isTest = /(^|\/)(tests?|.*_tests?)(\.rs$|\/)/.test(short(path));
  const code = isTest ? "" : text.split(/^#\[cfg\(test\)\]$/m)[0];
  return { path: short(path), length: text.split("\n").length - 1, lines: code.split("\n").map((line) => line.replace(/^\s*\/\/.*|\s\/\/ .*/, "")) };
});

/** Lines of files under `folders` that match. */
function hits(folders, pattern, except = []) {
  return sources
    .filter(({ path }) => folders.some((folder) => path.startsWith(folder)) && !except.includes(path))
    .flatMap(({ path, lines }) => lines.flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])));
}

guard("the browser's build holds no server crate", () => {
  const tree = execFileSync(
    "cargo",
    ["tree", "--target", "wasm32-unknown-unknown", "--no-default-features", "--features", "hydrate", "-e", "normal", "--prefix", "none", "-f", "{p}"],
    { cwd: root, encoding: "utf8", maxBuffer: 64 << 20 },
  );
  const names = new Set(tree.split("\n").map((line) => line.split(" ")[0]));
  const banned = ["argon2", "axum", "clap", "diesel", "diesel-async", "hyper", "image", "leptos_axum", "leptos_i18n", "leptos_router", "libsqlite3-sys", "qrcode", "ring", "rustls", "tokio", "tokio-postgres", "tower-http", "zxcvbn"];
  if (!names.has("leptos")) return ["cargo tree printed no leptos: the check itself is broken"];
  return banned.filter((name) => names.has(name)).map((name) => `${name} is compiled for the browser`);
});

// But the data of profiles, which no browser runs, and what must come before Leptos's own script. In quotes it is looked
// for in a text.
guard("no inline style and no inline script", () => hits(["src/"], /\bstyle=(?![A-Z]\w*::)|\bstyle:[a-z]|(?<!")<script\b(?! type="application\/ld\+json" inner_html=| nonce=use_nonce\(\)>\{(?:IDLE_CALLBACK_DEADLINE|CHANGED_ISLANDS)_SCRIPT\})|<style\b|\bon(click|change|submit|input|load)=/, [
  // Mail programs know no style sheets.
  "src/server/mails/html.rs",
]));

const views = ["src/pages/", "src/components/", "src/islands/", "src/app.rs"];

guard("directions are logical, so that right-to-left works", () =>
  hits(
    views,
    /["\s:](-?(ml|mr|pl|pr)-[\w[]+|text-(left|right)|float-(left|right)|-?(left|right)-[\w[]+|(rounded|border)-(l|r|tl|tr|bl|br)(-\w+)?)["\s]/,
  ),
);

guard("no interface text outside the catalogues", () => [
  // Letters that only French or Arabic use, or a literal text between two tags (the name of the site apart). What stands
  // between two strings of markup begins with a bracket.
  ...hits(views, /[\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u0600-\u06FF]/),
  ...hits(views, /(^|>)\s*"(?!(Talents)?(Maroc)?"|#?\)| \})[^"]*[A-Za-z]{3,}[^"]*"\s*</),
]);

guard("what a page waits for is rendered under its own owner", () => hits(["src/pages/", "src/components/"], /\bSuspend::new\(/, ["src/components/suspended.rs"]));

guard("nothing is left to do later", () => hits(["src/"], /\b(todo|unimplemented)!|\b(TODO|FIXME|XXX)\b/));

guard("no file over 400 lines", () => sources.filter(({ path, length }) => length > 400 && !path.endsWith("/schema.rs")).map(({ path, length }) => `${path}: ${length} lines`));

const languages = ["fr", "ar", "en"];

/** Leaves of a catalogue: key path → text. */
function leaves(value, prefix = "") {
  return typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, prefix ? `${prefix}.${key}` : key))
    : [[prefix, String(value)]];
}

const plural = (key) => key.replace(/_(ordinal_)?(zero|one|two|few|many|other)$/, "");
const variables = (text) => [...new Set([...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}|<(\w+)\s*>/g)].map((match) => match[1] ?? match[2]))].sort().join(",");

guard("the three languages say the same things", () => {
  const problems = [];
  const namespaces = new Set(languages.flatMap((language) => readdirSync(join(root, "locales", language))));
  for (const file of namespaces) {
    const catalogues = languages.map((language) => {
      const path = join(root, "locales", language, file);
      if (!existsSync(path)) problems.push(`locales/${language}/${file} is missing`);
      return new Map(existsSync(path) ? leaves(JSON.parse(readFileSync(path, "utf8"))) : []);
    });
    // Arabic has six plural forms, French and English two: forms of one key count as that key.
    const keys = catalogues.map((catalogue) => new Set([...catalogue.keys()].map(plural)));
    for (const key of new Set(keys.flatMap((set) => [...set]))) {
      languages.forEach((language, index) => keys[index].has(key) || problems.push(`${file}: ${key} is missing in ${language}`));
    }
    catalogues.forEach((catalogue, index) => {
      for (const [key, text] of catalogue) {
        if (!text.trim()) problems.push(`${file}: ${key} is empty in ${languages[index]}`);
        if (/_(zero|one|two|few|many|other)$/.test(key)) continue;
        const french = catalogues[0].get(key);
        if (french !== undefined && variables(french) !== variables(text)) problems.push(`${file}: ${key} has other variables in ${languages[index]}`);
      }
    });
  }
  return problems;
});

/** The texts of a language with where they stand; the labels of the closed lists are not interface texts. */
function textsOf(language) {
  const catalogues = readdirSync(join(root, "locales", language)).flatMap((file) =>
    leaves(JSON.parse(readFileSync(join(root, "locales", language, file), "utf8"))).map(([key, text]) => ({ place: `locales/${language}/${file}: ${key}`, text, interface: true })),
  );
  const [header, ...rows] = readFileSync(join(root, "src/domain/reference/vocabularies.csv"), "utf8").trim().split(/\r?\n/).map(cells);
  const labels = rows.map((row) => ({ place: `vocabularies.csv: ${row[0]} ${row[1]}`, text: row[header.indexOf(language)], interface: false }));
  return [...catalogues, ...labels];
}

/** The cells of a line of a CSV file. */
function cells(line) {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain);
}

guard("spaces and apostrophes are those of each language", () =>
  languages.flatMap((language) =>
    textsOf(language).flatMap(({ place, text }) => (typeset(language, text) === text ? [] : [`${place}: run node scripts/typography.mjs --write, or correct the list`])),
  ),
);

const VOWEL_SIGNS = /[\u064b-\u0652\u0670\u0640]/g;

/** The forbidden words of a language: rows of its table in the glossary, last column. */
function forbidden(language) {
  const heading = { fr: "Français", ar: "العربية", en: "English" }[language];
  const section = readFileSync(join(root, "locales/GLOSSARY.md"), "utf8").split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  const rows = section.split("\n").filter((line) => /^\| (?!Thing )/.test(line));
  return rows.flatMap((row) => [...(row.split("|")[3] ?? "").matchAll(/`([^`]+)`( \(interface\))?/g)]).map(([, word, limited]) => {
    const asWritten = word !== word.replace(VOWEL_SIGNS, "");
    const capitals = /^\p{Lu}+$/u.test(word);
    const prefix = language === "ar" ? "(?:[وفبلك]?ال|لل|[وفبلك])?" : "";
    const pattern = new RegExp(`(?<![\\p{L}-])${prefix}${word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?!\\p{L})`, capitals ? "u" : "iu");
    return { word, interfaceOnly: Boolean(limited), found: (text) => pattern.test(asWritten ? text : text.replace(VOWEL_SIGNS, "")) };
  });
}

guard("one term for one thing, as the glossary says", () =>
  languages.flatMap((language) => {
    const words = forbidden(language);
    if (words.length < 5) return [`locales/GLOSSARY.md has no table of ${language}`];
    return textsOf(language).flatMap((text) => {
      const plain = text.text.replace(/\{\{.*?\}\}|\$t\(.*?\)/g, "");
      return words
        .filter(({ interfaceOnly, found }) => (text.interface || !interfaceOnly) && found(plain))
        .map(({ word }) => `${text.place}: « ${word} », which the glossary replaces`);
    });
  }),
);

guard("both databases have the same migrations, each with a way back", () => {
  const [sqlite, postgres] = ["sqlite", "postgres"].map((engine) => {
    const folder = join(root, "migrations", engine);
    return existsSync(folder) ? readdirSync(folder).sort() : [];
  });
  const problems = [];
  for (const name of sqlite) if (!postgres.includes(name)) problems.push(`${name} is missing for PostgreSQL`);
  for (const name of postgres) if (!sqlite.includes(name)) problems.push(`${name} is missing for SQLite`);
  for (const [engine, names] of [["sqlite", sqlite], ["postgres", postgres]]) {
    for (const name of names) {
      for (const file of ["up.sql", "down.sql"]) if (!existsSync(join(root, "migrations", engine, name, file))) problems.push(`${engine}/${name}/${file} is missing`);
    }
  }
  return sqlite.length ? problems : ["there is no migration"];
});

const lengths = sources.filter(({ path }) => !path.endsWith("/schema.rs")).map(({ length }) => length).sort((a, b) => a - b);
console.log(`guards: ${passed} passed, ${failed} failed (${lengths.length} source files, median ${lengths[lengths.length >> 1]} lines, longest ${lengths.at(-1)})`);
process.exit(failed ? 1 : 0);
