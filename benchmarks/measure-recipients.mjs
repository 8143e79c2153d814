// A company's order by its pages: asked for, offered, accepted, a sheet of a thousand recipients sent as CSV and as XLSX, and the order placed from it.
import { accounts, signIn } from './accounts.mjs'
import { Browser, formsOf, untouched } from './browser.mjs'
import { middle } from './median.mjs'
import { recipientSheet } from './recipients.mjs'

const count = 1000, wrong = 10
const csvFile = 'text/csv', xlsxFile = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** `parts`: SKUs of what is in each box, of which there must be enough on the shelf. */
export async function measureRecipients(market, db, { parts, runs, say }) {
  say(`a company's order for ${count} recipients`)
  const desk = await signIn(market.url, accounts.administrator)
  const faults = []
  const results = []
  // The first one warms up.
  for (let turn = 0; turn <= runs; turn++) results.push(await order(market.url, desk, db, { parts, turn, faults }))
  desk.close()
  const row = (name, what) => ({ name: `${count.toLocaleString('en-US')} recipients of a company: ${name}`, aim: what, value: middle(results.slice(1).map(result => result[what])), digits: 2, unit: 's' })
  return { faults, rows: [row(`sheet as CSV with ${wrong} rows wrong, from the file to the page that names them`, 'csv'), row('the same as XLSX', 'xlsx'), row('order placed from a sheet without a fault', 'placing')] }
}

async function order(origin, desk, db, { parts, turn, faults }) {
  const company = new Browser(origin)
  const page = await asked(company, db, turn)
  await offered(desk, db, parts)
  must(await pressed(company, page, 'accept'), 302, 'accepting the offer')

  const day = new Date(Date.now() + 20 * 86_400_000)
  const sent = (content, type, name) => timed(async () => {
    const answer = await company.upload(`${page}/nguoi-nhan`, [['act', 'send']], { field: 'file', name, type, content })
    return { answer, shown: await company.follow(answer) }
  })
  const told = (name, { answer, shown }, rows) => {
    if (answer.status !== 302 || shown.status !== 200 || !shown.text.includes(`${count} dòng, ${rows} dòng cần sửa`)) faults.push(`${name}: ${answer.status}, ${shown.status} ${shown.text.match(/role="(?:status|alert)"[\s\S]{0,300}/)?.[0]}`)
  }
  const asCsv = await sent(recipientSheet({ count, wrong, day }), csvFile, 'nguoi-nhan.csv')
  told('recipients as CSV', asCsv.result, wrong)
  // What the market gives back of it, with its mistakes, is the same sheet in a workbook.
  const workbook = await company.get(`${page}/nguoi-nhan.xlsx`)
  const asXlsx = await sent(workbook.body, xlsxFile, 'nguoi-nhan.xlsx')
  told('recipients as XLSX', asXlsx.result, wrong)
  told('recipients without a fault', (await sent(recipientSheet({ count, wrong: 0, day }), csvFile, 'nguoi-nhan.csv')).result, 0)

  const before = db.count('orders')
  const placing = await timed(() => pressed(company, page, 'place'))
  must(placing.result, 302, 'placing the order')
  if (db.count('orders') - before !== count) faults.push(`recipients: ${db.count('orders') - before} parcels were written, not ${count}`)
  company.close()
  return { csv: asCsv.seconds, xlsx: asXlsx.seconds, placing: placing.seconds - placing.result.reading }
}

/** The page of its quote, whose address only the mail to the company tells. */
async function asked(company, db, turn) {
  const form = formsOf((await company.get('/bao-gia/moi')).text).find(form => form.fields.some(field => field.name === 'company'))
  const wish = { company: `Công ty thử nghiệm ${turn + 1}`, taxCode: '1000000001', contact: 'Người hỏi thử', phone: `0912 000 00${turn}`, email: `cong-ty-${turn}@example.invalid`, boxes: String(count), wishDay: isoDay(60), goods: 'Hộp quà để thử, hai món' }
  must(await company.post(form.action, [...untouched(form).filter(([name]) => !(name in wish)), ...Object.entries(wish)]), 302, 'asking for a quote')
  const mail = db.ask("select text from outbox_messages where dedupe_key like 'quote:%:asked' order by id desc limit 1")
  return mail.match(/\/bao-gia\/[\w-]{20,}/)[0]
}

async function offered(desk, db, parts) {
  const path = `/quan-tri/bao-gia/${db.ask('select id from quotes order by created_at desc limit 1').toLowerCase()}`
  const form = formsOf((await desk.get(path)).text).find(form => form.buttons.some(button => button.value === 'offer'))
  const said = { title: 'Hộp quà để thử', price: '500000', packerAgreed: 'true', delivery: '30000', validUntil: isoDay(30), lastDay: isoDay(60), terms: 'FullBefore' }
  const kept = untouched(form).filter(([name]) => !(name in said) && !['part', 'pieces'].includes(name))
  must(await desk.post(form.action ?? path, [...kept, ...Object.entries(said), ...parts.flatMap(sku => [['part', sku], ['pieces', '1']]), ['act', 'offer']]), 302, 'offering')
}

/** A button of the company's page; `reading`: the seconds for which that page was waited for. */
async function pressed(company, page, act) {
  const { result, seconds } = await timed(() => company.get(page))
  const form = formsOf(result.text).find(form => form.buttons.some(button => button.value === act))
  if (!form) throw new Error(`${page.slice(0, 20)}… has no button ${act}: ${result.status}`)
  // A box with wine in it asks for the buyer's age.
  const adult = form.fields.some(field => field.name === 'isAdult') ? [['isAdult', 'true']] : []
  return { ...(await company.post(form.action, [...untouched(form), ...adult, ['act', act]])), reading: seconds }
}

async function timed(act) {
  const began = performance.now()
  const result = await act()
  return { result, seconds: (performance.now() - began) / 1000 }
}

function must(answer, status, what) {
  if (answer.status !== status) throw new Error(`A company's order, ${what}: ${answer.status} ${answer.text.match(/role="alert"[\s\S]{0,400}/)?.[0] ?? ''}`)
}

const isoDay = ahead => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10)
