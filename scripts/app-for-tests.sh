#!/usr/bin/env bash
# Puts together what the browser tests run: the server in the profile of the tests (the build is the Rust tests') and the
# browser's half as people get it (its size is checked). Prints nothing but errors and cargo's own progress.
#   scripts/app-for-tests.sh              both
#   scripts/app-for-tests.sh browser      only the browser's half, in folders of its own: beside other builds
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname "$0")/env.sh"
cd "$ROOT"
APP="$TARGET/e2e"
mkdir -p "$APP"
LEPTOS_SITE_ROOT="$APP/site" cargo leptos build --release --frontend-only
[ "${1:-}" != browser ] || exit 0
# The same flags as the Rust tests: cargo builds the binary once for both.
tests_cargo build --profile tests --features ssr --all-targets
ln -f "$TARGET/tests/talentsmaroc" "$APP/talentsmaroc" 2>/dev/null || cp -f "$TARGET/tests/talentsmaroc" "$APP/talentsmaroc"
# The server looks for the names of the hashed files beside itself.
cp -f "$TARGET/release/hash.txt" "$APP/hash.txt"
