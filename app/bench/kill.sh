#!/usr/bin/env bash
# Kills sending processes at random moments (kill -9), lets others go on, and compares what the provider took with what the
# store says. Prints a line for each configuration, and one for the same with the naive rule (what was being sent when its
# node died is sent again), which must show duplicates. Ends with 1 if anything was sent twice, lost or miscounted.
#
#   app/bench/kill.sh [KILLS [CONFIGURATION ...]]      by default 1000 kills of each
#
# A configuration is STORE-NODES-PROVIDER: sqlite-1-smtp, postgres-3-twilio ... The naive rule gets 40 kills at most.
# Logs and stores are left in out/kill.
set -euo pipefail
home=$(cd "$(dirname "$0")/../.." && pwd)
kills=${1:-1000}
shift || true
configurations=("$@")
[ ${#configurations[@]} -gt 0 ] ||
  configurations=(sqlite-1-smtp sqlite-1-twilio postgres-1-smtp postgres-1-twilio postgres-3-smtp postgres-3-twilio)
folder=$home/out/kill
rm -rf "$folder"
mkdir -p "$folder"

cd "$home"
./mvnw -q -ntp -pl app/beckon -am test-compile dependency:build-classpath -Dmdep.outputFile="$folder/classpath" \
  -Dmdep.includeScope=test
# Most of a short life is the start of its JVM: half of it goes with an archive of classes, which wants jars.
classpath=$(tr ':' '\n' < "$folder/classpath" | grep '\.jar$' | paste -sd:)
for classes in app/engine/target/classes app/beckon/target/classes app/beckon/target/test-classes; do
  jar cf "$folder/$(echo $classes | tr / -).jar" -C $classes .
  classpath=$folder/$(echo $classes | tr / -).jar:$classpath
done
options="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx160m"
# shellcheck disable=SC2086
java $options -XX:ArchiveClassesAtExit="$folder/node.jsa" -cp "$classpath" dev.beckon.deliver.kill.Node \
  "jdbc:sqlite:$folder/archive.db" "" first "$(echo "${configurations[0]##*-}" | tr a-z A-Z)" 1 1 1 \
  < /dev/null > "$folder/archive.log" 2>&1

java -Dkill.classpath="$classpath" -Dkill.jvm="-XX:SharedArchiveFile=$folder/node.jsa" -cp "$classpath" \
  dev.beckon.deliver.kill.KillBench "$folder" "$kills" "${configurations[@]}"
