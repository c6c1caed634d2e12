#!/usr/bin/env bash
# Measures the pages and the REST API: release build, wrk on the same machine, 4 connections, keep-alive, 30 s after 5 s of warm-up.
#   BENCH_SECONDS, BENCH_WARM_UP   other durations        PEOPLE   synthetic people (2000)
#   BENCH_ENGINES                  only one of them ("sqlite postgres")
#   BENCH_DATABASE_URL             an empty PostgreSQL database instead of a cluster of the script's own
# For each kind of page or filter: 200 random requests (values and pages drawn from the whole list), requests a second,
# percentiles, time and statements in the database a request, and how much faster the same bytes come from bare axum.
# First with no pages in memory, then the pages and photos that are sent from it.
# Figures are printed, none is judged. With the defaults some 25 minutes after the build.
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname "$0")/env.sh"
# shellcheck source=scripts/postgres.sh
source "$ROOT/scripts/postgres.sh"
cd "$ROOT"
scripts/setup.sh --bench
pick_toolchain
trap postgres_stop EXIT

export E2E_APP="$TARGET/bench" E2E_PEOPLE="${PEOPLE:-2000}" E2E_CINEMA_SHARE=1 BENCH_BARE="$TARGET/release/examples/bare"
mkdir -p "$E2E_APP"
LEPTOS_SITE_ROOT="$E2E_APP/site" cargo leptos build --release --precompress
cargo build --release --features ssr --example bare
cp -f "$TARGET/release/talentsmaroc" "$TARGET/release/hash.txt" "$E2E_APP/"

ENGINES=" ${BENCH_ENGINES:-sqlite postgres} "
if [[ "$ENGINES" == *" sqlite "* ]]; then node scripts/bench.mjs; fi
if [[ "$ENGINES" == *" postgres "* ]]; then
  [ -n "${BENCH_DATABASE_URL:-}" ] || POSTGRES_SETTINGS="" postgres_start
  E2E_DATABASE_URL="${BENCH_DATABASE_URL:-${TEST_POSTGRES_URL:-}}" node scripts/bench.mjs
fi
