#!/usr/bin/env bash
# Opens the market: installs what is missing, builds, makes the database, loads the demo on first start, serves http://localhost:5080.
#   ./run.sh [--urls URL] [--data DIR] [--with-channel-doubles]
#   --urls URL   where to listen (default http://localhost:5080)
#   --data DIR   everything this instance writes: databases, pictures, keys, mail (default ./var)
#   --with-channel-doubles   TikTok Shop, Shopee and Lazada stand beside the market as our own doubles, so that shops can be connected without any account
set -euo pipefail
data=$PWD/var urls=http://localhost:5080 with_doubles=
while [ $# -gt 0 ]; do
  case "$1" in
    --urls) urls=${2:?--urls needs an address}; shift 2 ;;
    --data) data=$(realpath -m -- "${2:?--data needs a folder}"); shift 2 ;;
    --with-channel-doubles) with_doubles=yes; shift ;;
    -h | --help) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 0 ;;
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
market=(dotnet src/Ocop.Market.Web/bin/Release/net10.0/Ocop.Market.Web.dll --urls "$urls" --contentRoot "$PWD/src/Ocop.Market.Web")
if [ -n "$with_doubles" ]; then
  # No platform takes goods without a photo, and nobody has photographed the demo's.
  export Site__DemoPhotos=${Site__DemoPhotos:-true}
  back=$Site__PublicUrl/cong-chu-the/ban-tren-san/ve
  pids=()
  trap 'kill "${pids[@]}" 2>/dev/null' EXIT
  for platform in TikTokShop:5301 Shopee:5302 Lazada:5303; do
    double=Ocop.Market.Doubles.${platform%:*}
    build "tests/$double/$double.csproj"
    dotnet "tests/$double/bin/Release/net10.0/$double.dll" "${platform#*:}" "$back" >/dev/null &
    pids+=($!)
  done
  export Channels__TikTokShop__AppKey=6a8double0key Channels__TikTokShop__AppSecret=double-secret-of-tiktok-shop Channels__TikTokShop__ServiceId=7310000000000000001
  export Channels__TikTokShop__Address=http://127.0.0.1:5301 Channels__TikTokShop__SignInAddress=http://127.0.0.1:5301 Channels__TikTokShop__ConsentAddress=http://127.0.0.1:5301
  export Channels__Shopee__PartnerId=1000001 Channels__Shopee__PartnerKey=6f636f702d64656d6f2d706172746e65722d6b65792d6f662d73686f70656521 Channels__Shopee__ReturnAddress=$back Channels__Shopee__PauseBeforeVariants=00:00:00
  export Channels__Shopee__Address=http://127.0.0.1:5302 Channels__Shopee__ConsentAddress=http://127.0.0.1:5302/auth Channels__Shopee__ListingAddress=http://127.0.0.1:5302/gian-hang/
  export Channels__Lazada__AppKey=100001 Channels__Lazada__AppSecret=lazada-double-secret Channels__Lazada__ReturnAddress=$back
  export Channels__Lazada__Address=http://127.0.0.1:5303/rest Channels__Lazada__SignInAddress=http://127.0.0.1:5303/rest Channels__Lazada__ConsentAddress=http://127.0.0.1:5303/oauth/authorize
fi
say "Chợ mở tại / open: ${urls%%;*}   (dữ liệu / data: $data, dừng / stop: Ctrl+C)"
[ -n "$with_doubles" ] || exec "${market[@]}"
"${market[@]}"
