import { readFileSync } from 'node:fs'

const cell = value => (/[",;\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value))

export const csv = (columns, rows) => [columns, ...rows.map(row => columns.map(column => row[column] ?? ''))].map(cells => cells.map(cell).join(',')).join('\n') + '\n'

/** Reads the unit files, whose cells hold no quotes. */
export function readUnits(file) {
  const [head, ...lines] = readFileSync(file, 'utf8').trim().split('\n')
  const columns = head.split(',')
  return lines.map(line => Object.fromEntries(line.split(',').map((value, at) => [columns[at], value])))
}
