#!/usr/bin/env bash
# Measures the administrators' desk on both databases: release build, an administrator who asks for one page after the
# other, on the same machine.
#   PEOPLE   synthetic people of both modules (100000)      BENCH_REQUESTS   requests a line (200)
# For each kind of page: percentiles until all of it was there, time and statements in the database a request, the
# largest page, and how much faster the same bytes come from bare axum. Filters, sorts and cursors are drawn from the
# list's own forms and links. Figures are printed, none is judged.
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname "$0")/env.sh"
# shellcheck source=scripts/postgres.sh
source "$ROOT/scripts/postgres.sh"
cd "$ROOT"
scripts/setup.sh --bench
pick_toolchain
trap postgres_stop EXIT

export E2E_APP="$TARGET/bench" E2E_PEOPLE="${PEOPLE:-100000}" E2E_CINEMA_SHARE=1 BENCH_BARE="$TARGET/release/examples/bare"
mkdir -p "$E2E_APP"
LEPTOS_SITE_ROOT="$E2E_APP/site" cargo leptos build --release --precompress
cargo build --release --features ssr --example bare
cp -f "$TARGET/release/talentsmaroc" "$TARGET/release/hash.txt" "$E2E_APP/"

node scripts/bench-desk.mjs
POSTGRES_SETTINGS="" postgres_start
E2E_DATABASE_URL="$TEST_POSTGRES_URL" node scripts/bench-desk.mjs
