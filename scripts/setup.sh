#!/usr/bin/env bash
# Installs what is missing to build and serve (with --tests: to test, with --bench: to measure, with --api: to ask the REST
# API anything), nothing else.
# Run it as often as you like.
set -euo pipefail
# shellcheck source=scripts/env.sh
source "$(dirname "$0")/env.sh"
cd "$ROOT"
FOR="${1:-}"
LOG="$CACHE/setup.log"
# shellcheck source=scripts/progress.sh
source "$ROOT/scripts/progress.sh"
mkdir -p "$TOOLS/bin"

CARGO_LEPTOS="0.3.11"
# Any other nextest that is there already will do.
CARGO_NEXTEST="0.9.143"
CARGO_DENY="0.20.2"
CARGO_MACHETE="0.9.2"
SCHEMATHESIS="4.32.5"
WASM_BINDGEN="$(sed -n '/^name = "wasm-bindgen"$/{n;s/version = "\(.*\)"/\1/p;}' Cargo.lock)"

# apt_install PACKAGE…: as root, or through sudo where it asks nothing.
apt_install() {
  local as=()
  [ "$(id -u)" = 0 ] || as=(sudo -n)
  if [ ! -e "$CACHE/apt-updated" ] || [ -n "$(find "$CACHE/apt-updated" -mmin +720)" ]; then
    "${as[@]}" apt-get update -q && touch "$CACHE/apt-updated"
  fi
  "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"
}

