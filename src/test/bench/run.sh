#!/bin/sh
# Capstan beside the bare engines and beside other servers, on this machine. Ends by itself; the report is
# target/bench/report.md.
#   src/test/bench/run.sh                              all of it
#   src/test/bench/run.sh --quick                      one round with short times, to see that all works
#   src/test/bench/run.sh --install                    gets nchan, nats-server, ws and fox-wamp first, where they are missing
#   src/test/bench/run.sh -Dbench.hosts=embedded       some of it; the other keys are in io.capstan.bench.Options
#   src/test/bench/run.sh -Dbench.loads=wamp-calls,wamp-events   routers of WAMP beside each other
#   src/test/bench/run.sh -Dbench.wires=auto,portable  the portable wire as a contestant of its own
set -eu
cd "$(dirname "$0")/../../.."

quick=
install=
while [ $# -gt 0 ]; do
  case $1 in
    --quick) quick="-Dbench.rounds=1 -Dbench.warmup=3 -Dbench.settle=1 -Dbench.time=2 -Dbench.starts=2" ;;
    --install) install=yes ;;
    *) break ;;
  esac
  shift
done

if [ -n "$install" ]; then
  command -v nats-server >/dev/null && [ -e /usr/lib/nginx/modules/ngx_nchan_module.so ] ||
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends libnginx-mod-nchan nats-server
  mkdir -p target/js
  [ -d target/js/node_modules/ws ] || {
    cp src/test/js/package.json target/js/
    npm install --prefix target/js --no-package-lock --no-audit --no-fund --ignore-scripts
  }
  mkdir -p target/js-bench
  [ -d target/js-bench/node_modules/fox-wamp ] || {
    cp src/test/bench/package.json target/js-bench/
    npm install --prefix target/js-bench --no-package-lock --no-audit --no-fund --ignore-scripts
  }
fi

# Up to the point at which the build has put WildFly and Payara Micro into target/hosts
mvn -q -DskipTests -Dskip.wildfly=false -Dskip.payara=false -Dskip.wamp.clients=false pre-integration-test
# shellcheck disable=SC2086
exec java -Xmx512m $quick "$@" -cp "target/test-classes:target/capstan-server.jar" io.capstan.bench.Bench
