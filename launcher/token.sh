# shellcheck shell=bash disable=SC2034,SC2153
# Secrets of the local operator. Whoever may write the data folder is the operator: a grant is an empty file named after the
# hash of a secret that only this output shows. The server takes it up when it first meets the secret, running now or later.

# grant KIND PREFIX: prints the secret.
grant() {
  local secret hash file
  secret=$2$(head -c 32 /dev/urandom | base64 -w 0 | tr '+/' '-_' | tr -d '=')
  hash=$(printf %s "$secret" | sha256sum | cut -d ' ' -f 1)
  file=$DATA/grants/$1-$hash
  # shellcheck disable=SC2016
  as_service sh -c 'umask 077 && : >"$1"' grant "$file" ||
    refuse "The grant could not be written to $DATA/grants."
  printf %s "$secret"
}

command_token() {
  locate_instance
  is_root || [ ! -e "$DATA" ] || [ -w "$DATA" ] || refuse "$DATA belongs to $(stat -c %U "$DATA"). Run: sudo ./vivarium token"
  ensure_account
  [ -d "$DATA/grants" ] || prepare_folders
  answer "$(grant api viv_)"
}
