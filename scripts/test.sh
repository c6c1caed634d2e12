#!/usr/bin/env bash
# Every check of the project. Parts that fail do not stop the others; what failed is named again at the end, and the
# last line is `N passed, N failed`.
#   scripts/test.sh            all parts
#   scripts/test.sh lint rust  only these (format, lint, guards, rust, browser, budget)
set -uo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname "$0")/env.sh"
# shellcheck source=scripts/postgres.sh
source "$ROOT/scripts/postgres.sh"
cd "$ROOT" || exit 1

PASSED=0
FAILED=0
TIMES=()
OUT="$(mktemp -d)"
touch "$OUT/failures"
FRONT_END=""
tidy() {
  [ -z "$FRONT_END" ] || kill "$FRONT_END" 2>/dev/null
  postgres_stop
  rm -rf "$OUT"
}
trap tidy EXIT
trap 'exit 130' INT TERM

count() {
  PASSED=$((PASSED + $1))
  FAILED=$((FAILED + $2))
}

# part "Name" command…: one check that passes or fails as a whole.
part() {
  local name="$1" began=$SECONDS
  shift
  say "── $name"
  if "$@"; then count 1 0; else
    count 0 1
    say "✗ $name failed"
    echo "✗ $name" >>"$OUT/failures"
  fi
  TIMES+=("$((SECONDS - began)) s  $name")
}

# counted "Name" command…: prints « … N passed, N failed » somewhere; those are added. No such line is one failure.
# What it says of a failure in lines that begin with ✗ is said again at the end.
counted() {
  local name="$1" began=$SECONDS line code before=$FAILED
  shift
  say "── $name"
  "$@" 2>&1 | tee "$OUT/counted"
  code=${PIPESTATUS[0]}
  line="$(grep -oE '[0-9]+ passed, [0-9]+ failed' "$OUT/counted" | tail -n 1)"
  if [ -n "$line" ]; then
    count "$(cut -d' ' -f1 <<<"$line")" "$(cut -d' ' -f3 <<<"$line")"
    # A runner that dies after its summary is a failure too.
    [ "$code" = 0 ] || [ "$(cut -d' ' -f3 <<<"$line")" != 0 ] || count 0 1
  else
    count 0 1
    say "✗ $name did not finish"
  fi
  [ "$FAILED" = "$before" ] || {
    echo "✗ $name"
    grep -E '^✗ ' "$OUT/counted" | sed 's/^✗ /    /'
  } >>"$OUT/failures"
  TIMES+=("$((SECONDS - began)) s  $name")
}

