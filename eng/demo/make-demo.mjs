// Makes data/demo/products.csv, data/units/*.csv and data/taxonomy-148.csv from a folder with the collected CSV files:
//     node eng/demo/make-demo.mjs <folder-with-source-csv>
// Household producers bear a person's name. Those names are replaced here, before anything is written, so that none
// of them ever enters the repository; which names were read and what became of them is in reviewed-names.csv, by hash.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const data = join(here, '..', '..', 'data');
const source = process.argv[2];
if (!source) fail('usage: node eng/demo/make-demo.mjs <folder-with-source-csv>');

const household = 'Hộ kinh doanh';
// Kinds that may hide a person behind a trade name: each of their producers must have been read.
const kindsToReview = new Set(['Cơ sở sản xuất', 'Trang trại', '']);

const units = {
  provinces: readCsv('provinces.csv'),
  communes: readCsv('communes.csv'),
  legacyProvinces: readCsv('legacy_provinces.csv'),
  legacyDistricts: readCsv('legacy_districts.csv'),
  legacyCommunes: readCsv('legacy_communes.csv'),
};
const original = readCsv('products.csv');
const review = readReview();
const products = withoutPersonalNames(original).map(row => ({ ...row, source: inVietnamese(row.source) }));
check(original, products);

writeCsv('demo/products.csv', original.columns, products);
writeCsv('units/provinces.csv', [...units.provinces.columns, 'region'], withRegion(units.provinces));
writeCsv('units/communes.csv', [...units.communes.columns, 'remote'], withRemote(units.communes));
writeCsv('units/legacy_provinces.csv', units.legacyProvinces.columns, units.legacyProvinces);
writeCsv('units/legacy_districts.csv', units.legacyDistricts.columns, units.legacyDistricts);
writeCsv('units/legacy_communes.csv', units.legacyCommunes.columns, units.legacyCommunes);
writeCsv('taxonomy-148.csv', ['set_no', 'group', 'subgroup', 'product_set'], readCsv('taxonomy-148.csv'));

// --- names -----------------------------------------------------------------------------------------------------

function readReview() {
  const rows = parseCsv(readFileSync(join(here, 'reviewed-names.csv'), 'utf8'));
  const byKind = kind => new Map(rows.filter(row => row.kind === kind).map(row => [row.original_hash, row]));
  return { products: byKind('product'), producers: byKind('producer'), whole: rows.find(row => row.kind === 'whole') };
}

function withoutPersonalNames(rows) {
  const replacements = producerReplacements(rows);
  return rows.map(row => ({
    ...row,
    name_vi: review.products.get(hash(row.name_vi))?.replacement || row.name_vi,
    producer_vi: replacements.get(producerKey(row)) ?? row.producer_vi,
  }));
}

// One replacement per distinct producer, numbered in the order of the source so that a second run gives the same.
function producerReplacements(rows) {
  const replacements = new Map();
  const taken = new Map();
  for (const row of rows) {
    const pattern = replacementPattern(row);
    if (!pattern || replacements.has(producerKey(row))) continue;
    const name = pattern.replace('{place}', placeOf(row));
    const number = (taken.get(name) ?? 0) + 1;
    taken.set(name, number);
    replacements.set(producerKey(row), number === 1 ? name : `${name} (${number})`);
  }
  return replacements;
}

function replacementPattern(row) {
  if (!row.producer_vi) return '';
  if (row.producer_kind === household) return `${household} tại {place}`;
  return review.producers.get(hash(row.producer_vi))?.replacement ?? '';
}

function producerKey(row) {
  return `${fold(row.producer_vi)}|${fold(row.province)}`;
}

// --- remarks on sources ------------------------------------------------------------------------------------------

