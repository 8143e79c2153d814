// The database of a run: SQLite in the run's folder, or the PostgreSQL that run.sh has started.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, statSync } from 'node:fs'

/** `server`: a connection string without a database worth naming, or nothing for SQLite. */
export function database(folder, name, server) {
  const home = `${folder}/${name}`
  mkdirSync(home)
  return server ? postgres(home, name, server) : sqlite(home)
}

function sqlite(home) {
  const file = `${home}/market.db`
  return {
    file,
    env: { DataDirectory: home, Database__Provider: 'Sqlite' },
    ask: sql => execFileSync('sqlite3', ['-readonly', file, sql], { encoding: 'utf8' }).trim(),
    load: sql => execFileSync('sqlite3', ['-bail', file], { input: sql, encoding: 'utf8' }),
    count: table => Number(execFileSync('sqlite3', ['-readonly', file, `select count(*) from ${table}`])),
    megabytes: () => ['', '-wal'].map(end => file + end).filter(existsSync).reduce((sum, path) => sum + statSync(path).size, 0) / 2 ** 20
  }
}

function postgres(home, name, server) {
  const part = key => server.match(new RegExp(`${key}=([^;]+)`, 'i'))[1]
  const psql = database => ['psql', '-h', part('Host'), '-p', part('Port'), '-U', part('Username'), '-v', 'ON_ERROR_STOP=1', '-qAt', '-d', database]
  const said = (database, sql) => execFileSync(psql(database)[0], [...psql(database).slice(1), '-c', sql], { encoding: 'utf8' }).trim()
  const ask = sql => said(`bench_${name}`, sql)
  // Made beforehand, as a hoster does: a market that has to make it logs an error first, about the one that is not there.
  said('postgres', `create database bench_${name}`)
  return {
    env: { DataDirectory: home, Database__Provider: 'Postgres', ConnectionStrings__Market: server.replace(/Database=[^;]*/i, `Database=bench_${name}`) },
    psql: psql(`bench_${name}`),
    ask,
    load: sql => execFileSync('psql', [...psql(`bench_${name}`).slice(1), '-f', '-'], { input: sql, encoding: 'utf8' }),
    count: table => Number(ask(`select count(*) from ${table}`)),
    megabytes: () => Number(ask(`select pg_database_size('bench_${name}')`)) / 2 ** 20
  }
}
