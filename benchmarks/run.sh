#!/usr/bin/env bash
# Measures the Release build on this machine, on loopback, and prints the figures; they also go to benchmarks/results/.
#   benchmarks/run.sh [--products N] [--documents N] [--orders N] [--quick] [--postgres] [--only WORDS] [--seconds N]
#   --products N   size of the generated catalogue (default 10000)
#   --documents N  the desk too, with so many documents of 20 revisions each (default 0: not measured)
#   --orders N     lists, statements and orders beside so many orders of the past 14 months, and a company's 1,000 recipients (default 0: not measured)
#   --quick        one run of 2 s instead of three of 5 s: to see that it works, not to quote
#   --postgres     on a PostgreSQL started for this run instead of SQLite
#   --only WORDS   only what has one of the words in its name, e.g. "search,orders"
#   --seconds N    for each run (default 5)
set -euo pipefail
[ "${1:-}" != --help ] && [ "${1:-}" != -h ] || { sed -n '2,10s/^# \{0,1\}//p' "$0"; exit 0; }
cd "$(dirname "$(realpath "$0")")/.."
. eng/shell.sh
. eng/postgres.sh

need_tools
need wrk wrk sqlite3 sqlite3 vipsthumbnail libvips-tools
if [[ " $* " == *" --postgres "* ]]; then
  need /usr/share/doc/postgresql postgresql
  trap stop_test_postgres EXIT
  # Unlike the tests', these figures are about a server that keeps its data.
  TEST_POSTGRES_OPTIONS="-c fsync=on" start_test_postgres
fi
say "Building…"
build_with_machine_code src/Ocop.Market.Web/Ocop.Market.Web.csproj
build benchmarks/Limit/Ocop.Market.Limit.csproj
node benchmarks/run.mjs "$@"
