#!/usr/bin/env bash
# Every check of the project. Parts that fail do not stop the others; what failed is named again at the end, and the
# last line is `N passed, N failed`.
#   scripts/test.sh            all parts
#   scripts/test.sh lint rust  only these (format, lint, guards, rust, browser, budget)
# TESTS_FULL=1 gives the longest tests their full size and walks every form in every browser project.
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
  local code=0 profile=ci report
  [ "${TESTS_FULL:-}" != 1 ] || profile=full
  # nextest keeps its reports below the workspace, wherever the build products are.
  report="$ROOT/target/nextest/$profile/junit.xml"
  rm -f "$report"
  # One more than there are cores: one test always waits, for a lock, a database or a clock.
  tests_cargo nextest run --profile "$profile" --cargo-profile tests --features ssr --all-targets --no-fail-fast \
    --test-threads $(($(nproc) + 1)) || code=$?
  node scripts/summary.mjs rust "$report"
  return "$code"
}

playwright() {
  local code=0
  rm -f "$OUT/e2e.json"
  E2E_REPORT="$OUT/e2e.json" npx --no-install playwright test --config end2end/playwright.config.ts "$@" || code=$?
  node scripts/summary.mjs browser "$OUT/e2e.json"
  return "$code"
}

# In the profile of the tests: what build scripts and procedural macros of dependencies cost is paid once for both.
clippy() { cargo clippy --profile tests --quiet "$@" -- -D warnings; }

# Where the tests run too, one compilation serves both (tests_cargo): it says what Clippy found, as warnings, so that the
# tests are not kept from running. Cargo says it again of what it need not compile.
clippy_with_tests() {
  local code=0
  tests_cargo test --no-run --profile tests --features ssr --all-targets >"$OUT/clippy" 2>&1 || code=$?
  if [ "$code" = 0 ] && ! grep -q '^warning' "$OUT/clippy"; then return 0; fi
  cat "$OUT/clippy" >&2
  return 1
}

# The checks that need no network, on what a build for this machine compiles.
dependencies() {
  cargo metadata --format-version 1 --locked --features ssr,hydrate \
    --filter-platform "$(rustc -vV | sed -n 's/^host: //p')" >"$OUT/metadata.json" \
    && cargo deny --log-level off --offline --metadata-path "$OUT/metadata.json" check bans licenses sources
}

# A developer may lack these two tools; a CI machine has them (scripts/setup.sh).
if_installed() {
  if [ "${CI:-}" = true ] || command -v "$1" >/dev/null; then return; fi
  say "── $1 is not installed: skipped (CI runs it)"
  return 1
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
  # The test looks for nobody but the person it registers.
  E2E_PEOPLE=4 E2E_DATABASE_URL="$url" playwright --grep @smoke --project phone --project phone-without-javascript
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
# The servers of the browser tests and of the byte budget share the people that the first of them makes.
export E2E_SEEDED="$OUT/seeded"

if wanted browser || wanted budget; then begin_front_end; fi

wanted format && part "format" cargo fmt --check
wanted guards && counted "rules of the house" node scripts/guards.mjs
wanted lint && if_installed cargo-deny && part "licences and sources of dependencies" dependencies
wanted lint && if_installed cargo-machete && part "unused dependencies" cargo machete
if wanted lint && wanted rust; then
  part "clippy, server, and the build of the tests" clippy_with_tests
elif wanted lint; then
  part "clippy, server" clippy --all-targets --features ssr
fi
wanted lint && part "clippy, browser" clippy --lib --features hydrate --target "$WASM_TARGET"

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
