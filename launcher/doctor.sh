# shellcheck shell=bash disable=SC2034,SC2153
# Looks whether this machine has what is needed, and says what to do. Changes nothing.

FAULTS=0

# found WHAT DETAIL; fault WHAT DETAIL REMEDY; note WHAT DETAIL
found() { answer "$(printf '  ok    %-18s %s' "$1" "$2")"; }
note() { answer "$(printf '  note  %-18s %s' "$1" "$2")"; }
fault() {
  answer "$(printf '  FAULT %-18s %s' "$1" "$2")"
  answer "$(printf '        %-18s → %s' '' "$3")"
  FAULTS=$((FAULTS + 1))
}

command_doctor() {
  locate_instance
  locate_address
  adopt_address
  answer "Vivarium's needs on this machine (data: $DATA)"
  check_rights
  check_java
  check_node
  check_python
  check_packages
  check_data
  check_listening
  check_sandboxes
  if [ "$FAULTS" -gt 0 ]; then
    answer "$FAULTS to mend."
    return 1
  fi
  answer "Everything needed is here."
}

check_rights() {
  if is_root; then
    found rights "root, for the sandbox manager alone; the server runs as $SERVICE_ACCOUNT"
  else
    fault rights "not root: this version needs it for namespaces, control groups and mounts with other owners" "sudo ./vivarium up"
  fi
}

check_java() {
  local jdk
  jdk=$(find_jdk)
  if [ -n "$jdk" ]; then
    found "JDK $JAVA_FEATURE" "$jdk"
  else
    fault "JDK $JAVA_FEATURE" "not found in JAVA_HOME or /usr/lib/jvm" "apt-get install openjdk-25-jdk where the distribution has it, otherwise Temurin 25 from https://adoptium.net"
  fi
}

check_node() {
  local own
  own=$(toolchain)/node_modules/node/bin/node
  if node_works node; then
    found node "$(node --version)"
  elif node_works "$own"; then
    found node "$("$own" --version), the npm package"
  elif has npm; then
    note node "the distribution's is older than $NODE_FLOOR: ./vivarium up gets the npm package \"node\""
  else
    fault node "not found" "apt-get install nodejs npm"
  fi
}

check_python() {
  if /usr/bin/python3 -c 'import ensurepip, venv' 2>/dev/null; then
    found python "$(/usr/bin/python3 --version)"
  else
    fault python "python3 with venv is missing: Python projects cannot install" "apt-get install python3 python3-venv"
  fi
}

check_packages() {
  local -a missing
  mapfile -t missing < <({ packages_to_build; packages_to_run; } | sort -u)
  if [ "${#missing[@]}" -eq 0 ]; then
    found packages "all there"
  else
    fault packages "missing: ${missing[*]}" "apt-get install ${missing[*]} (./vivarium up does it as root)"
  fi
}

check_data() {
  local existing=$DATA
  while [ ! -e "$existing" ]; do existing=$(dirname -- "$existing"); done
  if [ ! -w "$existing" ]; then
    fault "data folder" "$existing cannot be written" "choose another with --data, or run as its owner"
    return
  fi
  local obstacle=''
  ! is_root || obstacle=$(blocked_at "$DATA")
  if [ -n "$obstacle" ]; then
    fault "data folder" "the account $SERVICE_ACCOUNT may not pass $obstacle" "chmod o+x $obstacle, or --data"
  else
    found "data folder" "$(df -h --output=avail -- "$existing" | tail -n 1 | tr -d ' ') free"
  fi
}

check_listening() {
  if is_alive server; then
    found port "$PORT, our own server"
  elif has ss && [ -n "$(ss -Hltn "sport = :$PORT" 2>/dev/null)" ]; then
    fault port "$PORT is taken by another program" "choose another with --port"
  else
    found port "$PORT is free"
  fi
}

# What only the part that makes sandboxes can tell: runtime, cgroups, namespaces, seccomp, mounts.
check_sandboxes() {
  local jar=$BUILD/../sandbox-manager/target report
  JDK=$(find_jdk)
  if [ -z "$JDK" ] || ! compgen -G "$jar/lib/*.jar" >/dev/null; then
    check_runtime
    note sandboxes "./vivarium up builds the part that looks further"
    return
  fi
  report=$(examine "$jar") || true
  if [ -z "$report" ]; then
    check_runtime
    return
  fi
  while IFS=$'\t' read -r ok name detail remedy; do
    if [ "$ok" = true ]; then found "$name" "$detail"; else fault "$name" "$detail" "$remedy"; fi
  done <<<"$report"
}

# Asks the manager; its JSON becomes lines of: passed, name, detail, remedy.
examine() {
  "$JDK/bin/java" -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -Dvivarium.service-account="$(service_user)" \
    -cp "$1/lib/*:$(compgen -G "$1/vivarium-sandbox-manager-*.jar" | head -n 1)" \
    dev.vivarium.sandbox.manager.Main doctor --data "$DATA" 2>/dev/null | /usr/bin/python3 -c '
import json, sys
for check in json.load(sys.stdin)["checks"]:
    values = [check.get("ok"), check.get("name"), check.get("detail"), check.get("fix")]
    print("\t".join("" if v is None else str(v).replace("\n", " ") if not isinstance(v, bool) else str(v).lower() for v in values))
' 2>/dev/null
}

check_runtime() {
  if has crun; then
    found runtime "$(crun --version | head -n 1)"
  elif has runc; then
    found runtime "$(runc --version | head -n 1)"
  else
    fault runtime "neither crun nor runc" "apt-get install crun"
  fi
}
