# Shared by run.sh and test.sh: what must be installed, and building once. Sourced, with the repository as the working directory.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

say() { printf '%s\n' "$*" >&2; }

# need COMMAND PACKAGE …: installs Debian packages whose command (or file) is absent.
need() {
  local missing=()
  while [ $# -gt 0 ]; do
    if ! command -v "$1" >/dev/null 2>&1 && ! [ -e "$1" ]; then missing+=("$2"); fi
    shift 2
  done
  [ ${#missing[@]} -eq 0 ] && return 0

  local sudo=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || { say "Cần cài / please install: ${missing[*]}"; return 1; }
    sudo=(sudo)
  fi
  say "Cài / installing: ${missing[*]}"
  "${sudo[@]}" apt-get update -qq >/dev/null 2>&1 || true
  DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/tmp/ocop-apt.log 2>&1 \
    || { tail -n 20 /tmp/ocop-apt.log >&2; return 1; }
}

# What only a person can bring: the SDK and Node.
need_tools() {
  command -v dotnet >/dev/null || { say "Cần .NET 10 SDK / the .NET 10 SDK is required."; return 1; }
  command -v npm >/dev/null || { say "Cần Node.js 20+ / Node.js 20 or later is required."; return 1; }
}

# build PROJECT [OPTION …]: Release, quiet when all is well. Locked restore: what was tested is what runs.
build() {
  local log
  log=$(mktemp)
  if ! dotnet restore "$@" --locked-mode -v q >"$log" 2>&1 || ! dotnet build "$@" -c Release --no-restore -v q -nologo -clp:NoSummary >>"$log" 2>&1; then
    grep -E 'error|warn' "$log" | sort -u | head -n 40 >&2
    tail -n 5 "$log" >&2
    rm -f "$log"
    return 1
  fi
  rm -f "$log"
}

# build_with_machine_code PROJECT: starts in two thirds of the time. What compiles it is a package of the runtime's very version, which not
# every feed has; without it the program is the same, only slower to start. Leaves in machine_code whether there is any.
build_with_machine_code() {
  machine_code=
  if dotnet restore "$1" --locked-mode -v q -p:Precompile=true >/dev/null 2>&1; then
    build "$1" -p:Precompile=true && machine_code=yes
  else
    say "Không tải được bộ dịch ra mã máy, chợ khởi động chậm hơn / no compiler to machine code, the market starts slower."
    build "$1"
  fi
}
