# shellcheck shell=bash disable=SC2034,SC2153
# test, bench: one way in for everything that is checked, the same for a person and for CI.

readonly SUITES=(unit it web e2e)
FAILED=()

command_test() {
  local suite
  local -a suites=("$@")
  [ $# -gt 0 ] || suites=("${SUITES[@]}")
  for suite in "${suites[@]}"; do
    case $suite in
      unit | it | web | e2e | soak | compose) ;;
      *) refuse "There is no test suite \"$suite\". There are: unit it web e2e soak compose." ;;
    esac
  done
  require_jdk
  mapfile -t missing < <({ packages_to_build; packages_to_run; packages_to_test; } | sort -u)
  ensure_packages "${missing[@]}"
  RESULTS=$BUILD/test-results
  rm -rf "$RESULTS"
  mkdir -p "$RESULTS"
  for suite in "${suites[@]}"; do
    answer "== $suite"
    "test_$suite" || FAILED+=("$suite")
  done
  summarise
}

# run COMMAND…: prints it first.
run() {
  answer "\$ $*"
  "$@" </dev/null
}

test_unit() {
  clear_reports surefire-reports
  local state=0
  JAVA_HOME=$JDK run mvn -B -ntp -f "$REPO/pom.xml" test --fail-at-end || state=1
  collect surefire-reports unit
  return $state
}

test_it() { integration it; }
test_soak() { integration soak -Dsoak=true; }

# Sandboxes need root.
integration() {
  local suite=$1 state=0
  shift
  if ! is_root; then
    skipped "$suite" "sandboxes need root: sudo ./vivarium test $suite"
    return 0
  fi
  ensure_account
  clear_reports failsafe-reports
  JAVA_HOME=$JDK run mvn -B -ntp -f "$REPO/pom.xml" -DskipITs=false -DskipUTs=true "$@" verify --fail-at-end || state=1
  collect failsafe-reports "$suite"
  return $state
}

test_web() {
  if [ ! -f "$REPO/web/package.json" ]; then
    skipped web "there is no web/ here"
    return 0
  fi
  require_node
  run npm --prefix "$REPO/web" ci || return 1
  local state=0
  run npm --prefix "$REPO/web" run lint || state=1
  run npm --prefix "$REPO/web" run typecheck || state=1
  run npm --prefix "$REPO/web" test -- --reporter=default --reporter=junit --outputFile.junit="$RESULTS/web.xml" || state=1
  return $state
}

# A fresh instance of its own, from an empty data folder, with a browser before it.
test_e2e() {
  if [ ! -f "$REPO/e2e/package.json" ]; then
    skipped e2e "there is no e2e/ here"
    return 0
  fi
  if ! is_root; then
    skipped e2e "sandboxes need root: sudo ./vivarium test e2e"
    return 0
  fi
  require_node
  run npm --prefix "$REPO/e2e" ci || return 1
  (in_fresh_instance)
}

in_fresh_instance() {
  local data port state=0
  data=$(mktemp -d /var/tmp/vivarium-e2e.XXXXXX)
  chmod 755 "$data"
  port=$(free_port)
  # shellcheck disable=SC2064
  trap "'$REPO/vivarium' down --data '$data' || true; rm -rf --one-file-system '$data'" EXIT
  run env -u VIVARIUM_PORT -u VIVARIUM_HOST "$REPO/vivarium" up --detach --data "$data" --port "$port" >/dev/null || return 1
  cd "$REPO/e2e" || return 1
  VIVARIUM_URL=http://localhost:$port VIVARIUM_TOKEN=$("$REPO/vivarium" token --data "$data") VIVARIUM_DATA=$data \
    PLAYWRIGHT_JUNIT_OUTPUT_FILE=$RESULTS/e2e.xml run npx playwright test --reporter=list,junit || state=1
  [ $state -eq 0 ] || show_tail "$data/logs/server.log" 40
  return $state
}

test_compose() {
  if [ ! -x "$REPO/deploy/test" ]; then
    skipped compose "this version has no containers to start"
    return 0
  fi
  run "$REPO/deploy/test"
}

clear_reports() { rm -rf "$REPO"/*/target/"$1"; }

collect() {
  local report
  for report in "$REPO"/*/target/"$1"/TEST-*.xml; do
    [ ! -f "$report" ] || cp -- "$report" "$RESULTS/$2-$(basename -- "$report")"
  done
}

# Adds up what the JUnit reports say of single tests.
summarise() {
  local report total=0 bad=0 skip=0 line
  for report in "$RESULTS"/*.xml; do
    [ -f "$report" ] || continue
    line=$(count_of "$report")
    # shellcheck disable=SC2086
    set -- $line
    total=$((total + $1)) bad=$((bad + $2)) skip=$((skip + $3))
  done
  answer ""
  [ "${#FAILED[@]}" -eq 0 ] || answer "Failed: ${FAILED[*]}"
  [ "$skip" -eq 0 ] || answer "$skip left out"
  [ "$bad" -gt 0 ] || bad=${#FAILED[@]}
  answer "$((total - skip - bad > 0 ? total - skip - bad : 0)) passed, $bad failed"
  [ "${#FAILED[@]}" -eq 0 ]
}

# tests, failures with errors, skipped: counted by element, which every writer of JUnit reports agrees on.
count_of() {
  printf '%s %s %s' "$(grep -o '<testcase[ >]' "$1" | wc -l)" \
    "$(grep -oE '<(failure|error)[ />]' "$1" | wc -l)" "$(grep -oE '<skipped[ />]' "$1" | wc -l)"
}

command_bench() {
  [ -x "$REPO/bench/run" ] || { skipped bench "there is no bench/ here" && return; }
  require_jdk
  exec "$REPO/bench/run" "$@"
}
