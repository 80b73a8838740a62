# shellcheck shell=bash disable=SC2034,SC2153
# What this program can do, in one page.

show_help() {
  cat <<'TEXT'
Vivarium, a browser IDE on your own machine.

  ./vivarium up        build what changed, start everything, print the address with a one-time login
  ./vivarium down      stop everything of this instance, sandboxes included
  ./vivarium status    what runs, and where
  ./vivarium logs      the logs; on a terminal they go on
  ./vivarium token     print an API token of the local operator, and nothing else
  ./vivarium doctor    look whether this machine has what is needed, and say what to do
  ./vivarium test      [unit|it|web|e2e|soak|compose]: run the tests; without a word: unit, it, web, e2e
  ./vivarium dev       the web UI from its sources, with instant updates
  ./vivarium bench     [name]: measure
  ./vivarium help      this page

Options                 Environment          Default
  --host ADDRESS        VIVARIUM_HOST        127.0.0.1
  --port NUMBER         VIVARIUM_PORT        8080
  --data FOLDER         VIVARIUM_DATA        /var/lib/vivarium as root, ~/.vivarium otherwise
  --engine NAME         VIVARIUM_ENGINE      oci
  --detach              VIVARIUM_DETACH      return when ready, leave it running
  --yes                 VIVARIUM_YES         install missing packages without asking

Every option is also a key of vivarium.properties in the data folder. Several instances, each with its own --data and --port,
run side by side. Also read: DATABASE_URL, REDIS_URL, OLLAMA_BASE_URL, NETLIFY_API_URL, PUBLIC_URL, PREVIEW_DOMAIN, SMTP_URL.
TEXT
}
