// The whole measurement, in order: fresh demo, import and beside it a bare insert, cold start, feeds, pages, cart, orders, memory, the desk, orders of a year and a company's. Called by run.sh, which has built.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { bareInsert } from './bare-insert.mjs'
import { catalogue, prefixes, twoWordQueries, typos } from './catalogue.mjs'
import { database } from './database.mjs'
import { deskToMeasure } from './desk.mjs'
import { documentRows, revisions } from './documents.mjs'
import { machine } from './machine.mjs'
import { measureFeeds } from './measure-feeds.mjs'
import { measureOrders } from './measure-orders.mjs'
import { measurePage } from './measure-page.mjs'
import { measureRecipients } from './measure-recipients.mjs'
import { oldOrderRows, unbalanced } from './old-orders.mjs'
import { largeProducer, orderPagesToMeasure } from './order-pages.mjs'
import { complaintsIn, memory, run, serve, stop, stopAll } from './processes.mjs'
import { report } from './report.mjs'
import { judged } from './targets.mjs'
import { pagesToMeasure, visit } from './visits.mjs'
import { middle } from './median.mjs'

const { values: given } = parseArgs({ options: {
  products: { type: 'string', default: '10000' }, documents: { type: 'string', default: '0' }, orders: { type: 'string', default: '0' }, quick: { type: 'boolean', default: false }, postgres: { type: 'boolean', default: false }, only: { type: 'string', default: '' }, seconds: { type: 'string', default: '5' }
} })
const seed = 2026
/** Of the generated goods, what lies in a company's gift box. */
const parts = ['BENCH-1', 'BENCH-2']
const settings = { products: Number(given.products), documents: Number(given.documents), orders: Number(given.orders), seconds: given.quick ? 2 : Number(given.seconds), runs: given.quick ? 1 : 3, database: given.postgres ? 'PostgreSQL' : 'SQLite' }
const isWanted = name => given.only.toLowerCase().split(',').some(word => name.toLowerCase().includes(word.trim()))

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const market = [`${root}/src/Ocop.Market.Web/bin/Release/net10.0/Ocop.Market.Web.dll`]
const content = ['--contentRoot', `${root}/src/Ocop.Market.Web`]
const folder = mkdtempSync(`${tmpdir()}/ocop-bench-`)
const log = `${folder}/market.log`
const server = given.postgres ? process.env.OCOP_TEST_POSTGRES : undefined

// As it ships, log and all, but for the rate limits: one address sends here what a whole country would. They still count.
const boundless = ['Network', 'SearchSuggest', 'CartActs', 'CheckoutActs', 'Tracking'].map(limit => [`RateLimits__${limit}__Permits`, '2000000000'])
const production = { ASPNETCORE_ENVIRONMENT: 'Production', ...Object.fromEntries(boundless) }

const say = words => process.stderr.write(`${words}\n`)
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stopAll().finally(() => { clear(); process.exit(130) }))
const clear = () => rmSync(folder, { recursive: true, force: true })

try {
  process.exitCode = (await measure()) ? 0 : 1
} finally {
  await stopAll()
  clear()
}

