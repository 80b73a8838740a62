# shellcheck shell=bash disable=SC2034,SC2153
# Builds what changed, and lays out what runs in a folder of its own, so that a build never disturbs a running instance.

readonly STAMPS=$BUILD/stamps

# A hash over path, time and size of every file below the given paths: the same without reading a byte of them.
stamp_of() {
  (cd "$REPO" && { find "$@" -type f -printf '%p %T@ %s\n' 2>/dev/null || true; } | LC_ALL=C sort | sha256sum | cut -c 1-16)
}

java_inputs() { (cd "$REPO" && printf '%s\n' pom.xml ./*/pom.xml ./*/src/main); }
web_inputs() { (cd "$REPO/web" && printf 'web/%s\n' src public ./*.html ./*.json ./*.ts .npmrc); }

stamps() {
  mapfile -t inputs < <(java_inputs)
  JAVA_STAMP=$(stamp_of "${inputs[@]}")
  mapfile -t inputs < <(web_inputs)
  WEB_STAMP=$(stamp_of "${inputs[@]}")
  TEMPLATES_STAMP=$(stamp_of templates docs/vivarium.schema.json)
  APP_ID=$(printf '%s' "$JAVA_STAMP$WEB_STAMP$TEMPLATES_STAMP$(cat "$JDK/release")" | sha256sum | cut -c 1-16)
}

is_built() { [ "$(cat "$STAMPS/$1" 2>/dev/null)" = "$2" ]; }

built() {
  mkdir -p "$STAMPS"
  printf '%s\n' "$2" >"$STAMPS/$1"
}

# build_step WHAT LOG COMMAND…
build_step() {
  local what=$1 log=$BUILD/logs/$2.log
  shift 2
  mkdir -p "$BUILD/logs"
  say "Building $what …"
  if ! "$@" >"$log" 2>&1 </dev/null; then
    show_tail "$log" 40
    refuse "Building $what failed. The whole log is $log."
  fi
}

maven() { (cd "$REPO" && JAVA_HOME=$JDK exec mvn -B -ntp "$@"); }

build_java() {
  is_built java "$JAVA_STAMP" && return
  # Only what is needed now: Maven adds to this folder and removes nothing.
  rm -rf "$REPO/sandbox-manager/target/lib"
  forget_removed_sources
  build_step "the server (about a minute the first time)" java maven -q -Dmaven.test.skip=true -Dspotless.check.skip=true package
  built java "$JAVA_STAMP"
}

# Nor does it remove what was made of a source that is gone.
forget_removed_sources() {
  local files=$STAMPS/java.files
  mkdir -p "$STAMPS"
  mapfile -t inputs < <(java_inputs)
  (cd "$REPO" && find "${inputs[@]}" -type f 2>/dev/null | LC_ALL=C sort) >"$files.new"
  if [ -f "$files" ] && [ -n "$(LC_ALL=C comm -23 "$files" "$files.new")" ]; then
    rm -rf "$REPO"/*/target/classes "$REPO"/*/target/quarkus-app
  fi
  mv -f "$files.new" "$files"
}

build_web() {
  [ -f "$REPO/web/package.json" ] || return 0
  is_built web "$WEB_STAMP" && [ -d "$REPO/web/dist" ] && return
  require_node
  install_web
  build_step "the web UI: npm run build" web npm --prefix "$REPO/web" run build
  built web "$WEB_STAMP"
}

install_web() {
  local lock
  lock=$(stamp_of web/package.json web/package-lock.json web/.npmrc)
  is_built web-install "$lock" && [ -d "$REPO/web/node_modules" ] && return
  build_step "the web UI: npm ci" web-install npm --prefix "$REPO/web" ci
  built web-install "$lock"
}

# Where built applications go: in the repository, unless the service account cannot get there (a clone below /root).
choose_app_home() {
  APP_HOME=$BUILD/app
  is_root || return 0
  [ -z "$(blocked_at "$REPO")" ] || APP_HOME=/var/cache/vivarium/app-$(printf '%s' "$REPO" | sha256sum | cut -c 1-8)
}

# Sets APP to a folder with everything that runs: server/ manager/ web/ templates/.
build_app() {
  require_jdk
  choose_app_home
  stamps
  APP=$APP_HOME/$APP_ID
  if [ -d "$APP" ]; then return; fi
  mkdir -p "$BUILD"
  exec 8>"$BUILD/lock"
  flock -n 8 || { say "Waiting for another build of this repository …" && flock 8; }
  mapfile -t missing < <(packages_to_build)
  ensure_packages "${missing[@]}"
  build_java
  build_web
  if [ ! -d "$APP" ]; then
    lay_out_app
    rehearse
  fi
  exec 8>&-
}

lay_out_app() {
  mkdir -p "$APP_HOME"
  local fresh=$APP_HOME/.new-$$
  rm -rf "$fresh"
  mkdir -p "$fresh/manager"
  # Times are kept: caches of the JVM are void when they change.
  cp -a "$REPO/server/target/quarkus-app" "$fresh/server"
  cp -a "$REPO"/sandbox-manager/target/lib/*.jar "$REPO"/sandbox-manager/target/vivarium-sandbox-manager-*.jar "$fresh/manager/"
  if [ -d "$REPO/web/dist" ]; then cp -a "$REPO/web/dist" "$fresh/web"; else mkdir "$fresh/web"; fi
  cp -a "$REPO/templates" "$fresh/templates"
  cp -a "$REPO/docs/vivarium.schema.json" "$fresh/templates/"
  if is_root; then chown -R root:root "$fresh"; fi
  chmod -R u=rwX,go=rX "$fresh"
  mv -T "$fresh" "$APP"
  forget_old_apps
}

# Keeps what runs and the two newest.
forget_old_apps() {
  local old
  while read -r old; do
    grep -qsaF -- "$APP_HOME/$old/" /proc/[0-9]*/cmdline || rm -rf -- "${APP_HOME:?}/$old"
  done < <(cd "$APP_HOME" && find . -mindepth 1 -maxdepth 1 -type d -printf '%T@ %f\n' | sort -rn | tail -n +3 | cut -d ' ' -f 2)
}
