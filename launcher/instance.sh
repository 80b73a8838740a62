# shellcheck shell=bash disable=SC2034,SC2153
# One installation on this machine: its data folder, and the names that follow from it.

readonly SERVICE_ACCOUNT=vivarium

default_data() {
  if is_root; then printf '/var/lib/vivarium'; else printf '%s/.vivarium' "$HOME"; fi
}

# Sets DATA, INSTANCE, RUN, LOGS. Creates nothing.
locate_instance() {
  DATA=$(realpath -m -- "$(setting data "$(default_data)")")
  INSTANCE=v$(printf '%s' "$DATA" | sha256sum | cut -c 1-8)
  if is_root; then
    RUN=/run/vivarium/$INSTANCE
  else
    RUN=${XDG_RUNTIME_DIR:-/tmp/vivarium-$EUID}/vivarium/$INSTANCE
  fi
  LOGS=$DATA/logs
}

locate_address() {
  HOST=$(setting host 127.0.0.1)
  PORT=$(setting port 8080)
  ENGINE=$(setting engine oci)
  PUBLIC_URL=${PUBLIC_URL:-$(setting public-url '')}
  check_port "$PORT"
  case $ENGINE in
    oci) ;;
    *) refuse "There is no engine \"$ENGINE\" here. This version has: oci." ;;
  esac
}

# Who owns what the server writes.
service_user() { if is_root; then printf %s "$SERVICE_ACCOUNT"; else id -un; fi; }

ensure_account() {
  is_root || return 0
  id -u "$SERVICE_ACCOUNT" >/dev/null 2>&1 && return
  useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin "$SERVICE_ACCOUNT" ||
    refuse "The system user $SERVICE_ACCOUNT could not be created. Create it: useradd --system --user-group --shell /usr/sbin/nologin $SERVICE_ACCOUNT"
}

as_service() {
  if is_root; then
    setpriv --reuid "$SERVICE_ACCOUNT" --regid "$SERVICE_ACCOUNT" --clear-groups --no-new-privs \
      --inh-caps=-all --bounding-set=-all -- "$@"
  else
    "$@"
  fi
}

# The first folder on the way to $1 that the service account may not pass; nothing when there is none.
blocked_at() {
  local path=$1 folder=''
  local -a ways=()
  while [ "$path" != / ]; do
    ways=("$path" "${ways[@]}")
    path=$(dirname -- "$path")
  done
  id -u "$SERVICE_ACCOUNT" >/dev/null 2>&1 || return 0
  for folder in "${ways[@]}"; do
    [ -e "$folder" ] || return 0
    as_service test -x "$folder" || { printf %s "$folder" && return; }
  done
}

# The data folder belongs to root and the server cannot rename what is in it; the server's own folders are these.
readonly SERVICE_FOLDERS=(workspaces grants postgres tmp)

prepare_folders() {
  local folder
  if ! { mkdir -p -- "$DATA" && [ -w "$DATA" ] && touch "$DATA/.writable" && rm "$DATA/.writable"; } 2>/dev/null; then
    refuse "The data folder $DATA cannot be written. Choose another with --data, or mend its owner and mount."
  fi
  if is_root; then
    local obstacle
    obstacle=$(blocked_at "$DATA")
    [ -z "$obstacle" ] || refuse "The service account $SERVICE_ACCOUNT may not pass $obstacle, on the way to the data folder. Run: chmod o+x $obstacle, or choose another folder with --data."
  fi
  for folder in "${SERVICE_FOLDERS[@]}"; do
    service_folder "$DATA/$folder"
  done
  mkdir -p -- "$LOGS" "$RUN"
  chmod 750 "$LOGS"
  chmod 755 "$RUN"
  service_folder "$RUN/postgres"
}

service_folder() {
  [ ! -L "$1" ] || refuse "$1 is a symbolic link. It must be a folder."
  [ -d "$1" ] || mkdir -m 700 -- "$1"
  is_root || return 0
  [ "$(stat -c %U -- "$1")" = "$SERVICE_ACCOUNT" ] || chown "$SERVICE_ACCOUNT:$SERVICE_ACCOUNT" -- "$1"
}
