// Reads the report of a test runner and prints, for scripts/test.sh, each failure in lines that begin with ✗ and then
// « NAME: N passed, N failed ».
//   node scripts/summary.mjs rust FILE      JUnit, as nextest's profile « ci » writes it
//   node scripts/summary.mjs browser FILE   Playwright's JSON
import { readFileSync } from "node:fs";

const [name, file] = process.argv.slice(2);
const LINES = 6;

/** What a runner said, without colours and empty lines, at most a few lines. */
const shortened = (text) =>
  text
    .replace(/\x1b\[[0-9;]*m/g, "")
    .split("\n")
    .filter((line) => line.trim())
    .slice(0, LINES)
    .map((line) => `✗   ${line.slice(0, 200)}`);

function rust(xml) {
  const unescape = (text) =>
    text.replace(/&(lt|gt|quot|apos|amp|#\d+);/g, (_, entity) =>
      entity.startsWith("#") ? String.fromCodePoint(Number(entity.slice(1))) : { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" }[entity],
    );
  const failures = [];
  let passed = 0;
  for (const [, attributes, content = ""] of xml.matchAll(/<testcase ([^>]*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g)) {
    const failed = content.match(/<(?:failure|error)\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:failure|error)>)/);
    if (!failed) {
      passed++;
      continue;
    }
    const test = unescape(attributes.match(/\bname="([^"]*)"/)[1]);
    const kind = unescape(failed[1].match(/\btype="([^"]*)"/)?.[1] ?? "failed");
    const said = unescape(failed[2] ?? "");
    // A panic says where it happened; what was logged before it stands in the runner's own output.
    const panic = said.indexOf("panicked at ");
    failures.push([`✗ ${test} (${kind})`, ...shortened(panic < 0 ? said : said.slice(panic))]);
  }
  return { passed, failures };
}

function browser(json) {
  const { stats, suites } = JSON.parse(json);
  const specs = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)];
  const failures = [];
  for (const spec of suites.flatMap(specs))
    for (const { projectName, status, results } of spec.tests) {
      if (status !== "unexpected" && status !== "flaky") continue;
      const said = results.flatMap(({ errors }) => errors).map(({ message = "" }) => message)[0] ?? "";
      failures.push([`✗ ${spec.file}:${spec.line} [${projectName}] ${spec.title}`, ...shortened(said)]);
    }
  return { passed: stats.expected, failures };
}

const { passed, failures } = { rust, browser }[name](readFileSync(file, "utf8"));
for (const lines of failures) console.log(lines.join("\n"));
console.log(`${name}: ${passed} passed, ${failures.length} failed`);
