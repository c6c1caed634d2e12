#!/usr/bin/env bash
# Measures the search alone on both databases: release build, 4 searches at a time on 2 threads.
#   PEOPLE   demo people of both modules (100000)      BENCH_SECONDS   seconds a line (3)
#   BENCH_ENGINES        only one of them ("sqlite postgres")
#   BENCH_DATABASE_URL   an empty PostgreSQL database instead of a cluster of the script's own
# Prints how long an index takes to make and to load, its memory, how soon a change is seen, and percentiles of every
# kind of search. Figures are printed, none is judged. A million people take some ten minutes a database to add.
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname "$0")/env.sh"
# shellcheck source=scripts/postgres.sh
source "$ROOT/scripts/postgres.sh"
cd "$ROOT"
scripts/setup.sh --bench
pick_toolchain
DATA="$(mktemp -d "${TMPDIR:-/tmp}/talentsmaroc-bench-search-XXXXXX")"
trap 'postgres_stop; rm -rf "$DATA"' EXIT

cargo build --release --features ssr --example bench_search
PROGRAM="$TARGET/release/examples/bench_search"
ENGINES=" ${BENCH_ENGINES:-sqlite postgres} "
if [[ "$ENGINES" == *" sqlite "* ]]; then
  DATABASE_URL="sqlite:$DATA/sqlite/talentsmaroc.db" DATA_DIR="$DATA/sqlite" "$PROGRAM" "${PEOPLE:-100000}" "${BENCH_SECONDS:-3}"
fi
if [[ "$ENGINES" == *" postgres "* ]]; then
  [ -n "${BENCH_DATABASE_URL:-}" ] || POSTGRES_SETTINGS="" postgres_start
  DATABASE_URL="${BENCH_DATABASE_URL:-${TEST_POSTGRES_URL:-}}" DATA_DIR="$DATA/postgres" \
    SECRET_KEY="a secret that only the benchmark knows, long enough" \
    ENCRYPTION_KEY="sha256:an encryption key that only the benchmark knows" "$PROGRAM" "${PEOPLE:-100000}" "${BENCH_SECONDS:-3}"
fi
