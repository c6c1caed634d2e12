// Keeps many hostile connections of each kind open from one address and measures what a visitor from another address
// gets meanwhile. Started by scripts/bench-hostile.sh.
//
//   HOSTILE   connections of each kind (200)      BENCH_SECONDS   seconds of each kind (20)
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { startServer } from "../end2end/tools/server.mjs";

const most = Number(process.env.HOSTILE ?? 200);
const seconds = Number(process.env.BENCH_SECONDS ?? 20);
const ATTACKER = "127.0.0.2";
const VISITOR = "127.0.0.3";

const memory = (pid) => Number(readFileSync(`/proc/${pid}/status`, "utf8").match(/VmRSS:\s+(\d+)/)[1]) / 1024;
const pause = (milliseconds) => new Promise((later) => setTimeout(later, milliseconds));
const origin = (port) => `Host: 127.0.0.1:${port}\r\nOrigin: http://127.0.0.1:${port}\r\nSec-Fetch-Site: same-origin\r\n`;
const form = (port, path, body) =>
  `POST ${path} HTTP/1.1\r\n${origin(port)}Accept: text/html\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const chunk = (bytes) => Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), Buffer.from(bytes), Buffer.from("\r\n")]);
const upload = (port) =>
  `POST /auth/register/files HTTP/1.1\r\n${origin(port)}Accept: text/html\r\nContent-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n\r\n`;
const file = (name) => `--b\r\nContent-Disposition: form-data; name="${name}"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`;

/** The password whose judging cost more than a second. */
const SLOW_PASSWORD = "4@8({[<3691!|1|70$5+7%2m4n5l07t1n3s4nd8r34d0n1c3c4t5l1k3t0t4st3r1c3l1n35r4t3d0n3s4l3t34m5l4t3r0n1t3s";

/** Each opens a connection, and writes to it until the time is over. `write` waits for the socket to take the bytes. */
const attacks = {
  "headers, a byte a second": async (port, write) => {
    await write(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-Slow: `);
    for (;;) {
      await pause(1000);
      await write("a");
    }
  },
  "a part's head without an end": async (port, write) => {
    await write(upload(port));
    await write(chunk("--b\r\nX: "));
    for (let sent = 0; sent < 250; sent++) await write(chunk(Buffer.alloc(1 << 20, "a")));
    for (;;) {
      await pause(30);
      await write(chunk("a"));
    }
  },
  "finished files, then a trickle": async (port, write) => {
    await write(upload(port));
    for (let part = 0; part < 8; part++) {
      await write(chunk(`${file("gallery")}`));
      await write(chunk(Buffer.alloc(4 << 20, part)));
      await write(chunk("\r\n"));
    }
    for (;;) {
      await pause(1000);
      await write(chunk("-"));
    }
  },
  "files that no one waits for": async (port, write, end) => {
    await write(upload(port));
    await write(chunk(Buffer.concat([Buffer.from(file("photo")), randomBytes(1 << 20), Buffer.from("\r\n--b--\r\n")])));
    await write("0\r\n\r\n");
    end();
  },
  "answers that are not read": async (port, write) => {
    for (;;) await write(`GET /cinema/talents?q=a HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
  },
  "passwords to be judged": async (port, write, _end, read) => {
    const body = new URLSearchParams({ password: SLOW_PASSWORD, email: "a".repeat(100_000), first_name: "b".repeat(50_000), last_name: "c".repeat(50_000) });
    for (;;) {
      await write(form(port, "/fn/advise_on_password", body.toString()));
      await read();
    }
  },
  "links that do not exist": async (port, write, _end, read) => {
    for (;;) {
      await write(form(port, "/fn/confirm_email", `token=${randomBytes(32).toString("base64url")}`));
      await read();
    }
  },
  "first administrators": async (port, write, _end, read) => {
    for (;;) {
      await write(form(port, "/fn/create_first_administrator", new URLSearchParams({ token: "x", email: "a@example.org", password: SLOW_PASSWORD, password_confirm: SLOW_PASSWORD }).toString()));
      await read();
    }
  },
  "long addresses": async (port, write, _end, read) => {
    for (;;) {
      await write(`GET /cinema/talents?q=${"!".repeat(7_000)} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
      await read();
    }
  },
  searches: async (port, write, _end, read) => {
    for (;;) {
      await write(`GET /talents?q=${"abcdefghijklmnopqrstuvwxyz"[Math.floor(Math.random() * 26)]}&page=p0 HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
      await read();
    }
  },
};

/** Runs one attack on one connection, again and again, until `isOver`. */
async function attack(port, run, isOver) {
  while (!isOver()) {
    const socket = connect({ port, host: "127.0.0.1", localAddress: ATTACKER });
    const gone = new Promise((done) => socket.on("close", done));
    socket.on("error", () => {});
    const late = setInterval(() => isOver() && socket.destroy(), 200);
    const write = async (bytes) => {
      if (socket.destroyed) throw new Error("closed");
      if (!socket.write(bytes)) await Promise.race([new Promise((done) => socket.once("drain", done)), gone]);
      else await new Promise((done) => setImmediate(done));
    };
    const read = () => Promise.race([new Promise((done) => socket.once("data", done)), gone]);
    await run(port, write, () => socket.destroy(), read).catch(() => {});
    clearInterval(late);
    socket.destroy();
    await gone;
    await pause(20);
  }
}

/** How long a page takes, over a connection of its own, as for a new visitor. */
function visit(port, path) {
  return new Promise((done, failed) => {
    const began = performance.now();
    const socket = connect({ port, host: "127.0.0.1", localAddress: VISITOR });
    let first = "";
    socket.on("data", (bytes) => (first ||= bytes.toString("latin1", 0, 12)));
    socket.on("end", () => (first === "HTTP/1.1 200" ? done(performance.now() - began) : failed(new Error(`${path}: ${first}`))));
    socket.on("error", failed);
    socket.setTimeout(10_000, () => socket.destroy(new Error(`${path}: no answer in 10 s`)));
    socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`);
  });
}

