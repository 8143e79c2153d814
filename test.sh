#!/usr/bin/env bash
# Runs every test: the fast ones and the web ones on SQLite and on a PostgreSQL of their own, the proof with real processes that are killed, the journeys in a real Chromium.
#   ./test.sh [fast|web|proof|journeys …]     without words: all of them
#   ./test.sh --proof                         the proof alone, and what is skipped has failed: the way to show that all of it ran
# The last line is the count; the exit code says the same.
set -uo pipefail
cd "$(dirname "$(realpath "$0")")" || exit 1
. eng/shell.sh
. eng/postgres.sh
. eng/vendure.sh

is_whole=
if [ "${1:-}" = --proof ]; then
  is_whole=yes
  shift
  set -- proof "$@"
fi

need_tools || exit 1
# e2fsprogs: the proof fills a small disk of its own. faketime: it sets the clock of a running market.
need chromium chromium mkfs.ext4 e2fsprogs faketime faketime vipsthumbnail libvips-tools /usr/share/doc/postgresql postgresql || exit 1
[ -d node_modules/stripe ] || npm ci --ignore-scripts --no-audit --no-fund >/dev/null || exit 1
suites=("$@")
[ ${#suites[@]} -gt 0 ] || suites=(fast web proof journeys)
build Ocop.Market.sln || { echo "tests: 0 passed, 1 failed"; exit 1; }
# These start the program a hundred times over. After the solution: its build puts the assemblies back as they were compiled.
if [[ " ${suites[*]} " =~ \ (proof|journeys)\  ]]; then
  build_with_machine_code src/Ocop.Market.Web/Ocop.Market.Web.csproj || { echo "tests: 0 passed, 1 failed"; exit 1; }
fi
if [[ " ${suites[*]} " =~ \ proof\  ]] && ! build_vendure; then
  say "Không dựng được cửa hàng Vendure, các phép thử với nó bị bỏ qua / the Vendure shop cannot be built, its tests are skipped."
fi
# Nothing here runs for long enough to earn back what the runtime spends on watching it run.
export DOTNET_TieredPGO=0

# Databases of tests live for seconds: in memory where there is room, so that no test waits for a disk.
if [ "$(df --output=avail -k /dev/shm 2>/dev/null | tail -n 1)" -gt 2000000 ] 2>/dev/null; then
  TMPDIR=$(mktemp -d /dev/shm/ocop-tests-XXXXXX)
  chmod 711 "$TMPDIR"
  export TMPDIR
  trap 'stop_test_postgres; rm -rf "$TMPDIR"' EXIT
else
  trap stop_test_postgres EXIT
fi
start_test_postgres || { echo "tests: 0 passed, 1 failed"; exit 1; }

declare -A projects=([fast]=Ocop.Market.Tests [web]=Ocop.Market.Web.Tests [proof]=Ocop.Market.Proof [journeys]=Ocop.Market.Journeys)
passed=0 failed=0 skipped=0 exit_code=0
for suite in "${suites[@]}"; do
  name=${projects[$suite]:-}
  [ -n "$name" ] || { say "unknown suite: $suite"; exit 2; }
  log=$(mktemp)
  started=$SECONDS
  "tests/$name/bin/Release/net10.0/$name" --no-progress 2>&1 | tee "$log"
  status=${PIPESTATUS[0]}
  counts=$(awk '/^Test run summary/{on=1} on&&/^ *failed:/{f+=$2} on&&/^ *succeeded:/{p+=$2} on&&/^ *skipped:/{s+=$2} END{print p+0, f+0, s+0}' "$log")
  read -r p f s <<<"$counts"
  # A suite that dies without a summary, or ran nothing, is one failure, never silence.
  if [ "$status" -ne 0 ]; then exit_code=1; [ "$f" -gt 0 ] || f=1; fi
  # Tests on demand (Explicit) are not among what was skipped: nobody asked for them.
  if [ "$is_whole" ] && [ "$s" -gt 0 ]; then exit_code=1 f=$((f + s)) s=0; fi
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  say "$suite: $((SECONDS - started)) s"
  rm -f "$log"
done

line="tests: $passed passed, $failed failed"
[ "$skipped" -gt 0 ] && line="$line, $skipped skipped"
echo "$line"
exit $exit_code
