// Compares what pages weigh with budget.json. Starts the application of E2E_APP itself.
import { readFileSync, readdirSync } from "node:fs";
import { get } from "node:http";
import { join, resolve } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { startServer } from "../end2end/tools/server.mjs";
import { publicPages } from "../end2end/pages.mjs";

const root = resolve(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "..");
const budget = JSON.parse(readFileSync(join(root, "budget.json"), "utf8"));
const packageFolder = join(resolve(root, process.env.E2E_APP ?? "target/e2e"), "site/pkg");
let failed = 0;
let passed = 0;

function judge(name, bytes, limit, problem) {
  const ok = bytes <= limit && !problem;
  ok ? passed++ : failed++;
  console.log(`${ok ? "ok  " : "✗   "} ${name}: ${bytes} of ${limit} bytes${problem ? ` (${problem})` : ""}`);
}

/** The bytes on the wire when Brotli is offered, and the text when it is text. */
function fetchCounted(url) {
  return new Promise((done, failedToFetch) => {
    get(url, { headers: { "accept-encoding": "br", accept: "text/html,*/*", "accept-language": "fr" } }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => done({ body: Buffer.concat(parts), encoding: answer.headers["content-encoding"] }));
    }).on("error", failedToFetch);
  });
}

const compressed = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

/** Everything a browser loads with the page, without images of people. */
function parts(html) {
  const found = new Set();
  for (const [tag] of html.matchAll(/<(?:link|script|img)\b[^>]*>/g)) {
    if (/^<link/.test(tag) && !/rel="?(?:stylesheet|icon|preload|modulepreload)/.test(tag)) continue;
    const address = tag.match(/\b(?:href|src)="?([^"\s>]+)/)?.[1];
    if (address?.startsWith("/") && !/^\/(?:files|og|qr)\//.test(address)) found.add(address);
  }
  return [...found];
}

function wasm() {
  const files = readdirSync(packageFolder).filter((name) => /^talentsmaroc.*\.(?:wasm|js)$/.test(name));
  const sizes = files.map((name) => [name, compressed(readFileSync(join(packageFolder, name)))]);
  for (const [name, size] of sizes) console.log(`     ${name.replace(/\.[\w-]{22}\./, ".")}: ${size}`);
  judge("WebAssembly and glue", sizes.reduce((sum, [, size]) => sum + size, 0), budget.wasm_and_glue);
}

async function pages() {
  const { gunzipSync, brotliDecompressSync } = await import("node:zlib");
  const plain = ({ body, encoding }) => (encoding === "br" ? brotliDecompressSync(body) : encoding === "gzip" ? gunzipSync(body) : body).toString("utf8");
  const server = await startServer();
  try {
    for (const { path } of publicPages.filter((page) => page.wasm === false)) {
      const page = await fetchCounted(server.url + path);
      const html = plain(page);
      // A card counts as one page's worth: its photographs do not.
      let bytes = page.encoding === "br" ? page.body.length : compressed(page.body);
      const loaded = parts(html);
      for (const address of loaded) {
        const part = await fetchCounted(server.url + address);
        bytes += part.encoding === "br" ? part.body.length : Math.min(part.body.length, compressed(part.body));
      }
      judge(path, bytes, budget.page_without_wasm, /\.wasm\b|hydrate/.test(html) ? "it loads WebAssembly" : "");
    }
  } finally {
    await server.stop();
  }
}

wasm();
await pages();
console.log(`budget: ${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
