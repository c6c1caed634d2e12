#!/usr/bin/env bash
# Asks every operation of the REST API what it may be asked and what it may not (schemathesis, all phases), as three callers
# on both databases: without a token, with a member's, with an administrator's. Fails on a server error and on an answer
# that the document does not have.
#   API_EXAMPLES   made-up requests an operation, beside those that go through its schemas (30)
#   API_ENGINES    only one of them ("sqlite postgres")
#   API_APP        a program that is compiled already, in place of a build
# Whether values are accepted is not judged: that a city lies in its country and that an address is free, no schema says.
# Logs are in target/schemathesis. No part of `make test`, which needs nothing from PyPI (scripts/setup.sh --api).
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname "$0")/env.sh"
# shellcheck source=scripts/postgres.sh
source "$ROOT/scripts/postgres.sh"
cd "$ROOT"
scripts/setup.sh --api
pick_toolchain
DATA="$(mktemp -d "${TMPDIR:-/tmp}/talentsmaroc-schemathesis-XXXXXX")"
LOGS="$ROOT/target/schemathesis"
SERVER=""
FAILED=0
stop_server() {
  [ -z "$SERVER" ] || { kill "$SERVER" && wait "$SERVER"; } 2>/dev/null || true
  SERVER=""
}
trap 'stop_server; postgres_stop; rm -rf "$DATA"' EXIT
trap 'exit 130' INT TERM
mkdir -p "$LOGS"

APP="${API_APP:-$TARGET/tests/talentsmaroc}"
# The same flags as the tests: what `make test` compiled is found again.
[ -n "${API_APP:-}" ] || tests_cargo build --profile tests --features ssr --all-targets
export APP PASSWORD="a long password of the demo, 42!"
export REQUIRE_ADMIN_TOTP=false MIN_FREE_MEGABYTES=0
export SECRET_KEY="a secret that only the tests know, long enough" ENCRYPTION_KEY="sha256:an encryption key that only the tests know"
# Limits are tested elsewhere; here they would hide what is behind them.
for limit in API_PER_MINUTE API_PER_MINUTE_WITHOUT_TOKEN WRITES_PER_MINUTE SIGN_IN_PER_MINUTE UPLOADS_PER_HOUR PROFILE_VIEWS_PER_HOUR \
  REGISTRATIONS_PER_HOUR NEW_PASSWORDS_PER_MINUTE LINKS_PER_MINUTE; do
  export "LIMIT_$limit=1000000"
done

# start_server ENGINE DATABASE_URL: demo people, an administrator, a member; their tokens are in $DATA/ENGINE/callers.
start_server() {
  local engine="$1" port
  port="$(free_port)"
  export DATA_DIR="$DATA/$engine" DATABASE_URL="$2" BACKUP_URL="$DATA/$engine-backups"
  export BIND="127.0.0.1:$port" BASE_URL="http://127.0.0.1:$port" SITE="http://127.0.0.1:$port"
  mkdir -p "$DATA_DIR" "$BACKUP_URL"
  "$APP" seed-demo --people 60 --photos 5 >/dev/null
  "$APP" admin create office@example.org --password-stdin <<<"$PASSWORD" >/dev/null
  "$APP" serve >"$LOGS/$engine-server.log" 2>&1 &
  SERVER=$!
  for _ in $(seq 600); do
    curl --silent --fail --output /dev/null "$SITE/readyz" && break
    kill -0 "$SERVER" 2>/dev/null || die "the server did not start: $LOGS/$engine-server.log"
    sleep 0.1
  done
  node scripts/api-callers.mjs >"$DATA_DIR/callers"
}

# ask NAME SETTINGS OPTION…: one run, with settings of schemathesis.
ask() {
  local name="$1" settings="$2" code=0
  shift 2
  printf '%s' "$settings" >"$DATA/settings.toml"
  # It leaves folders where it runs.
  (
    cd "$DATA"
    "$TOOLS/schemathesis/bin/schemathesis" --config-file settings.toml run "$SITE/api/v1/openapi.json" --no-color \
      --max-examples "${API_EXAMPLES:-30}" --continue-on-failure --generation-database none --request-timeout 30 \
      --suppress-health-check all --exclude-checks positive_data_acceptance,negative_data_rejection "$@"
  ) >"$LOGS/$name.log" 2>&1 || code=$?
  echo "$name: $(grep -E '^ *[0-9]+ generated' "$LOGS/$name.log" | xargs || true)"
  [ "$code" = 0 ] || {
    FAILED=$((FAILED + 1))
    say "✗ $name: $LOGS/$name.log"
  }
}

ask_as_everybody() {
  local engine="$1" caller token person settings
  ask "$engine-none" ""
  while read -r caller token person; do
    settings="$(printf '[auth.openapi.token]\nbearer = "%s"\n' "$token")"
    # First of a person that is there, in the version that it has: behind 404 and 412 lies most of what can fail.
    ask "$engine-$caller-person" "$settings
[parameters]
\"path.id\" = \"$person\"
\"header.If-Match\" = \"*\"
" --phases examples,fuzzing --exclude-operation-id delete_user
    ask "$engine-$caller" "$settings"
  done <"$DATA_DIR/callers"
}

ENGINES=" ${API_ENGINES:-sqlite postgres} "
if [[ "$ENGINES" == *" sqlite "* ]]; then
  start_server sqlite "sqlite:$DATA/sqlite/talentsmaroc.db"
  ask_as_everybody sqlite
  stop_server
fi
if [[ "$ENGINES" == *" postgres "* ]]; then
  postgres_start
  start_server postgres "$TEST_POSTGRES_URL"
  ask_as_everybody postgres
  stop_server
fi
[ "$FAILED" = 0 ] || die "$FAILED runs failed"
