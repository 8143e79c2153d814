// A catalogue of any size that nobody sells: names from our own word lists, real places, the columns of the product import.
// The same size, seed and day give the same bytes. The day matters: most stars must be valid when the market is measured.
import { readFileSync } from 'node:fs'
import { csv, readUnits } from './csv.mjs'
import { seeded } from './random.mjs'

const words = JSON.parse(readFileSync(new URL('words.json', import.meta.url), 'utf8'))
const groups = readTaxonomy()
export const columns = ['name_vi', 'producer_vi', 'producer_kind', 'commune', 'district', 'province', 'group', 'subgroup', 'stars', 'recognised_year',
  'decision_number', 'decision_date', 'sku', 'pack', 'net_content', 'net_unit', 'weight_g', 'price', 'source']

export function catalogue({ size, seed, today }) {
  const random = seeded(seed)
  const places = allPlaces()
  const producers = Array.from({ length: Math.ceil(size / 6) }, () => producer(random, random.of(places)))
  const rows = new Map()
  while (rows.size < size) {
    const row = product(random, random.of(producers), today, rows.size)
    rows.set(key(row), rows.get(key(row)) ?? row)
  }
  const all = [...rows.values()]
  return { names: all.map(row => row.name_vi), products: csv(columns, all), stock: csv(['sku', 'quantity'], all.filter(row => row.quantity > 0)) }
}

/** By these the import finds a product again, besides its old province, so two rows must not share them. */
const key = row => withoutMarks(`${row.name_vi}|${row.producer_vi}`).toLowerCase()

export const withoutMarks = text => text.normalize('NFD').replace(/\p{Mn}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D')

/** Two words that stand together in a product's name, as people type them: each finds at least the product it was taken from. */
export function twoWordQueries(names, { count, seed }) {
  const random = seeded(seed)
  const queries = new Set()
  for (let tries = 0; queries.size < count && tries < count * 20; tries++) {
    const parts = random.of(names).toLowerCase().split(' ')
    const first = random.below(parts.length - 1)
    queries.add(`${parts[first]} ${parts[first + 1]}`)
  }
  return [...queries]
}

/** Products' names with a letter that no Vietnamese word has in the place of one of theirs. */
export function typos({ count, seed }) {
  const random = seeded(seed)
  const all = new Set()
  for (let tries = 0; all.size < count && tries < count * 20; tries++) {
    const parts = random.of(random.of(words.kinds).names).toLowerCase().split(' ')
    const at = parts.findIndex(part => part.length >= 4)
    if (at < 0) continue
    const letter = random.between(1, parts[at].length - 1)
    parts[at] = `${parts[at].slice(0, letter)}w${parts[at].slice(letter + 1)}`
    all.add(parts.join(' '))
  }
  return [...all]
}

/** What the first letters of a name look like while they are typed. */
export function prefixes({ count, seed }) {
  const random = seeded(seed)
  const all = new Set()
  while (all.size < count) {
    const name = random.of(random.of(words.kinds).names).toLowerCase()
    all.add(name.slice(0, random.between(2, Math.min(9, name.length))).trim())
  }
  return [...all]
}

function producer(random, place) {
  const form = random.of(words.producers)
  return { name: `${random.of(form.names)} ${place.commune}`, kind: form.kind, place }
}

function product(random, by, today, number) {
  const kind = random.of(words.kinds)
  const quality = random.of(kind.unit === 'cái' ? words.shapes : words.qualities)
  const net = random.of(kind.net)
  return {
    name_vi: [random.of(kind.names), quality, by.place.commune].filter(Boolean).join(' '),
    producer_vi: by.name, producer_kind: by.kind, ...by.place,
    group: groups.get(kind.set), subgroup: kind.set,
    ...recognition(random, today, number),
    sku: `BENCH-${number + 1}`, pack: kind.pack, net_content: net, net_unit: kind.unit,
    weight_g: kind.unit === 'cái' ? random.between(2, 30) * 100 : Math.ceil(net * 1.15),
    price: random.between(...kind.price) * 1000,
    quantity: random.chance(0.95) ? random.between(200, 2000) : 0,
    source: 'benchmarks: generated'
  }
}

/** One in ten is a speciality without stars; of the others about four fifths are valid for 36 months from a day within the last 44. */
function recognition(random, today, number) {
  if (random.chance(0.1)) return {}
  const decided = new Date(today)
  decided.setUTCDate(decided.getUTCDate() - random.between(1, 44 * 30))
  const day = decided.toISOString().slice(0, 10)
  const stars = random.chance(0.62) ? 3 : random.chance(0.9) ? 4 : 5
  return { stars, recognised_year: day.slice(0, 4), decision_number: `BENCH-${number + 1}`, decision_date: day }
}

/** Half as they were named before July 2025, half as today: both are in use, and the import must know both. */
function allPlaces() {
  const units = name => readUnits(new URL(`../data/units/${name}.csv`, import.meta.url))
  const named = name => new Map(units(name).map(unit => [unit.code, unit.name]))
  const [provinces, legacyProvinces, legacyDistricts] = ['provinces', 'legacy_provinces', 'legacy_districts'].map(named)
  const today = units('communes').map(unit => ({ commune: unit.name, district: '', province: provinces.get(unit.province_code) }))
  const before = units('legacy_communes').map(unit => ({
    commune: unit.name, district: legacyDistricts.get(unit.legacy_district_code) ?? '', province: legacyProvinces.get(unit.legacy_province_code)
  }))
  const random = seeded(34)
  const telling = place => place.province && /^\D+$/u.test(place.commune)
  return [...today, ...Array.from({ length: today.length }, () => random.of(before))].filter(telling)
}

function readTaxonomy() {
  const lines = readFileSync(new URL('../data/taxonomy-148.csv', import.meta.url), 'utf8').trim().split('\n').slice(1)
  const cells = line => [...line.matchAll(/"([^"]*)"|([^,]+)|(?<=,)(?=,)/g)].map(match => match[1] ?? match[2] ?? '')
  return new Map(lines.map(cells).map(([, group, , set]) => [set, group]))
}
