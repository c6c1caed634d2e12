# shellcheck shell=bash
# Sourced: a PostgreSQL cluster of our own on a free loopback port, thrown away afterwards.
#   postgres_start   sets TEST_POSTGRES_URL
#   postgres_stop    stops it and removes its folder

POSTGRES_FOLDER=""
# A test cluster's durability is nobody's concern; set it empty to keep PostgreSQL's defaults.
POSTGRES_SETTINGS="${POSTGRES_SETTINGS--c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300}"

# The server refuses to run as root: then an unprivileged user runs it.
as_postgres() {
  local user
  if [ "$(id -u)" != 0 ]; then
    "$@"
    return
  fi
  user=nobody
  getent passwd postgres >/dev/null && user=postgres
  runuser -u "$user" -- "$@"
}

free_port() {
  node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'
}

postgres_start() {
  local bin port
  bin="$(find_postgres)" || return 1
  POSTGRES_FOLDER="$(as_postgres mktemp -d /tmp/talentsmaroc-postgres.XXXXXX)" || return 1
  port="$(free_port)"
  as_postgres "$bin/initdb" -D "$POSTGRES_FOLDER/data" -U talentsmaroc --auth=trust --encoding=UTF8 --no-locale --no-sync \
    >"/tmp/talentsmaroc-initdb.$$" 2>&1 || { cat "/tmp/talentsmaroc-initdb.$$" >&2; return 1; }
  rm -f "/tmp/talentsmaroc-initdb.$$"
  if ! (cd / && as_postgres "$bin/pg_ctl" -D "$POSTGRES_FOLDER/data" -w -t 60 -l "$POSTGRES_FOLDER/log" start -o "-p $port \
    -c listen_addresses=127.0.0.1 -c unix_socket_directories=$POSTGRES_FOLDER $POSTGRES_SETTINGS" >/dev/null); then
    as_postgres cat "$POSTGRES_FOLDER/log" >&2
    return 1
  fi
  export TEST_POSTGRES_URL="postgres://talentsmaroc@127.0.0.1:$port/postgres"
}

postgres_stop() {
  [ -n "$POSTGRES_FOLDER" ] || return 0
  (cd / && as_postgres "$(find_postgres)/pg_ctl" -D "$POSTGRES_FOLDER/data" -m immediate stop >/dev/null 2>&1) || true
  rm -rf "$POSTGRES_FOLDER"
  POSTGRES_FOLDER=""
}
