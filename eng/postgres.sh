# Starts a throw-away PostgreSQL for the tests on loopback and names it in OCOP_TEST_POSTGRES. Sourced by test.sh.
# PostgreSQL refuses to run as root, so there it runs as its own user. fsync is off: this server's data is never kept. Nothing is vacuumed: no database lives for long,
# and a catalogue that is vacuumed makes the next connection write a file, for which a full disk has no room.
# TEST_POSTGRES_OPTIONS (benchmarks): server options instead of the hasty ones.

start_test_postgres() {
  local bin home port
  bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
  [ -n "$bin" ] || { echo "PostgreSQL is not installed." >&2; return 1; }
  home=$(mktemp -d "${TMPDIR:-/tmp}/ocop-postgres-XXXXXX")
  port=$(node -e 'const s=require("net").createServer();s.listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
  POSTGRES_AS=()
  if [ "$(id -u)" = 0 ]; then chown postgres "$home"; POSTGRES_AS=(runuser -u postgres --); fi
  "${POSTGRES_AS[@]}" "$bin/initdb" -D "$home/data" -U ocop -A trust -E UTF8 --locale=C.UTF-8 >"$home.log" 2>&1 || { cat "$home.log" >&2; return 1; }
  "${POSTGRES_AS[@]}" "$bin/pg_ctl" -D "$home/data" -l "$home/server.log" -w -o "-p $port -h 127.0.0.1 -k $home -c max_connections=300 ${TEST_POSTGRES_OPTIONS:--c fsync=off -c full_page_writes=off -c autovacuum=off}" start >>"$home.log" 2>&1 \
    || { cat "$home.log" "$home/server.log" >&2; return 1; }
  TEST_POSTGRES_HOME=$home TEST_POSTGRES_BIN=$bin
  export OCOP_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=ocop;Database=postgres"
}

stop_test_postgres() {
  [ -n "${TEST_POSTGRES_HOME:-}" ] || return 0
  "${POSTGRES_AS[@]}" "$TEST_POSTGRES_BIN/pg_ctl" -D "$TEST_POSTGRES_HOME/data" -m immediate stop >/dev/null 2>&1
  rm -rf "$TEST_POSTGRES_HOME" "$TEST_POSTGRES_HOME.log"
}
