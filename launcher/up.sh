# shellcheck shell=bash disable=SC2034,SC2153
# up, down, status, logs, dev: an instance from its start to its end.

command_up() {
  locate_instance
  locate_address
  refuse_without_root
  refuse_open_address
  if is_whole; then
    adopt_address
    greet
    return
  fi
  mapfile -t missing < <(packages_to_run)
  ensure_packages "${missing[@]}"
  ensure_account
  build_app
  refuse_closed_jdk
  prepare_folders
  take_turn
  stop_supervisor
  if is_alive server; then adopt_address; else refuse_taken_port; fi
  # A server without its database would end by itself in a moment.
  if is_alive server && has_own_postgres && postgres_is_gone; then end_part server KILL 5; fi
  forget_dead_parts
  printf '%s\n' "$HOST $PORT" >"$RUN/address"
  if is_on detach; then up_detached; else up_here; fi
}

# One `up` or `down` of an instance at a time.
take_turn() {
  exec 7>"$RUN/turn"
  flock -w 120 7 || refuse "Another ./vivarium up or down of $DATA is at work. Try again when it is done."
}

end_turn() { exec 7>&-; }

is_whole() {
  is_alive supervisor && is_alive manager && is_ready_at_recorded_address
}

is_ready_at_recorded_address() {
  (adopt_address && is_ready)
}

# A running server is where it was started, whatever this call asks for.
adopt_address() {
  local host port
  { read -r host port <"$RUN/address"; } 2>/dev/null || return 0
  if [ "$PORT" != "$port" ] && [ -n "${OPTION["port"]:-}" ]; then
    warn "This instance listens on port $port already; ./vivarium down first to move it."
  fi
  HOST=$host PORT=$port
}

refuse_without_root() {
  is_root || refuse "Sandboxes need root in this version: namespaces, control groups and mounts with other owners are made by one small privileged process; everything else runs without rights. Run: sudo ./vivarium up"
}

refuse_open_address() {
  case $HOST in
    127.* | localhost | ::1) return ;;
  esac
  if [ -z "$PUBLIC_URL" ] || [ -z "${VIVARIUM_OPERATOR_TOKEN:-$(property operator-token)}" ]; then
    refuse "Listening on $HOST would open this machine's sandboxes to the network. Set PUBLIC_URL to the address that browsers use and VIVARIUM_OPERATOR_TOKEN to a secret of at least 32 characters, or listen on 127.0.0.1."
  fi
}

refuse_closed_jdk() {
  local obstacle
  obstacle=$(blocked_at "$JDK/bin/java")
  [ -z "$obstacle" ] || refuse "The service account $SERVICE_ACCOUNT may not pass $obstacle, on the way to the JDK. Install JDK $JAVA_FEATURE in /usr/lib/jvm, or run: chmod o+x $obstacle"
}

refuse_taken_port() {
  local owner
  has ss || return 0
  [ -n "$(ss -Hltn "sport = :$PORT" 2>/dev/null)" ] || return 0
  owner=$(ss -Hltnp "sport = :$PORT" 2>/dev/null | sed -nE 's/.*users:\(\("([^"]+)",pid=([0-9]+).*/ by \1 (process \2)/p' | head -n 1)
  refuse "Port $PORT is taken$owner. Choose another with --port, or end that program."
}

up_detached() {
  local -a options=(--data "$DATA" --host "$HOST" --port "$PORT" --engine "$ENGINE")
  spawn supervisor "$REPO/vivarium" _supervise "$APP" "$JDK" "${options[@]}"
  wait_for_ready || fail_start
  end_turn
  greet
}

up_here() {
  trap 'stop_all; exit 0' INT TERM HUP
  record supervisor $$
  start_missing
  wait_for_ready || fail_start
  end_turn
  greet
  open_browser
  say "Ctrl+C ends it."
  supervise
}

command_supervise() {
  APP=$1 JDK=$2
  locate_instance
  locate_address
  trap 'stop_all; exit 0' INT TERM HUP
  # The caller records us; a moment later so do we, in case it is gone.
  record supervisor $$
  start_missing
  supervise
}

start_missing() {
  local part
  for part in "${PARTS[@]}"; do
    if is_alive "$part"; then
      say "$(date -Is) adopted the $part"
    else
      "start_$part"
    fi
  done
}

# Ready, or the reason why not. While the supervisor lives it starts again what fails; the first failure counts here.
wait_for_ready() {
  local tries=1200 part
  while [ $tries -gt 0 ]; do
    if is_ready; then return 0; fi
    for part in supervisor "${PARTS[@]}"; do
      if is_dead "$part"; then
        DEAD=$part
        return 1
      fi
    done
    pause 0.05
    tries=$((tries - 1))
  done
  return 1
}

# Was started and is gone, unlike one that is still to be started.
is_dead() { [ -e "$RUN/$1.pid" ] && ! is_alive "$1"; }

forget_dead_parts() {
  local part
  for part in supervisor "${PARTS[@]}"; do
    is_alive "$part" || rm -f "$RUN/$part.pid"
  done
  is_alive manager || rm -f "$RUN/manager.sock"
}

