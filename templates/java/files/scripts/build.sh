#!/bin/sh
# Compiles the sources and packs build/app.jar.
set -eu
rm -rf build/classes
mkdir -p build/classes
find src/main/java -name '*.java' >build/sources.txt
javac -Xlint:all -d build/classes @build/sources.txt
cp -R src/main/resources/. build/classes/
jar --create --file build/app.jar --main-class app.Main -C build/classes .
echo "Built build/app.jar. Start it with: java -jar build/app.jar"
