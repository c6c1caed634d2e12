#!/usr/bin/env bash
# Measures exports of everybody, without pages, on both databases: release build, two threads.
#   PEOPLE   demo people of both modules (100000)
#   BENCH_ENGINES        only one of them ("sqlite postgres")
#   BENCH_DATABASE_URL   an empty PostgreSQL database instead of a cluster of the script's own
# For each format: processor time of the program a row (on SQLite with the database's own, which stands beside it), the
# most memory above that before, and how much faster the same bytes are written to a file. Then ten exports at once, and
# how long a visitor's search takes meanwhile. Figures are printed, none is judged.
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname "$0")/env.sh"
# shellcheck source=scripts/postgres.sh
source "$ROOT/scripts/postgres.sh"
cd "$ROOT"
scripts/setup.sh --bench
pick_toolchain
DATA="$(mktemp -d "${TMPDIR:-/tmp}/talentsmaroc-bench-exports-XXXXXX")"
trap 'postgres_stop; rm -rf "$DATA"' EXIT

cargo build --release --features ssr --example bench_exports
PROGRAM="$TARGET/release/examples/bench_exports"
export MEASURE_DATABASE=true EXPORT_ROWS_AT_ONCE=10000000
ENGINES=" ${BENCH_ENGINES:-sqlite postgres} "
if [[ "$ENGINES" == *" sqlite "* ]]; then
  DATABASE_URL="sqlite:$DATA/sqlite/talentsmaroc.db" DATA_DIR="$DATA/sqlite" "$PROGRAM" "${PEOPLE:-100000}"
fi
if [[ "$ENGINES" == *" postgres "* ]]; then
  [ -n "${BENCH_DATABASE_URL:-}" ] || POSTGRES_SETTINGS="" postgres_start
  DATABASE_URL="${BENCH_DATABASE_URL:-${TEST_POSTGRES_URL:-}}" DATA_DIR="$DATA/postgres" \
    SECRET_KEY="a secret that only the benchmark knows, long enough" \
    ENCRYPTION_KEY="sha256:an encryption key that only the benchmark knows" "$PROGRAM" "${PEOPLE:-100000}"
fi
