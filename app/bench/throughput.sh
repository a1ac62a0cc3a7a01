#!/usr/bin/env bash
# How many emails a second Beckon sends: 50,000 messages of 9.5 KB over loopback to Postfix's smtp-sink, which throws them
# away; by the adapter alone, and with the outbox (each message marked before and after, written through to disk), on
# SQLite and on PostgreSQL. Beside it, in the same run against the same sink: Postfix's own smtp-source with messages of the
# same size. And how many messages a second are claimed from the outbox.
#
#   app/bench/throughput.sh [MESSAGES [POSTGRES-URL]]
#
# MESSAGES       50000 by default
# POSTGRES-URL   such as 'jdbc:postgresql://localhost/bench?user=me&password=x', an empty database; by default a server that
#                the build brings along is started, with fsync on
#
# Wants smtp-sink and smtp-source (Debian: package postfix; the mail server itself need not run) and an otherwise idle
# machine. The load of the machine before and after is shown; figures of a busy one mean little.
set -euo pipefail
home=$(cd "$(dirname "$0")/../.." && pwd)
messages=${1:-50000}
postgres=${2:-embedded}
PATH=$PATH:/usr/sbin

for tool in smtp-sink smtp-source; do
  if ! command -v $tool >/dev/null; then
    echo "$tool isn't installed. Maybe: apt-get install postfix" >&2
    exit 2
  fi
done

cd "$home"
folder=$(mktemp -d)
port=$((20000 + RANDOM % 10000))
./mvnw -q -ntp -pl app/beckon -am -Pdelivery-bench test-compile -Dbench.classpath="$folder/classpath"

# As root it has to be told whom to run as.
as=()
[ "$(id -u)" != 0 ] || as=(-u nobody)
smtp-sink "${as[@]}" -c 127.0.0.1:$port 1000 > "$folder/sink" 2>&1 &
sink=$!
trap 'kill $sink 2>/dev/null; rm -rf "$folder"' EXIT
for _ in $(seq 50); do
  (: < /dev/tcp/127.0.0.1/$port) 2>/dev/null && break
  sleep 0.1
done

source_rate() {
  local what=$1 begin end
  shift
  begin=$(date +%s%N)
  smtp-source -s 1 -m "$messages" -l 9500 -f hello@mithai.example -t c@example.com "$@" 127.0.0.1:$port
  end=$(date +%s%N)
  awk -v what="$what" -v n="$messages" -v ns=$((end - begin)) \
    'BEGIN { printf "%-44s %9d messages/s\n", what, n / (ns / 1e9) }'
}

echo "load before: $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) cores"
source_rate "smtp-source -s 1"
source_rate "smtp-source -s 1, connection kept" -d
java -cp "app/beckon/target/test-classes:app/beckon/target/classes:$(cat "$folder/classpath")" dev.beckon.deliver.DeliveryBenchmark $port "$messages" "$postgres"
source_rate "smtp-source -s 1, again"
echo "load after: $(cut -d' ' -f1-3 /proc/loadavg)"
