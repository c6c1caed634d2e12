#!/usr/bin/env bash
# Measures backup, restore and moving in: release build, everything on the same machine.
#   PEOPLE     demo people (100000)          FILES      gigabytes of files, which are made without using disk (20)
#   IMPORTED   people of the replaced application (10000)
#   BENCH_ENGINES        only one of them ("sqlite postgres")
#   BENCH_DATABASE_URL   an empty PostgreSQL database instead of a cluster of the script's own
#   BENCH_SECONDS        how long visitors are asked for, without a backup and with one (60)
#   TMPDIR               the disk that is used: some 2.2 times FILES, of which copies are written (/tmp)
#   BENCH_APP            a folder with binary, hash.txt and site to measure instead of a new release build
# With the defaults an hour or more. For each figure: the goal, what was measured, and the measure in units of the goal or of
# copying. Figures are printed, none is judged.
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname "$0")/env.sh"
# shellcheck source=scripts/postgres.sh
source "$ROOT/scripts/postgres.sh"
cd "$ROOT"
export E2E_PEOPLE="${PEOPLE:-100000}" BENCH_FILES="${FILES:-20}" BENCH_IMPORTED="${IMPORTED:-10000}"
node scripts/bench-backup.mjs --room
trap postgres_stop EXIT

if [ -n "${BENCH_APP:-}" ]; then
  export E2E_APP="$BENCH_APP"
else
  scripts/setup.sh --bench
  pick_toolchain
  export E2E_APP="$TARGET/bench"
  mkdir -p "$E2E_APP"
  LEPTOS_SITE_ROOT="$E2E_APP/site" cargo leptos build --release --precompress
  cp -f "$TARGET/release/talentsmaroc" "$TARGET/release/hash.txt" "$E2E_APP/"
fi

ENGINES=" ${BENCH_ENGINES:-sqlite postgres} "
if [[ "$ENGINES" == *" sqlite "* ]]; then node scripts/bench-backup.mjs; fi
if [[ "$ENGINES" == *" postgres "* ]]; then
  if [ -z "${BENCH_DATABASE_URL:-}" ]; then
    POSTGRES_SETTINGS="" postgres_start
    BENCH_PSQL="$(find_postgres)/psql"
    export BENCH_PSQL
  fi
  E2E_DATABASE_URL="${BENCH_DATABASE_URL:-${TEST_POSTGRES_URL:-}}" node scripts/bench-backup.mjs
fi
