// Editorial content of any size, which nobody wrote: put by SQL into a market that is stopped. The same number gives the same documents.
import { readFileSync } from 'node:fs'
import { withoutMarks } from './catalogue.mjs'
import { dialects } from './dialects.mjs'

const words = JSON.parse(readFileSync(new URL('words.json', import.meta.url), 'utf8'))
const things = words.kinds.flatMap(kind => kind.names)
export const titleWords = things.map(thing => thing.toLowerCase())
export const revisions = 20

const hex = number => number.toString(16).padStart(12, '0')

/** Ids that tell their number: the tables are filled in the order of time, so one document's revisions lie far apart, as they would after years. */
export const documentId = number => `01900000-0000-7000-8000-${hex(number)}`
export const revisionId = (number, turn) => `01900001-0000-7000-8000-${hex(turn * 1_000_000 + number)}`

/** `size` documents of 20 revisions each. `communeOfOfficer`: some of them are this one's. */
export function documentRows({ size, database, communeOfOfficer }) {
  const { id, ago, key, yes, before, after } = dialects[database]
  const quoted = text => `'${text.replaceAll("'", "''")}'`
  const list = (name, texts) => `create temp table ${name} (i integer primary key, text text, folded text);
insert into ${name} values ${texts.map((text, at) => `(${at}, ${quoted(text)}, ${quoted(withoutMarks(text).toLowerCase())})`).join(',')};`
  const { heads, sentences } = words.documents
  const sentence = number => `(select text from sentences where i = (${number}) % ${sentences.length})`

  // A sentence in five becomes another one from a revision to the next.
  const text = block => [0, 1, 2, 3].map(part => sentence(`n * 5 + ${block * 7 + part * 3} + (turn + ${block + part}) / 5`)).join(` || ' ' || `)
  const block = (place, body) => `'{"type":${body},"id":"${`${place}`.padStart(8, '0')}-0000-0000-0000-000000000000"}'`
  const textBlock = place => block(place, `"text","text":"' || ${text(place)} || '"`)
  const blocks = [
    block(1, '"heading","text":"\' || thing || \' ở \' || place || \'"'), textBlock(2), textBlock(3),
    block(4, `"quote","text":"' || ${sentence('n + turn / 6')} || '","source":"Người làng"`), textBlock(5),
    block(6, '"table","rows":[["Tháng","Sản lượng","Giá"],["Giêng","\' || (n % 90 + 10) || \' kg","\' || (turn * 1000 + 50000) || \'"],["Hai","\' || (n % 70 + 10) || \' kg","60000"]],"hasHeader":true,"caption":"Bảng giá để thử"'), textBlock(7)
  ].join(` || ',' || `)

  return `${before}
begin;
${list('heads', heads)}
${list('things', things)}
${list('sentences', sentences)}
create temp table places as select row_number() over (order by code) - 1 as i, '/' || province_code || '/' as province, '/' || province_code || '/' || code || '/' as path, name, replace(slug, '-', ' ') as folded from communes;
create temp table goods as select row_number() over (order by slug) - 1 as i, ${key('id')} as key from products where is_listed;
create unique index places_i on places (i);
create unique index goods_i on goods (i);

-- Every sixteenth is the English variant of the one before; base is the number that both share. fate decides how far it has come.
create temp table shapes as
with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${size}),
based as (select n, case when n % 16 = 15 then n - 1 else n end as base, case when n % 16 = 15 then 'en' else 'vi' end as language from numbers)
select n, base, language, (base * 37 + n / 20) % 20 as fate, (n * 7919) % 1051200 as minutes,
  case base % 10 when 9 then 'page' when 8 then 'productStory' else 'article' end as type,
  case when base % 10 in (0, 1, 9) then '/' when base % 40 = 6 then '${communeOfOfficer}' when base % 10 in (2, 3, 4) then places.province else places.path end as scope,
  things.text as thing, places.name as place, heads.text || ' ' || things.text || ' ở ' || places.name as title, heads.folded || ' ' || things.folded || ' o ' || places.folded as folded,
  (select key from goods where i = base % (select count(*) from goods)) as good
from based
join heads on heads.i = base % ${heads.length}
join things on things.i = (base + base / 16) * 13 % ${things.length}
join places on places.i = (base * 101) % (select count(*) from places);

insert into documents (id, type, slug, language, scope_path, created_at, updated_at, title, folded_title, latest_revision_id, live_revision_id, published_at, state, approved_revision_id, first_approver,
  scheduled_revision_id, go_live_at, expire_at, scheduled_by, last_failure, last_failure_at, deleted_at, version)
select ${id('01900000', 'n')}, type, replace(folded, ' ', '-') || '-' || base, language, scope, ${ago('minutes + 43200')}, ${ago('minutes')}, title, folded, ${id('01900001', `${revisions * 1_000_000} + n`)},
  case when n % 97 = 0 then null when fate in (0,1,2,3,4,5,6,7,8,9,10,11,19) then ${id('01900001', `${revisions * 1_000_000} + n`)} when fate in (12, 13, 14) then ${id('01900001', `${(revisions - 4) * 1_000_000} + n`)} end,
  case when fate < 15 or fate = 19 then ${ago('minutes + case when fate in (12, 13, 14) then 8640 else 0 end')} end,
  case when fate < 12 or fate in (17, 19) then 'Approved' when fate = 14 then 'Submitted' when fate = 15 and type = 'article' then 'FirstApproved' when fate = 15 then 'Submitted' when fate = 16 then 'Returned' else 'Draft' end,
  case when fate < 12 or fate in (17, 19) then ${id('01900001', `${revisions * 1_000_000} + n`)} when fate in (12, 13, 14) then ${id('01900001', `${(revisions - 4) * 1_000_000} + n`)} end,
  case when fate = 15 and type = 'article' then 'bench' end,
  case when fate = 17 and n % 97 <> 0 then ${id('01900001', `${revisions * 1_000_000} + n`)} end,
  case when fate = 17 and n % 97 <> 0 then ${ago('0 - 1440 - (n * 89) % 86400')} end,
  case when fate = 19 and n % 97 <> 0 then ${ago('0 - 1440 - (n * 89) % 86400')} end,
  case when fate in (17, 19) and n % 97 <> 0 then 'bench' end,
  case when n % 499 = 0 then 'Ảnh bìa không còn trong thư viện.' end, case when n % 499 = 0 then ${ago('60')} end,
  case when n % 97 = 0 then ${ago('minutes')} end, 1
from shapes;

with recursive turns(turn) as (select 1 union all select turn + 1 from turns where turn < ${revisions})
insert into revisions (id, document_id, title, summary, properties, blocks, author, author_name, note, created_at)
select ${id('01900001', 'turn * 1000000 + n')}, ${id('01900000', 'n')}, title, ${sentence('n + turn / 4')}, case when type = 'productStory' then '{"product":"' || good || '","scene":"scene-san-phoi"}' else '{}' end,
  '[' || ${blocks} || ']', 'bench', 'Người viết thử', case when turn % 5 = 0 then 'Sửa câu chữ' end, ${ago('minutes + 43200 - turn * 2160')}
from shapes cross join turns order by turn, n;

insert into document_references (document_id, kind, key, path, is_live, is_latest)
select ${id('01900000', 'n')}, 'product', good, 'Sản phẩm', ${yes}, ${yes} from shapes where type = 'productStory';
commit;
${after('documents, revisions, document_references')}
`
}
