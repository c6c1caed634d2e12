# shellcheck shell=bash
# Sourced: long steps that say what they do, how far they are and how long they took.
#   step "What" command…   its output goes to $LOG, which is shown when it fails

# cargo draws its bar for a log too, so that the number of compiled crates can be read from it.
export CARGO_TERM_PROGRESS_WHEN=always CARGO_TERM_PROGRESS_WIDTH=100

step() {
  local what="$1" began=$SECONDS watcher code=0
  shift
  : >"$LOG"
  printf '  %s …' "$what" >&2
  [ -t 2 ] || printf '\n' >&2
  report_progress "$what" "$began" &
  watcher=$!
  "$@" >"$LOG" 2>&1 || code=$?
  kill "$watcher" 2>/dev/null || true
  wait "$watcher" 2>/dev/null || true
  [ ! -t 2 ] || printf '\r\033[K' >&2
  if [ "$code" = 0 ]; then
    printf '  %s … done (%s)\n' "$what" "$(duration "$began")" >&2
  else
    printf '  %s … failed (%s)\n' "$what" "$(duration "$began")" >&2
    log_without_bars | tail -n 40 >&2
  fi
  return "$code"
}

# On a terminal one line that changes, elsewhere a line a minute.
report_progress() {
  local what="$1" began="$2" next=60
  while sleep 2; do
    if [ -t 2 ]; then
      printf '\r  %s … %s%s\033[K' "$what" "$(crates)" "$(duration "$began")" >&2
    elif [ $((SECONDS - began)) -ge $next ]; then
      printf '    %s%s\n' "$(crates)" "$(duration "$began")" >&2
      next=$((next + 60))
    fi
  done
}

# « 123 of 601 crates, », from cargo's latest bar: « Building [===>   ] 123/601: syn ».
crates() {
  tail -c 20000 "$LOG" | tr '\r' '\n' | sed -nE 's/.*Building \[[^]]*\] ([0-9]+)\/([0-9]+).*/\1 of \2 crates, /p' | tail -n 1 | tr -d '\n'
}

log_without_bars() { tr '\r' '\n' <"$LOG" | sed 's/\x1b\[K//g' | grep -vE '^ *$|Building \['; }

duration() {
  local seconds=$((SECONDS - $1))
  if [ "$seconds" -lt 120 ]; then echo "$seconds s"; else echo "$((seconds / 60)) min"; fi
}
