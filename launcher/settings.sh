# shellcheck shell=bash disable=SC2034,SC2153
# Options, the environment and vivarium.properties, in this order.

declare -A OPTION=()
WORDS=()

# --name value, --name=value and the flags --detach and --yes, anywhere on the line; the rest are WORDS.
read_options() {
  while [ $# -gt 0 ]; do
    case $1 in
      --detach | --yes) OPTION[${1#--}]=true ;;
      --host=* | --port=* | --data=* | --engine=*)
        local name=${1%%=*}
        OPTION[${name#--}]=${1#*=}
        ;;
      --host | --port | --data | --engine)
        [ $# -gt 1 ] || refuse "$1 needs a value."
        OPTION[${1#--}]=$2
        shift
        ;;
      -h | --help) show_help && exit 0 ;;
      -*) refuse "There is no option $1. ./vivarium help lists them." ;;
      *) WORDS+=("$1") ;;
    esac
    shift
  done
}

# setting NAME DEFAULT
setting() {
  local variable=VIVARIUM_${1^^}
  variable=${variable//-/_}
  local value=${OPTION[$1]:-${!variable:-}}
  [ -n "$value" ] || [ "$1" = data ] || value=$(property "$1")
  printf '%s' "${value:-$2}"
}

# A key of vivarium.properties, with or without the prefix "vivarium.".
property() {
  local file=${DATA:-}/vivarium.properties
  [ -n "${DATA:-}" ] && [ -r "$file" ] || return 0
  sed -nE "s/^[[:space:]]*(vivarium\.)?$1[[:space:]]*[=:][[:space:]]*(.*[^[:space:]])[[:space:]]*$/\2/p" "$file" | tail -n 1
}

is_on() {
  case $(setting "$1" false) in true | 1 | yes) return 0 ;; *) return 1 ;; esac
}

is_root() { [ "$EUID" -eq 0 ]; }

check_port() {
  if [[ $1 =~ ^[1-9][0-9]{0,4}$ ]] && [ "$1" -le 65535 ]; then return; fi
  refuse "The port \"$1\" is not a number from 1 to 65535."
}
