// The spaces and apostrophes of each language, in the texts of locales/ (see locales/GLOSSARY.md). `--write` puts them in.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const NO_BREAK = "\u00a0";
const NARROW = "\u202f";
const LEFT_TO_RIGHT = "\u200e";

const RULES = {
  fr: [
    [/'/g, "’"],
    [/[ \u00a0\u202f]+([;?!])/g, `${NARROW}$1`],
    [/[ \u00a0\u202f]+:/g, `${NO_BREAK}:`],
    [/«[ \u00a0\u202f]*/g, `«${NO_BREAK}`],
    [/[ \u00a0\u202f]*»/g, `${NO_BREAK}»`],
    // Thousands, then numbers and placeholders before a unit.
    [/(?<=\d)[ \u00a0](?=\d{3}(\D|$))/g, NARROW],
    [/(?<=[\d}]) (?=(Mo|Ko|cm|km|%|h|ans?)(?![\p{L}’]))/gu, NO_BREAK],
  ],
  ar: [
    [/«[ \u00a0\u202f]+/g, "«"],
    [/[ \u00a0\u202f]+»/g, "»"],
    [/(?<!\u200e)\+(?=[ \d])/g, `${LEFT_TO_RIGHT}+`],
    [/'/g, "’"],
  ],
  en: [[/'/g, "’"]],
};

/** A text as its language is printed. */
export function typeset(language, text) {
  return RULES[language].reduce((set, [pattern, replacement]) => set.replace(pattern, replacement), text);
}

/** Puts the typography into every catalogue, line by line, so that nothing else of the files changes. */
function write() {
  const root = resolve(import.meta.dirname, "..", "locales");
  for (const language of Object.keys(RULES)) {
    for (const file of readdirSync(join(root, language))) {
      const path = join(root, language, file);
      const text = readFileSync(path, "utf8");
      const line = (_, key, value, comma) => `${key}${JSON.stringify(typeset(language, JSON.parse(value)))}${comma}`;
      const set = text.replace(/^(\s*"[^"]+"\s*:\s*)("(?:[^"\\]|\\.)*")(,?)$/gm, line);
      if (set !== text) writeFileSync(path, set);
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  if (process.argv[2] === "--write") write();
  else console.log("usage: node scripts/typography.mjs --write");
}
