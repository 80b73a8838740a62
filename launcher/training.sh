# shellcheck shell=bash disable=SC2034,SC2153
# A rehearsal of a new build, from which the JVM learns what to have ready (JEP 514): starts take half the time and a fifth less
# memory. It is a whole instance in a folder of its own, thrown away afterwards; without its result everything works, slower.

rehearse() {
  is_root || return 0
  say "Rehearsing the start, for faster ones …"
  (rehearsal) >"$BUILD/logs/rehearsal.log" 2>&1 </dev/null || say "The rehearsal failed; starts will be slower. Its log is $BUILD/logs/rehearsal.log."
}

rehearsal() {
  forget_settings
  OPTION=([data]=$(mktemp -d /var/tmp/vivarium-rehearsal.XXXXXX))
  locate_instance
  locate_address
  PORT=$(free_port)
  trap end_rehearsal EXIT
  chmod 755 "$DATA"
  prepare_folders
  REHEARSING=true
  start_missing
  wait_for_ready || return 1
  local path token
  token=$(grant api viv_)
  for path in / /api/session /api/projects /api/templates /api/stacks /api/projects/welcome/tree /api/projects/welcome/sandbox; do
    http_status "$path" "Authorization: Bearer $token" >/dev/null
  done
  # Writing down what was learnt takes a while.
  end_part manager TERM 180
  end_part server TERM 180
  keep_cache "$DATA/tmp/server.aot"
  keep_cache "$DATA/manager.aot"
}

# The caller's own settings are no part of a rehearsal, least of all its database.
forget_settings() {
  local name
  for name in $(compgen -e); do
    case $name in VIVARIUM_* | DATABASE_URL | REDIS_URL | PUBLIC_URL | PREVIEW_DOMAIN) unset "$name" ;; esac
  done
}

keep_cache() {
  [ -s "$1" ] && [ ! -L "$1" ] || return 1
  install -m 644 -- "$1" "$APP/$(basename -- "$1")"
}

end_rehearsal() {
  stop_all
  rm -rf --one-file-system -- "$DATA" "$RUN"
}

# cache_flag PART LEARNED: the flag that uses a cache, or that makes one.
cache_flag() {
  if [ -n "${REHEARSING:-}" ]; then
    printf -- '-XX:AOTCacheOutput=%s' "$2"
  elif [ -f "$APP/$1.aot" ]; then
    printf -- '-XX:AOTCache=%s' "$APP/$1.aot"
  else
    printf -- '-Xshare:auto'
  fi
}
