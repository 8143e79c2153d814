// A company's list of recipients, as a spreadsheet saves it: real communes by their names of today, nobody's names and numbers.
import { withoutMarks } from './catalogue.mjs'
import { csv, readUnits } from './csv.mjs'

const columns = ['Họ tên', 'Điện thoại', 'Địa chỉ', 'Xã, phường', 'Tỉnh, thành', 'Ngày giao', 'Lời chúc', 'Số hộp']

/** One thing wrong each, as people get it wrong. */
const mistakes = [
  row => ({ ...row, 'Điện thoại': '0912' }), row => ({ ...row, 'Xã, phường': 'Xã Không Có' }), row => ({ ...row, 'Ngày giao': '31/02/2026' }), row => ({ ...row, 'Số hộp': '0' }), row => ({ ...row, 'Họ tên': '' })
]

/** `wrong` of `count` rows, spread over the whole sheet. `day`: of delivery, as a Date. */
export function recipientSheet({ count, wrong, day }) {
  const places = plainPlaces()
  const written = [day.getUTCDate(), day.getUTCMonth() + 1].map(part => String(part).padStart(2, '0')).join('/') + `/${day.getUTCFullYear()}`
  const every = wrong ? count / wrong : 0
  const rows = Array.from({ length: count }, (_, at) => {
    const place = places[(at * 101) % places.length]
    const row = {
      'Họ tên': `Người nhận thử ${at + 1}`, 'Điện thoại': `09${10_000_000 + at}`, 'Địa chỉ': `${at + 1} đường thử nghiệm`, 'Xã, phường': place.commune, 'Tỉnh, thành': place.province,
      'Ngày giao': written, 'Lời chúc': 'Chúc mừng năm mới', 'Số hộp': 1
    }
    return wrong && at % every === every - 1 ? mistakes[Math.floor(at / every) % mistakes.length](row) : row
  })
  return '\ufeff' + csv(columns, rows)
}

/** Communes whose name says which: no other of their province is called so, today or before July 2025. */
function plainPlaces() {
  const units = name => readUnits(new URL(`../data/units/${name}.csv`, import.meta.url))
  const folded = name => withoutMarks(name).toLowerCase()
  const provinces = new Map(units('provinces').map(unit => [unit.code, unit.name]))
  const communes = units('communes')
  const named = [...communes, ...units('legacy_communes')].map(unit => folded(unit.name))
  const times = new Map()
  for (const name of named) times.set(name, (times.get(name) ?? 0) + 1)
  return communes.filter(unit => times.get(folded(unit.name)) === 1 && /^\D+$/u.test(unit.name)).map(unit => ({ commune: `${unit.type} ${unit.name}`, province: provinces.get(unit.province_code) }))
}
