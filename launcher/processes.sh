# shellcheck shell=bash disable=SC2034,SC2153
# The processes of an instance: recorded by number and start time, so that a reused number is never taken for ours.

readonly PARTS=(manager server)

start_time() {
  local stat
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
  # The second field, the name, may hold anything; count from its closing parenthesis.
  stat=${stat##*) }
  # shellcheck disable=SC2086
  set -- $stat
  [ "$1" != Z ] && printf %s "${20}"
}

# record PART PID
record() { printf '%s %s\n' "$2" "$(start_time "$2")" >"$RUN/$1.pid"; }

# Prints the number of a part that is alive.
pid_of() {
  local pid started
  { read -r pid started <"$RUN/$1.pid"; } 2>/dev/null || return 1
  [ -n "$started" ] && [ "$(start_time "$pid")" = "$started" ] && printf %s "$pid"
}

is_alive() { pid_of "$1" >/dev/null; }

# end_part PART SIGNAL SECONDS: signals it, waits, and kills it when it does not go.
end_part() {
  local pid
  pid=$(pid_of "$1") || { rm -f "$RUN/$1.pid" && return 0; }
  kill "-$2" "$pid" 2>/dev/null || true
  if ! wait_until "$3" is_gone "$1"; then
    warn "The $1 did not end within $3 s and is killed."
    kill -KILL "$pid" 2>/dev/null || true
    wait_until 5 is_gone "$1" || true
  fi
  rm -f "$RUN/$1.pid"
}

is_gone() { ! is_alive "$1"; }

# A wait that starts no process: nothing ever comes from a pipe that we hold both ends of.
exec {NOTHING}<> <(:)
pause() { read -r -t "$1" -u "$NOTHING" || true; }

# wait_until SECONDS COMMAND…
wait_until() {
  local tries=$(($1 * 20))
  shift
  while [ $tries -gt 0 ]; do
    if "$@"; then return 0; fi
    pause 0.05
    tries=$((tries - 1))
  done
  return 1
}

# The number of PostgreSQL's first process, when it is that of this instance: it works in its data folder.
postgres_pid() {
  local file pid
  for file in "$DATA"/postgres/data-*/postmaster.pid; do
    { read -r pid <"$file"; } 2>/dev/null || continue
    [ "$(readlink "/proc/$pid/cwd" 2>/dev/null)" = "${file%/*}" ] && printf %s "$pid" && return
  done
  return 1
}

postgres_is_gone() { ! postgres_pid >/dev/null; }

# The server stops its database; one that was killed leaves it to us. SIGINT is PostgreSQL's fast, clean shutdown.
end_postgres() {
  local pid
  pid=$(postgres_pid) || return 0
  kill -INT "$pid" 2>/dev/null || true
  wait_until 20 postgres_is_gone || warn "PostgreSQL (process $pid) is still writing; it ends by itself."
}

rotate() {
  [ ! -f "$1" ] || [ "$(stat -c %s "$1")" -lt $((8 << 20)) ] || mv -f "$1" "$1.1"
}

readonly JVM_FLAGS=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+UseSerialGC
  -XX:+ExitOnOutOfMemoryError -Dfile.encoding=UTF-8)

# The server learns nothing from the caller's environment but this.
server_environment() {
  local name
  printf '%s\n' "PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin" "HOME=$DATA/tmp" "LANG=C.UTF-8"
  for name in $(compgen -e); do
    case $name in
      VIVARIUM_DATA | VIVARIUM_HOST | VIVARIUM_PORT | VIVARIUM_YES | VIVARIUM_DETACH) ;;
      VIVARIUM_* | DATABASE_URL | REDIS_URL | OLLAMA_BASE_URL | NETLIFY_API_URL | PUBLIC_URL | PREVIEW_DOMAIN | SMTP_URL | \
        TZ | [Hh][Tt][Tt][Pp]_[Pp][Rr][Oo][Xx][Yy] | [Hh][Tt][Tt][Pp][Ss]_[Pp][Rr][Oo][Xx][Yy] | [Nn][Oo]_[Pp][Rr][Oo][Xx][Yy] | \
        SSL_CERT_FILE | SSL_CERT_DIR)
        printf '%s=%s\n' "$name" "${!name}"
        ;;
    esac
  done
}

