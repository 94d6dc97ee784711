#!/bin/sh
# Capstan against the bare engine, on this machine. Ends by itself; the report is target/bench/report.md.
#   src/test/bench/run.sh                                  all of it, about six minutes
#   src/test/bench/run.sh -Dbench.rounds=1 -Dbench.time=3  a quick look
set -eu
cd "$(dirname "$0")/../../.."

mvn -q -DskipTests package
exec java -Xmx512m "$@" -cp "target/test-classes:target/capstan-server.jar" io.capstan.bench.Bench