async function visits(port, isOver) {
  const paths = ["/", "/talents?gender=F", "/cinema/talents?type=extra", "/auth/login"];
  const times = [];
  const errors = [];
  for (let number = 0; !isOver(); number++) {
    await visit(port, paths[number % paths.length]).then((time) => times.push(time), (error) => errors.push(error.message));
    await pause(50);
  }
  times.sort((one, other) => one - other);
  return { count: times.length, p50: times[Math.floor(times.length / 2)], p95: times[Math.floor(times.length * 0.95)], errors };
}

/** The attackers have a thread of their own: the visitor's clock must not wait for them. */
async function attackFor(port, name) {
  const end = performance.now() + seconds * 1000;
  await Promise.all(Array.from({ length: most }, () => attack(port, attacks[name], () => performance.now() > end)));
}

async function main() {
  console.log(`${most} connections of each kind, ${seconds} s a line`);
  console.log("| attack | visits | p50 ms | p95 ms | errors | memory MB |");
  console.log("|---|---|---|---|---|---|");
  for (const name of ["none", ...Object.keys(attacks)]) {
    const server = await startServer();
    const port = Number(new URL(server.url).port);
    try {
      const attackers = name === "none" ? undefined : new Worker(new URL(import.meta.url), { workerData: { port, name } });
      const ended = attackers && new Promise((done) => attackers.once("message", done));
      const end = performance.now() + seconds * 1000;
      let highest = 0;
      const watching = setInterval(() => (highest = Math.max(highest, memory(server.pid))), 200);
      const { count, p50, p95, errors } = await visits(port, () => performance.now() > end);
      clearInterval(watching);
      console.log(`| ${name} | ${count} | ${p50?.toFixed(1)} | ${p95?.toFixed(1)} | ${errors.length}${errors[0] ? ` (${errors[0]})` : ""} | ${highest.toFixed(0)} |`);
      await ended;
      await attackers?.terminate();
    } finally {
      await server.stop();
    }
  }
}

if (isMainThread) {
  await main();
} else {
  await attackFor(workerData.port, workerData.name);
  parentPort.postMessage("over");
}
