// The least that an import can cost: the rows that it wrote, put once more into an empty market by the database's own tool. Same schema, same
// indexes, same full text, one transaction; nothing is read, checked or compared.
import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, openSync, writeFileSync } from 'node:fs'

/** What an import writes, in an order that their keys allow. */
const tables = ['producers', 'products', 'variants', 'recognition_decisions', 'certifications', 'search_rows', 'changes', 'audit_entries']
const largest = { maxBuffer: 2 ** 31, encoding: 'utf8' }

/** Seconds for the rows of the market `from` into the market `to`, which has none. */
export function bareInsert(from, to, folder) {
  const file = `${folder}/rows.sql`
  writeFileSync(file, '')
  const loading = from.file ? sqlite(from, to, file) : postgres(from, to, folder, file)
  const began = performance.now()
  const input = openSync(file)
  const { status, stderr } = spawnSync(loading[0], loading.slice(1), { stdio: [input, 'ignore', 'pipe'], encoding: 'utf8' })
  closeSync(input)
  const seconds = (performance.now() - began) / 1000
  if (status !== 0) throw new Error(`The bare insert failed: ${stderr}`)
  for (const table of tables)
    if (from.count(table) !== to.count(table)) throw new Error(`The bare insert left ${to.count(table)} ${table}, not ${from.count(table)}`)
  return seconds
}

/** Five hundred rows for each statement; as the market sets its connection up, with the cache that an import has. */
function sqlite(from, to, file) {
  const add = text => writeFileSync(file, text, { flag: 'a' })
  add('pragma synchronous = full; pragma foreign_keys = on; pragma cache_size = -64000; begin immediate;\n')
  for (const table of tables) {
    add(`delete from ${table};\n`)
    const rows = execFileSync('sqlite3', ['-readonly', '-cmd', '.mode quote', from.file, `select * from ${table}`], largest).split('\n').filter(Boolean)
    for (let at = 0; at < rows.length; at += 500) add(`insert into ${table} values ${rows.slice(at, at + 500).map(row => `(${row})`).join(',')};\n`)
  }
  add('commit;\n')
  return ['sqlite3', '-bail', to.file]
}

function postgres(from, to, folder, file) {
  const script = ['begin;']
  for (const table of tables) {
    const columns = from.ask(`select string_agg(column_name, ', ') from information_schema.columns where table_schema = 'public' and table_name = '${table}' and is_generated = 'NEVER'`)
    from.ask(`\\copy ${table} (${columns}) to '${folder}/${table}.copy'`)
    script.push(`delete from ${table};`, `\\copy ${table} (${columns}) from '${folder}/${table}.copy'`)
  }
  writeFileSync(file, [...script, 'commit;', ''].join('\n'))
  return to.psql
}