async function measure() {
  const about = machine()
  if (about.load > 0.5) say(`This machine is busy (load ${about.load}): the figures will be worse than they could be.`)

  const demo = await timesOf('a fresh demo market', async name => serve([...market, ...content], { log, env: { ...production, ...database(folder, name, server).env, Site__Demo: 'true' } }))

  say(`Importing ${settings.products} products…`)
  const db = database(folder, 'market', server)
  const env = { ...production, ...db.env, Site__Demo: 'false' }
  const { names, products, stock } = catalogue({ size: settings.products, seed, today: new Date().toISOString().slice(0, 10) })
  const command = async (text, words, into = db) => {
    const file = `${folder}/list.csv`
    writeFileSync(file, text)
    return run('dotnet', [...market, ...words, file], { env: { ...env, ...into.env }, log, patience: 600 })
  }
  const importing = await command(products, ['import', 'products'])
  const empty = database(folder, 'bare', server)
  await command(products.slice(0, products.indexOf('\n') + 1), ['import', 'products'], empty)
  const bare = bareInsert(db, empty, folder)
  const stocking = await command(stock, ['stock', 'receive'])
  if (db.count('products') !== settings.products) throw new Error(`${db.count('products')} products in the database, not ${settings.products}`)

  const start = await timesOf('a start with all products', () => serve([...market, ...content], { log, env }))
  const live = await serve([...market, ...content], { log, env })
  const idle = memory(live).resident

  const feeds = isWanted('feeds') ? await measureFeeds(live, db) : { rows: [], faults: [] }
  feeds.faults.push(...complaintsIn(log, 'feeds'))

  const site = await visit(live.url)
  const queries = twoWordQueries(names, { count: 6000, seed })
  const pages = []
  for (const page of pagesToMeasure(site, { queries, typos: typos({ count: 200, seed }), prefixes: prefixes({ count: 200, seed }) })) {
    if (!isWanted(page.name)) continue
    say(page.name)
    const row = await measurePage(live, page, { ...settings, folder, db })
    pages.push({ ...row, faults: [...row.faults, ...complaintsIn(log, page.name)] })
  }
  const orders = isWanted('orders') ? await measureOrders(live, site.cartForms, db, { ...settings, say }) : { rows: [], faults: [] }

  orders.faults.push(...complaintsIn(log, 'orders'))
  const after = memory(live)
  await stop(live)
  const desk = settings.documents ? await measureDesk() : { pages: [] }
  const past = settings.orders ? await measureBesideOldOrders(command, { products, stock }) : { pages: [], orders: [], faults: [] }
  const whole = [
    { name: 'fresh demo: empty folder to first page, 625 products loaded', value: demo, digits: 2, unit: 's' },
    { name: 'import of the generated products by command', value: importing, digits: 1, unit: 's' },
    { name: 'a bare bulk insert of the rows it wrote', value: bare, digits: 1, unit: 's' },
    { name: 'the import takes longer by', value: importing / bare, digits: 1, unit: 'times' },
    { name: 'receipt of their stock by command', value: stocking, digits: 1, unit: 's' },
    { name: 'start to first page', value: start, digits: 2, unit: 's' },
    { name: 'resident memory before the load', value: idle, digits: 0, unit: 'MB' },
    { name: 'resident memory after the load', value: after.resident, digits: 0, unit: 'MB' },
    { name: 'highest resident memory', value: after.highest, digits: 0, unit: 'MB' },
    { name: 'database', value: db.megabytes(), digits: 0, unit: 'MB' },
    ...feeds.rows,
    ...(desk.whole ?? []),
    ...(past.whole ?? [])
  ]
  const faults = [...[...pages, ...desk.pages, ...past.pages].flatMap(page => page.faults), ...orders.faults, ...feeds.faults, ...past.faults]
  const result = report({ about, settings, pages, desk: desk.pages, past: past.pages, orders: [...orders.rows, ...past.orders], whole, targets: judged({ pages, desk: desk.pages, past: past.pages, orders: [...orders.rows, ...past.orders], whole, isSqlite: !given.postgres, start, resident: after.resident, demo, importing: settings.products < 100_000 ? {} : { seconds: importing, times: importing / bare } }), faults })
  mkdirSync(`${root}/benchmarks/results`, { recursive: true })
  writeFileSync(`${root}/benchmarks/results/latest.md`, result)
  process.stdout.write(`\n${result}\n`)
  return faults.length === 0
}

/** A demo market of its own, because its accounts may sign in; the content is put in while it stands still. */
async function measureDesk() {
  const db = database(folder, 'desk', server)
  const env = { ...production, ...db.env, Site__Demo: 'true' }
  await stop(await serve([...market, ...content], { log, env }))
  say(`Writing ${settings.documents} documents with ${revisions} revisions each…`)
  const communeOfOfficer = db.ask("select scope_path from grants where role = 'Officer' order by length(scope_path) desc limit 1")
  const shipped = db.count('revisions')
  db.load(documentRows({ size: settings.documents, database: settings.database, communeOfOfficer }))
  if (db.count('revisions') - shipped !== settings.documents * revisions) throw new Error(`${db.count('revisions') - shipped} revisions were written`)

  const live = await serve([...market, ...content], { log, env })
  const pages = []
  for (const page of await deskToMeasure(live.url, { documents: settings.documents, seed })) {
    if (!isWanted('the desk') && !isWanted(page.name)) continue
    say(`the desk: ${page.name}`)
    const row = await measurePage(live, page, { ...settings, folder, db })
    pages.push({ ...row, faults: [...row.faults, ...complaintsIn(log, page.name)] })
  }
  const { resident } = memory(live)
  await stop(live)
  return { pages, whole: [{ name: 'with all documents: resident memory after the load', value: resident, digits: 0, unit: 'MB' }, { name: 'with all documents: database', value: db.megabytes(), digits: 0, unit: 'MB' }] }
}

