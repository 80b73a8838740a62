# shellcheck shell=bash disable=SC2034,SC2153
# The programs that building and running need: found, named, or installed from the distribution.

readonly JAVA_FEATURE=25
readonly NODE_FLOOR=20.19

# Version feature of a JDK, or nothing.
jdk_feature() {
  if [ -x "$1/bin/javac" ]; then sed -nE 's/^JAVA_VERSION="([0-9]+).*/\1/p' "$1/release" 2>/dev/null; fi
}

find_jdk() {
  local candidate
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
    if [ -n "$candidate" ] && [ "$(jdk_feature "$candidate")" = "$JAVA_FEATURE" ]; then
      readlink -f -- "$candidate"
      return
    fi
  done
}

require_jdk() {
  JDK=$(find_jdk)
  [ -n "$JDK" ] || refuse "JDK $JAVA_FEATURE is missing. Install it (Debian 13, Ubuntu 25.10 and later: apt-get install openjdk-25-jdk; otherwise Temurin 25 from https://adoptium.net) or set JAVA_HOME to one."
}

has() { command -v "$1" >/dev/null 2>&1; }

# Whether dotted version $1 is at least $2.
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

node_works() {
  local version
  version=$("$1" --version 2>/dev/null) && at_least "${version#v}" "$NODE_FLOOR"
}

toolchain() { printf '%s' "$BUILD/toolchain"; }

# Names, one per line, of the Debian packages whose programs are missing.
missing_packages() {
  local pair
  for pair in "$@"; do
    has "${pair%%:*}" || printf '%s\n' "${pair#*:}"
  done | sort -u
}

packages_to_build() {
  missing_packages mvn:maven node:nodejs npm:npm setpriv:util-linux
}

packages_to_run() {
  has crun || has runc || printf 'crun\n'
  has tini || has catatonit || printf 'catatonit\n'
  missing_packages setpriv:util-linux python3:python3 ps:procps
  [ -d /usr/lib/python3 ] && /usr/bin/python3 -c 'import ensurepip' 2>/dev/null || printf 'python3-venv\n'
}

packages_to_test() {
  missing_packages chromium:chromium rg:ripgrep git:git
}

# ensure_packages PACKAGE…: installs as root or with --yes, otherwise names the command and stops.
ensure_packages() {
  [ $# -gt 0 ] || return 0
  has apt-get || refuse "These programs are missing: $*. Install them with your distribution's package manager."
  local sudo=()
  if ! is_root; then
    if ! is_on yes || ! has sudo; then refuse "These packages are missing: $*. Run: sudo apt-get install $*"; fi
    sudo=(sudo)
  fi
  say "Installing from the distribution: $*"
  mkdir -p "$BUILD/logs"
  local log=$BUILD/logs/apt.log
  if ! apt_install "${sudo[@]}" "$@" >"$log" 2>&1 </dev/null; then
    show_tail "$log"
    refuse "apt-get could not install: $*. The whole log is $log."
  fi
}

apt_install() {
  local sudo=()
  if [ "$1" = sudo ]; then
    sudo=(sudo)
    shift
  fi
  export DEBIAN_FRONTEND=noninteractive
  # Without lists (a fresh container) or with stale ones the first try fails.
  "${sudo[@]}" apt-get install -y --no-install-recommends "$@" ||
    { "${sudo[@]}" apt-get update && "${sudo[@]}" apt-get install -y --no-install-recommends "$@"; }
}

# What sandboxes need from outside /usr, which they see anyway: name=folder, separated by commas.
toolchains() {
  local own
  own=$(toolchain)/node_modules/node
  node_works /usr/bin/node || { [ -x "$own/bin/node" ] && printf 'node=%s,' "$own"; }
  [[ $JDK == /usr/* ]] || printf 'java=%s,' "$JDK"
}

# Puts a Node that is new enough first in PATH; one that the distribution has too old comes from the npm registry.
require_node() {
  if node_works node; then return; fi
  local own
  own=$(toolchain)/node_modules/node/bin
  if ! node_works "$own/node"; then
    say "Node $(node --version 2>/dev/null || echo none) is older than $NODE_FLOOR: getting the npm package \"node\"."
    mkdir -p "$(toolchain)" "$BUILD/logs"
    npm install --prefix "$(toolchain)" --no-audit --no-fund node@24 >"$BUILD/logs/node.log" 2>&1 </dev/null ||
      { show_tail "$BUILD/logs/node.log"; refuse "npm could not install the package \"node\"."; }
  fi
  PATH=$own:$PATH
}
