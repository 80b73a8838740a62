# shellcheck shell=bash disable=SC2034,SC2153
# What a person reads. Standard output is for answers; how things go is told on standard error.

say() { printf '%s\n' "$*" >&2; }
answer() { printf '%s\n' "$*"; }
warn() { say "warning: $*"; }
skipped() { answer "SKIPPED: $1 ($2)"; }

# One clear sentence and exit code 1.
refuse() {
  say "vivarium: $*"
  exit 1
}

# The end of a log, set off from what we say ourselves.
show_tail() {
  [ ! -s "$1" ] || tail -n "${2:-20}" "$1" | sed 's/^/  | /' >&2
}