instance_flags() { printf '%s\n' "-Dvivarium.data=$DATA" "-Dvivarium.run=$RUN"; }

# spawn PART COMMAND…: a child that no signal to our terminal reaches, with nothing open but its log.
spawn() {
  local part=$1 log=$LOGS/$1.log
  shift
  rotate "$log"
  (
    close_inherited
    exec setsid "$@"
  ) </dev/null >>"$log" 2>&1 &
  record "$part" $!
  disown
}

# Whatever a caller left open, a pipe that it reads to its end above all.
close_inherited() {
  local fd
  for fd in "/proc/$BASHPID/fd"/*; do
    fd=${fd##*/}
    if [ "$fd" -gt 2 ]; then exec {fd}>&-; fi
  done
}

start_server() {
  local -a environment flags
  mapfile -t environment < <(server_environment)
  mapfile -t flags < <(instance_flags)
  local -a drop=()
  if is_root; then
    drop=(setpriv --reuid "$SERVICE_ACCOUNT" --regid "$SERVICE_ACCOUNT" --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all --)
  fi
  spawn server env -i -C "$DATA" "${environment[@]}" "${drop[@]}" \
    "$JDK/bin/java" "${JVM_FLAGS[@]}" "$(cache_flag server "$DATA/tmp/server.aot")" -Xmx192m -XX:MaxMetaspaceSize=192m "-Djava.io.tmpdir=$DATA/tmp" "${flags[@]}" \
    "-Dvivarium.host=$HOST" "-Dvivarium.port=$PORT" "-Dvivarium.web=$APP/web" "-Dvivarium.templates=$APP/templates" \
    -jar "$APP/server/quarkus-run.jar"
}

# Small: it holds a few buffers and streams the rest.
readonly MANAGER_FLAGS=(-Xms4m -Xmn2m -Xmx64m -Xss512k -XX:MinHeapFreeRatio=5 -XX:MaxHeapFreeRatio=10 -XX:TieredStopAtLevel=1)

start_manager() {
  rm -f "$RUN/manager.sock"
  local -a flags tools=()
  mapfile -t flags < <(instance_flags)
  [ -n "${VIVARIUM_SANDBOX_TOOLCHAINS:-}$(property 'sandbox\.toolchains')" ] || [ -z "$(toolchains)" ] || tools=("-Dvivarium.sandbox.toolchains=$(toolchains)")
  spawn manager env -C / -u DATABASE_URL -u REDIS_URL -u SMTP_URL -u VIVARIUM_OPERATOR_TOKEN -u VIVARIUM_DATA \
    MALLOC_ARENA_MAX=1 "$JDK/bin/java" "${JVM_FLAGS[@]}" "${MANAGER_FLAGS[@]}" "$(cache_flag manager "$DATA/manager.aot")" "${flags[@]}" \
    "${tools[@]}" "-Dvivarium.instance=$INSTANCE" "-Dvivarium.service-account=$(service_user)" -cp "$(printf '%s:' "$APP"/manager/*.jar)" dev.vivarium.sandbox.manager.Main
}


# http_status PATH [HEADER]: the status code of our own port, or nothing.
http_status() {
  local host=$HOST status
  case $host in 0.0.0.0 | '::') host=127.0.0.1 ;; esac
  {
    exec 6<>"/dev/tcp/$host/$PORT" || return 0
    printf 'GET %s HTTP/1.0\r\nHost: localhost:%s\r\n%s\r\n' "$1" "$PORT" "${2:+$2$'\r\n'}" >&6
    IFS=' ' read -r -t 3 _ status _ <&6 || true
    exec 6<&- 6>&-
  } 2>/dev/null
  printf %s "${status:-}"
}

free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 20000))
    [ -n "$(ss -Hltn "sport = :$port")" ] || break
  done
  printf %s "$port"
}

# The manager's socket is there when it answers; one that a killed manager left is removed before the next starts.
is_ready() { is_alive server && [ -S "$RUN/manager.sock" ] && [ "$(http_status /q/health/ready)" = 200 ]; }
