#!/usr/bin/env bash
# How long Beckon takes as a company grows: seconds, CPU seconds and peak memory of a preview of all campaigns with the
# whole rule pack, stage by stage, and of decisions after an edit of one rule over the same data.
#
#   app/bench/scale.sh [FOLDER [CUSTOMERS ...]]      by default out/bench, and 10000 100000 1000000 customers
#
# The made-up company, whose customers have about 20 order lines, 5 events and 3 consents, is written to
# FOLDER/<customers>/data as Parquet once, and used again by the next call; a million customers need about 2 GB of disk.
# Wants an otherwise idle machine.
set -euo pipefail
home=$(cd "$(dirname "$0")/../.." && pwd)
folder=${1:-$home/out/bench}
shift || true
sizes=("$@")
[ ${#sizes[@]} -gt 0 ] || sizes=(10000 100000 1000000)

# The repository's own workspace over the Parquet files.
workspace() {
  local to=$1
  rm -rf "$to/rules" "$to/campaigns" "$to/out"
  cp -r "$home/rules" "$home/campaigns" "$to/"
  sed -E -e '/^ *sample: \{/d' -e '/^ +# of a workspace with real data/d' -e '/^ +delimiter:/d' \
    -e 's#files: data/([a-z]+)\.csv(\.gz)?#files: data/\1-*.parquet#' "$home/beckon.yaml" > "$to/beckon.yaml"
}

timed() {
  echo "-- $1"
  shift
  if ! BECKON_TIMINGS=1 "$home/beckon" "$@" > run.out 2> run.err; then
    cat run.err >&2
    exit 1
  fi
  grep -E ' CPU-s|^peak' run.err
}

for customers in "${sizes[@]}"; do
  mkdir -p "$folder/$customers"
  cd "$folder/$customers"
  [ -d data ] || "$home/beckon" demo --customers "$customers" --months 26 --format parquet --out data > demo.out
  workspace .
  echo "== $customers customers"
  timed "preview of all campaigns" preview --fresh
  sed -i 's/monetary > 5000/monetary > 5500/' rules/actions/win-back.drl
  cmp -s rules/actions/win-back.drl "$home/rules/actions/win-back.drl" && { echo "no rule was edited" >&2; exit 1; }
  timed "decide again after an edit of one rule" decide --out decisions.parquet
  timed "preview again after the edit" preview
done