/**
 * A demo market of its own, for the same reason, with the generated products too. Measured beside a hundredth of the orders first: what a page costs
 * without a past is what its time beside all of them is held against.
 */
async function measureBesideOldOrders(command, { products, stock }) {
  const db = database(folder, 'orders', server)
  const into = { ...db, env: { ...db.env, Site__Demo: 'true' } }
  const env = { ...production, ...into.env }
  await stop(await serve([...market, ...content], { log, env }))
  await command(products, ['import', 'products'], into)
  await command(stock, ['stock', 'receive'], into)
  await command(`sku,quantity\n${parts.map(sku => `${sku},100000\n`).join('')}`, ['stock', 'receive'], into)

  const few = 5 * Math.ceil(settings.orders / 500)
  const large = largeProducer(db)
  const faults = []
  const filled = (from, to) => {
    say(`Writing ${to - from + 1} orders of past months…`)
    const before = db.count('orders')
    const began = performance.now()
    db.load(oldOrderRows({ from, to, database: settings.database, large }))
    if (db.count('orders') - before !== to - from + 1 || db.ask(unbalanced) !== '0') throw new Error(`${db.count('orders') - before} orders were written, and the ledger is wrong by ${db.ask(unbalanced)} đồng`)
    return (performance.now() - began) / 1000
  }
  const measured = async live => {
    const pages = []
    for (const page of await orderPagesToMeasure(live.url, db, { seed })) {
      if (!isWanted('old orders') && !isWanted(page.name)) continue
      say(`beside ${db.count('orders')} orders: ${page.name}`)
      const row = await measurePage(live, page, { ...settings, folder, db })
      pages.push({ ...row, faults: [...row.faults, ...complaintsIn(log, page.name)] })
    }
    return pages
  }

  filled(1, few)
  const before = await serve([...market, ...content], { log, env })
  const alone = await measured(before)
  await stop(before)
  const filling = filled(few + 1, settings.orders)

  const live = await serve([...market, ...content], { log, env })
  const pages = await measured(live)
  const placed = isWanted('old orders') || isWanted('orders') ? await measureOrders(live, (await visit(live.url)).cartForms, db, { ...settings, say }) : { rows: [], faults: [] }
  faults.push(...placed.faults, ...complaintsIn(log, 'orders beside old ones'))
  const company = isWanted('recipients') ? await measureRecipients(live, db, { ...settings, parts, say }).catch(failure => ({ rows: [], faults: [failure.message] })) : { rows: [], faults: [] }
  faults.push(...company.faults, ...complaintsIn(log, 'recipients'))
  const { resident } = memory(live)
  await stop(live)
  return {
    faults, pages: pages.map((page, at) => ({ ...page, faults: [...alone[at].faults, ...page.faults], alone: alone[at].p50 })),
    orders: placed.rows.map(row => ({ ...row, name: `${row.name}, beside old orders`, aim: row.aim && 'press beside old orders' })),
    whole: [
      ...company.rows,
      { name: 'old orders put by SQL', value: filling, digits: 1, unit: 's' },
      { name: 'with old orders: resident memory after the load', value: resident, digits: 0, unit: 'MB' },
      { name: 'with old orders: database', value: db.megabytes(), digits: 0, unit: 'MB' }
    ]
  }
}

/** The median time to the first page of a server that is started, and ended, three times. */
async function timesOf(what, starting) {
  say(`Starting ${what}…`)
  const seconds = []
  for (let turn = 1; turn <= settings.runs; turn++) {
    const started = await starting(`demo${turn}`)
    seconds.push(started.seconds)
    await stop(started)
  }
  return middle(seconds)
}
