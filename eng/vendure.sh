# The Vendure shop of the proof: built once from tests/vendure and kept outside the repository, for every clone of it on this machine. Sourced after eng/shell.sh.

# build_vendure: names in OCOP_VENDURE the folder with the program and a filled database, which nobody writes to: each test starts on a copy.
build_vendure() {
  local caches built made
  caches=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/ocop-market
  # A native module fits one Node on one kind of machine.
  built=$caches/vendure-$( { node -v; uname -m; cat tests/vendure/{package-lock.json,.npmrc,goods.csv,*.mjs}; } | sha256sum | cut -c1-16)
  if ! [ -f "$built/key" ]; then
    # The driver of SQLite is compiled here.
    need g++ g++ make make python3 python3-minimal || return 1
    mkdir -p "$caches"
    made=$(mktemp -d "$caches/vendure-being-made-XXXXXX")
    say "Dựng cửa hàng Vendure lần đầu / building the Vendure shop, once: $built"
    cp -a tests/vendure/. "$made"
    fill_vendure "$made" >"$made/log" 2>&1 || { tail -n 20 "$made/log" >&2; rm -rf "$made"; return 1; }
    # Whoever made it at the same time made the same.
    mv -T "$made" "$built" 2>/dev/null || rm -rf "$made"
  fi
  touch "$built"
  export OCOP_VENDURE=$built
  # Shops of earlier scripts, which no clone asked for in a month.
  find "$caches" -maxdepth 1 -name 'vendure-*' -mtime +30 -exec rm -rf {} +
}

# fill_vendure FOLDER: scripts of packages do not run, but for the one that compiles.
fill_vendure() (
  cd "$1" || exit 1
  headers=$(dirname "$(dirname "$(realpath "$(command -v node)")")")
  [ -f "$headers/include/node/node.h" ] && export npm_config_nodedir=$headers
  npm ci --ignore-scripts --no-audit --no-fund && npm_config_build_from_source=true npm rebuild better-sqlite3 --foreground-scripts \
    && VENDURE_DISABLE_TELEMETRY=true node fill.mjs "$1"
)
