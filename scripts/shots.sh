#!/usr/bin/env bash
# Screenshots of every public page; see end2end/tools/shots.mjs for its variables.
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname "$0")/env.sh"
cd "$ROOT"
if [ -z "${SHOTS_URL:-}" ]; then
  scripts/setup.sh --tests
  pick_toolchain
  scripts/app-for-tests.sh
fi
E2E_APP="$TARGET/e2e" node end2end/tools/shots.mjs
