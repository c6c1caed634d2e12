# shellcheck shell=bash
# Sourced: a PostgreSQL cluster of our own on a free loopback port, thrown away afterwards.
#   postgres_start   sets TEST_POSTGRES_URL, and TEST_POSTGRES_CA when openssl could make certificates
#   postgres_stop    stops it and removes its folder

POSTGRES_FOLDER=""
# A test cluster needs no durability; set this empty to use PostgreSQL's defaults.
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

# In memory where there is room and durability is not asked for: every test has a database of its own, a thousand files
# each, and to make and remove them on a disk takes as long as the tests themselves.
folder_for_tests() {
  local free
  free="$(df --output=avail -k /dev/shm 2>/dev/null | tail -n 1)"
  if [ -n "$POSTGRES_SETTINGS" ] && [ "$(stat -f -c %T /dev/shm 2>/dev/null)" = tmpfs ] && [ "${free:-0}" -ge 2000000 ]; then echo /dev/shm; else echo /tmp; fi
}

free_port() {
  node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'
}

# An authority of our own and a certificate for localhost, so that TLS can be tested.
make_certificates() {
  local at="$1"
  command -v openssl >/dev/null || return 1
  as_postgres openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=TalentsMaroc test authority" \
    -keyout "$at/ca.key" -out "$at/ca.pem" 2>/dev/null &&
    as_postgres openssl req -newkey rsa:2048 -nodes -subj "/CN=localhost" -keyout "$at/server.key" -out "$at/server.csr" 2>/dev/null &&
    printf 'subjectAltName=DNS:localhost\nbasicConstraints=CA:FALSE\n' | as_postgres tee "$at/server.ext" >/dev/null &&
    as_postgres openssl x509 -req -in "$at/server.csr" -CA "$at/ca.pem" -CAkey "$at/ca.key" -CAcreateserial -days 2 \
      -extfile "$at/server.ext" -out "$at/server.pem" 2>/dev/null &&
    as_postgres chmod 600 "$at/server.key" && as_postgres chmod 755 "$at"
}

postgres_start() {
  local bin port log tls=""
  bin="$(find_postgres)" || return 1
  POSTGRES_FOLDER="$(as_postgres mktemp -d "$(folder_for_tests)/talentsmaroc-postgres.XXXXXX")" || return 1
  port="$(free_port)"
  log="$(mktemp)"
  as_postgres "$bin/initdb" -D "$POSTGRES_FOLDER/data" -U talentsmaroc --auth=trust --encoding=UTF8 --no-locale --no-sync \
    >"$log" 2>&1 || { cat "$log" >&2; rm -f "$log"; return 1; }
  rm -f "$log"
  if make_certificates "$POSTGRES_FOLDER"; then
    tls="-c ssl=on -c ssl_cert_file=$POSTGRES_FOLDER/server.pem -c ssl_key_file=$POSTGRES_FOLDER/server.key"
    export TEST_POSTGRES_CA="$POSTGRES_FOLDER/ca.pem"
  fi
  if ! (cd / && as_postgres "$bin/pg_ctl" -D "$POSTGRES_FOLDER/data" -w -t 60 -l "$POSTGRES_FOLDER/log" start -o "-p $port \
    -c listen_addresses=127.0.0.1 -c unix_socket_directories=$POSTGRES_FOLDER $tls $POSTGRES_SETTINGS" >/dev/null); then
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
