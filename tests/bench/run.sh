#!/bin/bash
# The whole measurement, on a quiet machine, in one command:  tests/bench/run.sh
# Sets up SOPTI with 1,000 and 100,000 requests, three peers and a bare Django page with 100,000, measures all of them
# side by side, ends every server it started, and writes the tables to $PERF/out.  The first time it loads for half an hour;
# after that it takes some 15 minutes.  ONLY=setup loads and stops there; SITES, STEPS and ROUNDS narrow the measurement;
# SCENARIO=crowd measures sixteen clients at once instead of one.
cd "$(dirname "$0")" && . setup/common.sh
trap 'setup/down.sh' EXIT
for one in "limits 100k" "trac 100k" "helpdesk 100k" "redmine 100k" "sopti 1k" "sopti 100k"; do setup/${one% *}.sh ${one#* }; done
[ "${ONLY:-}" = setup ] && exit
./bench.py "scenarios/${SCENARIO:-full}.toml" --size 100k --sites "${SITES:-django_pg,sopti,sopti@1k,redmine,trac,helpdesk}" \
  ${STEPS:+--steps "$STEPS"} ${ROUNDS:+--rounds "$ROUNDS"} --out "$PERF/out/${SCENARIO:-sopti}"
{ python3 --version; psql -Atc 'select version()'; uname -srm; grep -m1 'model name' /proc/cpuinfo; } | tee "$PERF/out/versions.txt"