fail_start() {
  local part=${DEAD:-server}
  end_everything
  show_tail "$LOGS/$part.log" 12
  if [ -n "${DEAD:-}" ]; then refuse "The $part could not start. Its log is $LOGS/$part.log."; fi
  refuse "The server did not become ready within 60 s. Its log is $LOGS/server.log."
}

# Watches the parts and starts again what died, five times in five minutes at most.
supervise() {
  local part
  local -a deaths=()
  while :; do
    pause 1
    for part in "${PARTS[@]}"; do
      is_alive "$part" && continue
      say "$(date -Is) the $part ended unexpectedly:"
      show_tail "$LOGS/$part.log" 8
      deaths+=("$SECONDS")
      if [ "${#deaths[@]}" -ge 5 ] && [ $((SECONDS - deaths[-5])) -lt 300 ]; then
        say "$(date -Is) it ended five times within five minutes: stopping. The reason is in $LOGS/$part.log."
        stop_all
        exit 1
      fi
      "start_$part"
    done
  done
}

# The address with a login link that works once.
greet() {
  local base=${PUBLIC_URL:-http://localhost:$PORT}
  local link
  link="${base%/}/auth?token=$(grant login vil_)"
  LINK=$link
  say "Vivarium is ready. This address logs you in once, within ten minutes:"
  answer "$link"
}

open_browser() {
  [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && [ -z "${CI:-}" ] && has xdg-open || return 0
  xdg-open "$LINK" >/dev/null 2>&1 </dev/null 7>&- &
}

# The order matters: the manager ends the sandboxes, the server writes down that they ended and why, and then ends its database.
stop_all() {
  trap '' INT TERM HUP

  end_part manager TERM 30
  end_part server TERM 30
  end_postgres
  rm -f "$RUN/supervisor.pid" "$RUN/address"
}

# A supervisor that is alive while something else is missing is replaced.
stop_supervisor() {
  local pid
  pid=$(pid_of supervisor) || return 0
  [ "$pid" != $$ ] || return 0
  kill -KILL "$pid" 2>/dev/null || true
  wait_until 5 is_gone supervisor || true
}

# The supervisor stops what it watches; what is left without one, or by one that hangs, we stop ourselves.
end_everything() {
  local pid
  if pid=$(pid_of supervisor) && [ "$pid" != $$ ]; then
    kill -TERM "$pid" 2>/dev/null || true
    wait_until 70 is_gone supervisor || stop_supervisor
  fi
  stop_all
}

command_down() {
  locate_instance
  refuse_foreign_instance
  if ! is_alive supervisor && ! is_alive server && ! is_alive manager && postgres_is_gone; then
    say "Nothing runs for $DATA."
    return
  fi
  take_turn
  end_everything
  end_turn
  say "Stopped."
}

refuse_foreign_instance() {
  is_root || [ ! -d "$DATA" ] || [ -w "$DATA" ] || refuse "$DATA belongs to $(stat -c %U "$DATA"). Run: sudo ./vivarium …"
}

command_status() {
  locate_instance
  locate_address
  adopt_address
  local part state=0
  answer "data      $DATA"
  for part in supervisor "${PARTS[@]}"; do
    answer "$(printf '%-9s %s' "$part" "$(describe "$part")")"
    is_alive "$part" || state=3
  done
  answer "$(printf '%-9s %s' postgres "$(describe_postgres)")"
  if is_ready; then answer "address   ${PUBLIC_URL:-http://localhost:$PORT}"; else answer "address   not answering"; fi
  return $state
}

describe() {
  local pid
  if pid=$(pid_of "$1"); then
    printf 'running, process %s, %s MiB' "$pid" "$(resident_mib "$pid")"
  else
    printf 'not running'
  fi
}

has_own_postgres() { [ -z "${DATABASE_URL:-${VIVARIUM_DATABASE_URL:-$(property database-url)}}" ]; }

describe_postgres() {
  local pid
  if pid=$(postgres_pid); then
    printf 'running, process %s' "$pid"
  elif ! has_own_postgres; then
    printf 'of your own (DATABASE_URL)'
  else
    printf 'not running'
  fi
}

resident_mib() { sed -nE 's/^Rss:[[:space:]]+([0-9]+) kB/\1/p' "/proc/$1/smaps_rollup" 2>/dev/null | awk '{printf "%d", $1 / 1024}'; }

command_logs() {
  locate_instance
  [ -r "$LOGS" ] || refuse "There are no logs that you may read in $LOGS."
  local -a files=()
  local file
  for file in "$LOGS"/*.log "$DATA"/postgres/postgres.log; do
    [ ! -r "$file" ] || files+=("$file")
  done
  [ "${#files[@]}" -gt 0 ] || refuse "There are no logs in $LOGS yet."
  if [ -t 1 ]; then exec tail -n 40 -F "${files[@]}"; else exec tail -n 200 "${files[@]}"; fi
}

# The web UI with instant updates, before a server that runs as always.
command_dev() {
  OPTION["detach"]=true
  command_up >/dev/null
  require_node
  [ -d "$REPO/web/node_modules" ] || npm --prefix "$REPO/web" ci
  greet
  say "The web UI from its sources, with the server at port $PORT behind it:"
  cd "$REPO/web" || exit 1
  VIVARIUM_URL=http://localhost:$PORT exec npm run dev
}