can_apt() {
  command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

need() {
  command -v "$1" >/dev/null || die "$1 is missing: $2"
}

# --- what must be there already ---
need node "install Node.js 20 or newer (https://nodejs.org)"
need npm "it comes with Node.js"
need cargo "install Rust (https://rustup.rs)"
[ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || die "Node.js 20 or newer is needed; this is $(node --version)."
if ! command -v cc >/dev/null; then
  can_apt || die "A C compiler is missing: install gcc (Debian: apt-get install build-essential)."
  step "C compiler" apt_install build-essential
fi

# --- Rust with the browser's standard library ---
rustup_reachable() {
  local code=0
  timeout 20 rustup check >/dev/null 2>&1 || code=$?
  # 100 means « an update exists ».
  [ "$code" = 0 ] || [ "$code" = 100 ]
}

rust_from_rustup() {
  command -v rustup >/dev/null && rustup_reachable || return 1
  if rustc_new_enough; then
    timeout 180 rustup target add "$WASM_TARGET"
  else
    # Beside the user's own toolchain, which stays as it is.
    timeout 420 rustup toolchain install "$RUST_MINIMUM" --no-self-update --profile minimal --component clippy,rustfmt --target "$WASM_TARGET"
  fi
}

rustc_new_enough() {
  local version
  version="$(rustc --version | sed -E 's/^rustc ([0-9.]+).*/\1/')"
  [ "$(printf '%s\n%s\n' "$RUST_MINIMUM" "$version" | sort -V | head -n 1)" = "$RUST_MINIMUM" ]
}

# Where the Rust site cannot be reached: Debian's security suite has a recent rustc with its source, from which the
# browser's standard library is built once.
rust_from_debian() {
  apt_install rustc-web cargo-web rust-web-src lld-22 rust-web-clippy rustfmt-web
  if command -v rustup; then rustup toolchain link debian /usr; fi
  ln -sf /usr/lib/llvm-22/bin/lld "$TOOLS/bin/rust-lld"
}

std_for_the_browser() {
  local work file library="/usr/lib/rustlib/$WASM_TARGET/lib"
  work="$(mktemp -d)"
  mkdir -p "$work/src" "$library"
  printf '[package]\nname = "stdprobe"\nversion = "0.0.0"\nedition = "2021"\n' >"$work/Cargo.toml"
  : >"$work/src/lib.rs"
  (
    cd "$work"
    env -u CARGO_TARGET_DIR RUSTC_BOOTSTRAP=1 RUSTUP_TOOLCHAIN=debian \
      cargo build --release -Z build-std=std,panic_abort --target "$WASM_TARGET"
  )
  for file in "$work/target/$WASM_TARGET"/release/deps/*.rlib; do
    case "$file" in *stdprobe*) ;; *) cp "$file" "$library/" ;; esac
  done
  rm -rf "$work"
}

if ! pick_toolchain; then
  [ -z "${RUSTUP_TOOLCHAIN:-}" ] || die "RUSTUP_TOOLCHAIN=$RUSTUP_TOOLCHAIN is older than $RUST_MINIMUM or lacks $WASM_TARGET (rustup target add $WASM_TARGET)."
  if ! step "Rust $RUST_MINIMUM or newer with $WASM_TARGET" rust_from_rustup || ! pick_toolchain; then
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null \
      || die "The Rust site cannot be reached, and only root on Debian 12 can install its rustc instead. Install Rust $RUST_MINIMUM or newer with the target $WASM_TARGET."
    step "Rust from Debian instead" rust_from_debian
    step "Standard library for $WASM_TARGET" std_for_the_browser
    pick_toolchain || die "Debian's rustc is there but does not fit; see $LOG."
  fi
fi

# --- build tools, at exact versions ---
# prebuilt NAME VERSION: where cargo-binstall is installed and finds the program; it takes seconds or gives up.
prebuilt() {
  command -v cargo-binstall >/dev/null \
    && timeout 120 cargo binstall --no-confirm --disable-strategies compile --root "$TOOLS" "$1@$2"
}

# from_source LEVEL NAME VERSION…: their own release profiles cost three times as much to build, for programs that run a
# second each; what handles the browser's half is worth optimising a little.
from_source() {
  local level="$1" name="$2" version="$3"
  shift 3
  env -u CARGO_TARGET_DIR CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
    CARGO_PROFILE_RELEASE_OPT_LEVEL="$level" CARGO_PROFILE_RELEASE_DEBUG=0 \
    cargo install --root "$TOOLS" "$name" --version "$version" "$@"
}

# Without --locked: the lock file of wasm-bindgen-cli names a crate version that some mirrors do not serve yet.
[ "$(wasm-bindgen --version 2>/dev/null)" = "wasm-bindgen $WASM_BINDGEN" ] \
  || { command -v cargo-binstall >/dev/null && step "wasm-bindgen $WASM_BINDGEN, prebuilt" prebuilt wasm-bindgen-cli "$WASM_BINDGEN"; } \
  || step "wasm-bindgen $WASM_BINDGEN, from source (some 3 minutes, once)" from_source 1 wasm-bindgen-cli "$WASM_BINDGEN"
[ "$(cargo-leptos --version 2>/dev/null)" = "cargo-leptos $CARGO_LEPTOS" ] \
  || { command -v cargo-binstall >/dev/null && step "cargo-leptos $CARGO_LEPTOS, prebuilt" prebuilt cargo-leptos "$CARGO_LEPTOS"; } \
  || step "cargo-leptos $CARGO_LEPTOS, from source (6 to 12 minutes, once)" from_source 0 cargo-leptos "$CARGO_LEPTOS" --locked --features no_downloads

# --- npm: styles, wasm-opt, browser tests ---
STAMP="$(sha256sum package-lock.json | cut -d' ' -f1)"
[ "$(cat node_modules/.talentsmaroc 2>/dev/null)" = "$STAMP" ] || {
  step "npm packages" env PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci
  echo "$STAMP" >node_modules/.talentsmaroc
}

# --- for the tests ---
postgres_without_cluster() {
  # Debian's package would start a server of its own; the tests start theirs.
  apt_install postgresql-common
  local as=()
  [ "$(id -u)" = 0 ] || as=(sudo -n)
  "${as[@]}" sed -i 's/^#\?create_main_cluster.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf
  apt_install postgresql
}

# The one without windows takes half the time; older systems have only the other.
a_chromium() { apt_install chromium-headless-shell || find_chromium || apt_install chromium; }

arabic_font() { [ -n "$(fc-list :lang=ar 2>/dev/null | head -n 1)" ]; }

if [ "$FOR" = --bench ]; then
  if ! command -v wrk >/dev/null; then
    can_apt || die "wrk, the load generator, is missing: install it."
    step "wrk" apt_install wrk
  fi
  if ! command -v sqlite3 >/dev/null; then
    can_apt || die "sqlite3, the shell of SQLite, is missing: install it."
    step "SQLite's shell" apt_install sqlite3
  fi
fi
if [ "$FOR" = --tests ] || [ "$FOR" = --bench ] || [ "$FOR" = --api ]; then
  if ! find_postgres >/dev/null; then
    can_apt || die "PostgreSQL's initdb, pg_ctl and postgres are missing: install PostgreSQL 15 or newer."
    step "PostgreSQL" postgres_without_cluster
  fi
fi
# Python packages in a folder of their own: those of the system and of the user stay as they are.
schemathesis_from_pypi() {
  python3 -m venv "$TOOLS/schemathesis" || { can_apt && apt_install python3-venv && python3 -m venv "$TOOLS/schemathesis"; }
  "$TOOLS/schemathesis/bin/pip" install --quiet "schemathesis==$SCHEMATHESIS"
}

if [ "$FOR" = --api ]; then
  need python3 "install Python 3.10 or newer"
  need curl "install it"
  [ "$("$TOOLS/schemathesis/bin/schemathesis" --version 2>/dev/null)" = "schemathesis, version $SCHEMATHESIS" ] \
    || step "schemathesis $SCHEMATHESIS" schemathesis_from_pypi
fi

# For `make lint`. A developer without cargo-binstall does without them, which saves some ten minutes; CI does not.
lint_tool() {
  local name="$1" version="$2"
  case "$("$name" --version 2>/dev/null)" in "$version" | "$name $version") return 0 ;; esac
  command -v cargo-binstall >/dev/null && step "$name $version, prebuilt" prebuilt "$name" "$version" && return
  [ "${CI:-}" != true ] || step "$name $version, from source (once)" from_source 0 "$name" "$version" --locked
}

if [ "$FOR" = --tests ]; then
  if ! command -v cargo-nextest >/dev/null; then
    { command -v cargo-binstall >/dev/null && step "cargo-nextest $CARGO_NEXTEST, prebuilt" prebuilt cargo-nextest "$CARGO_NEXTEST"; } \
      || step "cargo-nextest $CARGO_NEXTEST, from source (some minutes, once)" from_source 0 cargo-nextest "$CARGO_NEXTEST" --locked
  fi
  lint_tool cargo-machete "$CARGO_MACHETE"
  lint_tool cargo-deny "$CARGO_DENY"
  if [ -z "${CHROMIUM:-}" ] && ! command -v chromium-headless-shell >/dev/null && can_apt; then
    step "Chromium without windows" a_chromium || say "  … any other Chromium will do"
  fi
  find_chromium >/dev/null || die "Chromium is missing: install it, or name one in CHROMIUM."
  if ! arabic_font && can_apt; then
    step "Fonts (Arabic, emoji)" apt_install fontconfig fonts-noto-core fonts-noto-color-emoji
  fi
fi
say "  everything needed is installed (${RUSTUP_TOOLCHAIN:-default toolchain}, $SECONDS s)"
