#!/usr/bin/env bash
# Measures home, list, product and story in Debian's Chromium as a phone on a slow line sees them, and prints the figures; they also go to benchmarks/results/.
#   benchmarks/lighthouse.sh [--quick]
#   --quick   one run of each page instead of three: to see that it works, not to quote
set -euo pipefail
[ "${1:-}" != --help ] && [ "${1:-}" != -h ] || { sed -n '2,4s/^# \{0,1\}//p' "$0"; exit 0; }
cd "$(dirname "$(realpath "$0")")/.."
. eng/shell.sh

need_tools
need chromium chromium vipsthumbnail libvips-tools
say "Building…"
build_with_machine_code src/Ocop.Market.Web/Ocop.Market.Web.csproj
# Not among the market's own packages: nobody who runs or tests the market needs it.
[ benchmarks/lighthouse/node_modules/.package-lock.json -nt benchmarks/lighthouse/package-lock.json ] \
  || (cd benchmarks/lighthouse && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null && touch node_modules/.package-lock.json)
node benchmarks/lighthouse/measure.mjs "$@"
