#!/usr/bin/env bash
# Publishes the market for a Linux server with the ASP.NET Core 10 runtime: the program, its static files and, under deploy/, what installs it.
#   eng/publish.sh [OUT]     OUT must be new or empty (default ./var/publish)
# docs/operations.md tells the rest.
set -euo pipefail
out=$(realpath -m -- "${1:-$(dirname "$(realpath "$0")")/../var/publish}")
cd "$(dirname "$(realpath "$0")")/.."
. eng/shell.sh

if [ -n "$(ls -A "$out" 2>/dev/null)" ]; then
  say "Thư mục phải trống / the folder must be empty: $out"
  exit 1
fi
need_tools
say "Đang đóng gói… / publishing…"
build_with_machine_code src/Ocop.Market.Web/Ocop.Market.Web.csproj
log=$(mktemp)
dotnet publish src/Ocop.Market.Web/Ocop.Market.Web.csproj -c Release --no-restore --no-self-contained -v q -nologo -o "$out" >"$log" 2>&1 || { cat "$log" >&2; rm -f "$log"; exit 1; }
rm -f "$log"
# A publish takes the assemblies as they were compiled; these are the same with machine code in them, and start a third sooner.
[ -z "$machine_code" ] || cp src/Ocop.Market.Web/obj/Release/net10.0/precompiled/*.dll "$out/"
rm -f "$out"/appsettings.Development.json "$out"/*.pdb "$out"/web.config
mkdir "$out/deploy"
cp deploy/* docs/operations.md "$out/deploy/"
# The program folder belongs to root and is read by everybody; what the market writes lies elsewhere.
chmod -R u=rwX,go=rX "$out"
chmod 755 "$out/Ocop.Market.Web" "$out/deploy/market"
say "Xong / done: $out ($(du -sh "$out" | cut -f1))"
