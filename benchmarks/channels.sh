#!/usr/bin/env bash
# Measures what keeping listings on three platforms costs, against doubles of the platforms on loopback; prints the figures.
#   benchmarks/channels.sh [--quick] [--postgres] [--only WORDS] [--products N] [--changes N] [--waiting N] [--latency MS]
#   --quick        3,000 products, 500 new prices, one run: to see that it works, not to quote
#   --postgres     on a PostgreSQL started for this run instead of SQLite
#   --only WORDS   of "sweep,prices,pace"
#   --products N   on each of three platforms (default 100000)
#   --changes N    new prices (default 10000)
#   --waiting N    new products that wait while something sells out (default 5000)
#   --latency MS   until a platform's answer is there (default 80)
set -euo pipefail
[ "${1:-}" != --help ] && [ "${1:-}" != -h ] || { sed -n '2,10s/^# \{0,1\}//p' "$0"; exit 0; }
cd "$(dirname "$(realpath "$0")")/.."
. eng/shell.sh
. eng/postgres.sh

need_tools
unset OCOP_TEST_POSTGRES
if [[ " $* " == *" --postgres "* ]]; then
  need /usr/share/doc/postgresql postgresql
  trap stop_test_postgres EXIT
  TEST_POSTGRES_OPTIONS="-c fsync=on" start_test_postgres
fi
say "Building…"
build benchmarks/Channels/Ocop.Market.ChannelSync.csproj
dotnet benchmarks/Channels/bin/Release/net10.0/Ocop.Market.ChannelSync.dll "$@"
