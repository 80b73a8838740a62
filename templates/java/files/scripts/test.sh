#!/bin/sh
# Compiles everything and runs the tests.
set -eu
rm -rf build/test
mkdir -p build/test
find src -name '*.java' >build/sources.txt
javac -d build/test @build/sources.txt
cp -R src/main/resources/. build/test/
java -ea -cp build/test app.MainTest