wanted() {
  [ ${#PARTS[@]} = 0 ] && return
  local name
  for name in "${PARTS[@]}"; do [ "$name" = "$1" ] && return; done
  return 1
}

rust_tests() {
  if command -v cargo-nextest >/dev/null; then
    # One more than there are cores: somebody always waits, for a lock, a database or a clock.
    cargo nextest run --features ssr --all-targets --no-fail-fast --test-threads $(($(nproc) + 1)) 2>&1 | tee "$OUT/rust"
    local code=${PIPESTATUS[0]}
    # « Summary [ 3.1s] 41 tests run: 40 passed (1 slow), 1 failed, 0 skipped », also « timed out » and « exec failed ».
    awk '/Summary \[/ {
      line = $0
      run = line; sub(/ tests? run:.*/, "", run); sub(/.* /, "", run); sub(/\/.*/, "", run)
      ok = line; sub(/ passed.*/, "", ok); sub(/.* /, "", ok)
    }
    # After the summary: every test that failed, with what it printed.
    run != "" && $1 ~ /^(FAIL|TIMEOUT|ABORT|SIG[A-Z]+|LEAK-FAIL|EXECFAIL)$/ { sub(/^ +/, ""); print "✗ " $0 }
    run != "" && /panicked at / {
      print "✗   " $0
      for (more = 2; more > 0 && (getline > 0); more--) print "✗   " $0
    }
    END { if (run != "") printf "rust: %d passed, %d failed\n", ok, run - ok }' <(sed 's/\x1b\[[0-9;]*m//g' "$OUT/rust")
    return "$code"
  fi
  cargo test --features ssr --all-targets --no-fail-fast 2>&1 | tee "$OUT/rust"
  local code=${PIPESTATUS[0]}
  awk '/^test .* FAILED$/ { print "✗ " $2 } /^test result:/ { ok += $4; bad += $6; seen = 1 } END { if (seen) printf "rust: %d passed, %d failed\n", ok, bad }' "$OUT/rust"
  return "$code"
}

playwright() {
  local code=0
  rm -f "$OUT/e2e.json"
  E2E_REPORT="$OUT/e2e.json" npx --no-install playwright test --config end2end/playwright.config.ts "$@" || code=$?
  node -e '
    const { stats, suites } = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    const specs = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)];
    for (const spec of suites.flatMap(specs))
      for (const { projectName, status, results } of spec.tests) {
        if (status !== "unexpected" && status !== "flaky") continue;
        console.log(`✗ ${spec.file}:${spec.line} [${projectName}] ${spec.title}`);
        const said = results.flatMap(({ errors }) => errors).map(({ message = "" }) => message)[0] ?? "";
        const lines = said.replace(/\x1b\[[0-9;]*m/g, "").split("\n").filter((line) => line.trim());
        for (const line of lines.slice(0, 6)) console.log(`✗   ${line.slice(0, 200)}`);
      }
    console.log(`browser: ${stats.expected} passed, ${stats.unexpected + stats.flaky} failed`);
  ' "$OUT/e2e.json"
  return "$code"
}

# The browser's half is compiled by one thread for minutes, like much of the rest: the two go side by side.
begin_front_end() {
  scripts/app-for-tests.sh browser >"$OUT/front-end" 2>&1 &
  FRONT_END=$!
}

application() {
  local code=0
  wait "$FRONT_END" || code=$?
  FRONT_END=""
  if [ "$code" != 0 ]; then
    cat "$OUT/front-end" >&2
    return 1
  fi
  # What was compiled is found again, the server comes with it.
  scripts/app-for-tests.sh
}

smoke_on_postgres() {
  # Its own database: the one of TEST_POSTGRES_URL belongs to the Rust tests.
  local url="${TEST_POSTGRES_URL%/postgres}/e2e_$$"
  as_postgres "$(find_postgres)/psql" -q "$TEST_POSTGRES_URL" -c "CREATE DATABASE e2e_$$" || return 1
  E2E_DATABASE_URL="$url" playwright --grep @smoke --project desktop --project phone-without-javascript
}

PARTS=("$@")
BEGAN=$SECONDS
say "── set-up"
if ! scripts/setup.sh --tests; then
  say "✗ the set-up failed"
  echo "0 passed, 1 failed"
  exit 1
fi
pick_toolchain
TIMES+=("$((SECONDS - BEGAN)) s  set-up")
export E2E_APP="$TARGET/e2e"

if wanted browser || wanted budget; then begin_front_end; fi

wanted format && part "format" cargo fmt --check
wanted guards && counted "rules of the house" node scripts/guards.mjs
wanted lint && part "clippy, server" cargo clippy --all-targets --features ssr --quiet -- -D warnings
wanted lint && part "clippy, browser" cargo clippy --lib --features hydrate --target "$WASM_TARGET" --quiet -- -D warnings

if wanted rust || wanted browser; then
  if ! postgres_start; then
    say "✗ PostgreSQL did not start"
    echo "✗ PostgreSQL did not start" >>"$OUT/failures"
    count 0 1
  fi
fi
wanted rust && counted "Rust tests, on both databases" rust_tests
if wanted browser || wanted budget; then
  part "the application for the browser tests" application
fi
wanted browser && counted "browser tests, SQLite" playwright
wanted browser && [ -n "${TEST_POSTGRES_URL:-}" ] && counted "browser smoke test, PostgreSQL" smoke_on_postgres
wanted budget && counted "byte budget" node scripts/budget.mjs

say ""
printf '  %s\n' "${TIMES[@]}" "$((SECONDS - BEGAN)) s  together" >&2
cat "$OUT/failures" >&2
echo "$PASSED passed, $FAILED failed"
[ "$FAILED" = 0 ]
