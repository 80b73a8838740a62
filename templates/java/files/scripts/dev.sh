#!/bin/sh
# Compiles, runs, and starts again when a file under src/main changes. After a compile error the last good version goes on.
set -eu
pid=

stop() {
  [ -z "$pid" ] || kill "$pid" 2>/dev/null || true
  [ -z "$pid" ] || wait "$pid" 2>/dev/null || true
  pid=
}

compile() {
  mkdir -p build/dev
  find src/main/java -name '*.java' >build/sources.txt
  javac -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC -d build/dev @build/sources.txt && cp -R src/main/resources/. build/dev/
}

restart() {
  stop
  java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp build/dev app.Main &
  pid=$!
}

trap 'stop; exit 0' INT TERM HUP

mkdir -p build
while :; do
  touch build/.compiled
  if compile; then restart; fi
  until [ -n "$(find src/main -newer build/.compiled -print -quit)" ]; do sleep 1; done
  echo "Changed: starting again."
done
