# shellcheck shell=bash
# Sourced by every recipe: where tools are, which Rust toolchain, where build products go.
# Changes nothing on the machine; scripts/setup.sh does that.

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
CACHE="${XDG_CACHE_HOME:-$HOME/.cache}/talentsmaroc"
# Tools this project builds for itself; not ~/.cargo/bin, where another project may need other versions.
TOOLS="$CACHE/tools"
export PATH="$TOOLS/bin:$ROOT/node_modules/.bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"

# On a CI machine the clone is thrown away after each run; products outside it make the next run quick.
if [ "${CI:-}" = true ]; then
  export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$CACHE/target}"
  # cargo turns this off where CI is set, because most CI machines start empty; here the next run reuses the build.
  export CARGO_INCREMENTAL="${CARGO_INCREMENTAL:-1}"
fi
TARGET="${CARGO_TARGET_DIR:-$ROOT/target}"

RUST_MINIMUM="1.96.0"
WASM_TARGET="wasm32-unknown-unknown"

# rust_fits [TOOLCHAIN]: new enough, and with the standard library for the browser.
rust_fits() {
  local version sysroot
  version="$(RUSTUP_TOOLCHAIN="${1:-}" rust_ask --version)" || return 1
  version="$(sed -E 's/^rustc ([0-9.]+).*/\1/' <<<"$version")"
  [ "$(printf '%s\n%s\n' "$RUST_MINIMUM" "$version" | sort -V | head -n 1)" = "$RUST_MINIMUM" ] || return 1
  sysroot="$(RUSTUP_TOOLCHAIN="${1:-}" rust_ask --print sysroot)" || return 1
  compgen -G "$sysroot/lib/rustlib/$WASM_TARGET/lib/libcore-*.rlib" >/dev/null
}

# An empty RUSTUP_TOOLCHAIN would be an error, not the default.
rust_ask() {
  if [ -n "${RUSTUP_TOOLCHAIN:-}" ]; then rustc "$@"; else env -u RUSTUP_TOOLCHAIN rustc "$@"; fi 2>/dev/null
}

# The first toolchain that fits: what the caller asked for, the default, the pinned one, Debian's.
pick_toolchain() {
  local candidate
  if [ -n "${RUSTUP_TOOLCHAIN:-}" ]; then
    rust_fits "$RUSTUP_TOOLCHAIN"
    return
  fi
  rust_fits "" && return
  for candidate in "$RUST_MINIMUM" debian; do
    [ -e "${RUSTUP_HOME:-$HOME/.rustup}/toolchains/$candidate" ] \
      || compgen -G "${RUSTUP_HOME:-$HOME/.rustup}/toolchains/$candidate-*" >/dev/null || continue
    if rust_fits "$candidate"; then
      export RUSTUP_TOOLCHAIN="$candidate"
      return
    fi
  done
  return 1
}
pick_toolchain || true

# Cargo for what the tests run. Clippy's driver compiles as rustc does and says what its lints find on the way: checking
# and compiling apart takes nearly twice as long.
tests_cargo() { RUSTC_WORKSPACE_WRAPPER=clippy-driver cargo "$@"; }

# find_chromium, find_postgres: print what the tests use, or fail.
find_chromium() {
  local name
  for name in "${CHROMIUM:-}" chromium-headless-shell chromium chromium-browser google-chrome-stable google-chrome; do
    [ -n "$name" ] && command -v "$name" && return
  done
  return 1
}

find_postgres() {
  local folder
  for folder in /usr/lib/postgresql/*/bin "$(dirname "$(command -v initdb || echo /nowhere/x)")"; do
    [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ] && [ -x "$folder/postgres" ] && echo "$folder" && return
  done
  return 1
}

say() { printf '%s\n' "$*" >&2; }
die() {
  say "✗ $*"
  exit 1
}
