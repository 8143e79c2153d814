#!/usr/bin/env bash
# Opens the market: installs what is missing, builds, makes the database, loads the demo on first start, serves http://localhost:5080.
#   ./run.sh [--urls URL] [--data DIR]
#   --urls URL   where to listen (default http://localhost:5080)
#   --data DIR   everything this instance writes: databases, pictures, keys, mail (default ./var)
set -euo pipefail
data=$PWD/var urls=http://localhost:5080
while [ $# -gt 0 ]; do
  case "$1" in
    --urls) urls=${2:?--urls needs an address}; shift 2 ;;
    --data) data=$(realpath -m -- "${2:?--data needs a folder}"); shift 2 ;;
    -h | --help) sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) printf 'Không hiểu / unknown: %s (xem / see ./run.sh --help)\n' "$1" >&2; exit 2 ;;
  esac
done
cd "$(dirname "$(realpath "$0")")"
[ "$data" = "$OLDPWD/var" ] && data=$PWD/var
. eng/shell.sh

need_tools
need vipsthumbnail libvips-tools
say "Đang dựng chợ… / building…"
build_with_machine_code src/Ocop.Market.Web/Ocop.Market.Web.csproj

mkdir -p "$data"
export ASPNETCORE_ENVIRONMENT=${ASPNETCORE_ENVIRONMENT:-Production} DataDirectory=$data Site__Demo=${Site__Demo:-true} Site__PublicUrl=${Site__PublicUrl:-${urls%%;*}}
say "Chợ mở tại / open: ${urls%%;*}   (dữ liệu / data: $data, dừng / stop: Ctrl+C)"
exec dotnet src/Ocop.Market.Web/bin/Release/net10.0/Ocop.Market.Web.dll --urls "$urls" --contentRoot "$PWD/src/Ocop.Market.Web"
