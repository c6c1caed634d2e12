#!/usr/bin/env bash
# Measures what visitors get while hostile connections are open: release build, SQLite, the load on the same machine.
#   HOSTILE   connections of each kind (200)      BENCH_SECONDS   seconds a line (20)      PEOPLE   synthetic people (2000)
# Figures are printed, none is judged.
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname "$0")/env.sh"
cd "$ROOT"
scripts/setup.sh --bench
pick_toolchain
export E2E_APP="$TARGET/bench" E2E_PEOPLE="${PEOPLE:-2000}"
mkdir -p "$E2E_APP"
LEPTOS_SITE_ROOT="$E2E_APP/site" cargo leptos build --release --precompress
cp -f "$TARGET/release/talentsmaroc" "$TARGET/release/hash.txt" "$E2E_APP/"
node scripts/bench-hostile.mjs