// The lists were collected with remarks in English; the product page shows them to readers of Vietnamese.
function inVietnamese(remark) {
  return [
    [/^mirror copy \(garbled accents repaired\):/, 'bản chép lại, dấu tiếng Việt đã sửa:'],
    [/^mirror copy:/, 'bản chép lại:'],
    [/\(page (\d+), /, '(trang $1, '],
    [/\(names? re-translated from English\)$/, '(tên dịch lại từ tiếng Anh)'],
    [/\(names? re-translated from French\)$/, '(tên dịch lại từ tiếng Pháp)'],
    [/\((.+) (\d+) OCOP products (\d{4})\)$/, '($1, $2 sản phẩm OCOP năm $3)'],
    [/\((\d{4})-(\d\d)-(\d\d), (\d+) OCOP products\)$/, '($3/$2/$1, $4 sản phẩm OCOP)'],
    [/ resources\/views \(dossier list, status "ranked"\)$/, ' resources/views (danh sách hồ sơ, trạng thái “đã xếp hạng”)'],
    [/^seed (\S+\.txt)$/, 'tệp văn bản $1'],
  ].reduce((text, [english, vietnamese]) => text.replace(english, vietnamese), remark);
}

// What is left of a remark beside addresses and files must be Vietnamese.
function remarksInEnglish(rows) {
  return rows
    .filter(row => wordsOf(row.source).some(word => /^(a|and|copy|from|in|list|mirror|names?|of|pages?|products?|seed|status|the)$/i.test(word)))
    .map(row => `a remark in English in line ${row.line}: ${row.source}`);
}

function wordsOf(remark) {
  return remark.split(/\s+/).filter(part => !/[./_]/.test(part)).flatMap(part => part.match(/\p{L}+/gu) ?? []);
}

// --- places ----------------------------------------------------------------------------------------------------

function placeOf(row) {
  const province = units.legacyProvinces.find(unit => fold(unit.name) === fold(row.province))
    ?? fail(`unknown province ${row.province}`);
  const name = row.commune ? communeName(row, province) : row.district ? districtName(row, province) : '';
  const whole = `${lowerFirst(province.type)} ${row.province}`;
  return name ? `${name}, ${whole}` : whole;
}

function communeName(row, province) {
  if (hasUnitWord(row.commune)) return lowerFirst(row.commune);
  if (!row.district) return withType(row.commune, units.communes, unit => unit.province_code === province.new_code);
  const district = findDistrict(row, province);
  return withType(row.commune, units.legacyCommunes, unit => unit.legacy_district_code === district?.code);
}

function districtName(row, province) {
  return hasUnitWord(row.district)
    ? lowerFirst(row.district)
    : `${lowerFirst(findDistrict(row, province)?.type ?? 'Huyện')} ${row.district}`;
}

function findDistrict(row, province) {
  const wanted = fold(row.district).replace(/^(thanh pho|thi xa|huyen|quan) /, '');
  return units.legacyDistricts.find(unit => unit.legacy_province_code === province.code && fold(unit.name) === wanted);
}

function withType(name, candidates, isNear) {
  const unit = candidates.find(candidate => isNear(candidate) && fold(candidate.name) === fold(name));
  // A unit merged away before the lists were made is not in them; xã and huyện are what the sources leave out.
  return `${lowerFirst(unit?.type ?? 'Xã')} ${name}`;
}

function hasUnitWord(name) {
  return /^(xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố) /i.test(name);
}

// --- units -----------------------------------------------------------------------------------------------------

// The usual three-part cut for delivery zones, as data: carriers draw their own lines, and no law does.
function withRegion(provinces) {
  const centre = new Set(['38', '40', '42', '44', '46', '48', '51', '52', '56', '66', '68']);
  const regionOf = code => centre.has(code) ? 'centre' : Number(code) < 38 ? 'north' : 'south';
  return provinces.map(province => ({ ...province, region: regionOf(province.code) }));
}

// Only the special zones (all of them islands) are marked: the unit files hold no height above sea level.
function withRemote(communes) {
  return communes.map(commune => ({ ...commune, remote: commune.type === 'Đặc khu' ? '1' : '0' }));
}

// --- checks ----------------------------------------------------------------------------------------------------

function check(before, after) {
  const problems = [
    ...unreadNames(before),
    ...keptHouseholds(before, after),
    ...leaks(before, after),
    ...sameKeys(after),
    ...remarksInEnglish(after),
    ...idleReviews(before),
  ];
  if (after.length !== before.length) problems.push(`${before.length} rows in, ${after.length} rows out`);
  if (problems.length > 0) fail(`nothing written:\n${problems.join('\n')}`);
  summarise(before, after);
}

// The review holds for the exact list of names that was read; any new or changed name needs a person's eye first.
function unreadNames(rows) {
  const names = [...new Set(rows.flatMap(row => [row.name_vi, row.producer_vi]).map(fold))].sort();
  const found = hash(names.join('\n'));
  const unread = rows
    .filter(row => row.producer_vi && kindsToReview.has(row.producer_kind))
    .filter(row => !review.producers.has(hash(row.producer_vi)))
    .map(row => `producer not in reviewed-names.csv: line ${row.line}`);
  return review.whole?.original_hash === found
    ? unread
    : [`names changed since the review: read them, then set the hash of "whole" to ${found}`, ...unread];
}

function keptHouseholds(before, after) {
  return before
    .filter((row, i) => row.producer_kind === household && fold(after[i].producer_vi).includes(nameTail(row)))
    .map(row => `household keeps its name: line ${row.line}`);
}

function leaks(before, after) {
  const hidden = new Set(before.filter((row, i) => row.producer_vi !== after[i].producer_vi).map(nameTail));
  return after.filter((row, i) => !isKept(before[i])).flatMap(row => [...hidden]
    .filter(tail => ` ${fold(row.name_vi)} | ${fold(row.producer_vi)} `.includes(` ${tail} `))
    .map(() => `a replaced name is still in line ${row.line}`));
}

function isKept(row) {
  return review.products.get(hash(row.name_vi))?.replacement === '';
}

// In Vietnamese the name that tells people apart stands last.
function nameTail(row) {
  return fold(row.producer_vi).split(' ').slice(-2).join(' ');
}

// The importer's natural key; two rows with one key would become one product.
function sameKeys(rows) {
  const seen = new Map();
  const problems = [];
  for (const row of rows) {
    const key = [row.name_vi, row.producer_vi, row.province].map(fold).join('|');
    if (seen.has(key)) problems.push(`lines ${seen.get(key)} and ${row.line} have one key: ${key}`);
    seen.set(key, row.line);
  }
  return problems;
}

function idleReviews(rows) {
  const names = new Set(rows.flatMap(row => [hash(row.name_vi), hash(row.producer_vi)]));
  return [...review.products.keys(), ...review.producers.keys()]
    .filter(reviewed => !names.has(reviewed))
    .map(reviewed => `reviewed-names.csv has a hash without a name: ${reviewed}`);
}

function summarise(before, after) {
  const count = predicate => after.filter(predicate).length;
  const replaced = kind => new Set(before
    .filter((row, i) => row.producer_vi !== after[i].producer_vi && row.producer_kind === kind)
    .map(producerKey)).size;
  console.log(`rows                      ${after.length}`);
  console.log(`households replaced       ${replaced(household)}`);
  console.log(`establishments replaced   ${replaced('Cơ sở sản xuất')}`);
  console.log(`other producers replaced  ${replaced('Trang trại') + replaced('Doanh nghiệp') + replaced('')}`);
  console.log(`product names replaced    ${count((row, i) => row.name_vi !== before[i].name_vi)}`);
  console.log(`rows without producer     ${count(row => !row.producer_vi)}`);
  console.log(`rows without product set  ${count(row => !row.subgroup)}`);
}

// --- CSV -------------------------------------------------------------------------------------------------------

function readCsv(name) {
  return parseCsv(readFileSync(join(source, name), 'utf8'));
}

function parseCsv(text) {
  const [columns, ...lines] = splitCsv(text.replace(/^\uFEFF/, '').normalize('NFC'));
  const rows = lines.map((cells, i) => {
    if (cells.length !== columns.length) fail(`record ${i + 2} has ${cells.length} cells, not ${columns.length}`);
    return Object.fromEntries([...columns.map((column, c) => [column, cells[c].trim()]), ['line', i + 2]]);
  });
  rows.columns = columns;
  return rows;
}

function splitCsv(text) {
  const records = [];
  let record = [];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    record.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    if (record.length > 1 || record[0] !== '') records.push(record);
    record = [];
  }
  return records;
}

function writeCsv(name, columns, rows) {
  const quote = cell => /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const lines = [columns, ...rows.map(row => columns.map(column => row[column]))].map(cells => cells.map(quote).join(','));
  const file = join(data, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, lines.join('\n') + '\n');
}

// --- words -----------------------------------------------------------------------------------------------------

function fold(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(/\s+/g, ' ').trim();
}

function hash(text) {
  return createHash('sha256').update(fold(text)).digest('hex');
}

function lowerFirst(text) {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
