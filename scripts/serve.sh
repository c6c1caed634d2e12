#!/usr/bin/env bash
# Builds the application and serves it on SQLite. `serve.sh demo` fills its own data folder with synthetic people first.
# Every variable of the README may be set by the caller; PROFILE=release builds the optimised application.
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname "$0")/env.sh"
# shellcheck source=scripts/progress.sh
source "$ROOT/scripts/progress.sh"
cd "$ROOT"
scripts/setup.sh
pick_toolchain

PROFILE="${PROFILE:-debug}"
FLAGS=()
[ "$PROFILE" = release ] && FLAGS=(--release --precompress)
# cargo draws its own bar on a terminal; a log gets a line a minute.
if [ -t 2 ]; then
  say "Building ($PROFILE; the first time some fifteen minutes) …"
  cargo leptos build "${FLAGS[@]}"
else
  LOG="$(mktemp)"
  step "Building ($PROFILE; the first time some fifteen minutes)" cargo leptos build "${FLAGS[@]}"
  rm -f "$LOG"
fi

if [ "${1:-}" = demo ]; then
  export DATA_DIR="${DATA_DIR:-data/demo}"
  "$TARGET/$PROFILE/talentsmaroc" seed-demo --people "${PEOPLE:-200}"
fi

export BIND="${BIND:-127.0.0.1:3000}"
say "Starting on http://$BIND (Ctrl+C stops it; data in ${DATA_DIR:-data}/)"
exec "$TARGET/$PROFILE/talentsmaroc" serve
