// Four pages of the demo market in Chromium: Lighthouse's scores on its simulated slow 4G, and the same pages over a line that really is held back.
// Called by lighthouse.sh, which has built.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'
import * as constants from 'lighthouse/core/config/constants.js'
import { get } from '../http.mjs'
import { machine } from '../machine.mjs'
import { middle } from '../median.mjs'
import { complaintsIn, serve, stop, stopAll } from '../processes.mjs'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const market = [`${root}/src/Ocop.Market.Web/bin/Release/net10.0/Ocop.Market.Web.dll`, '--contentRoot', `${root}/src/Ocop.Market.Web`]
const runs = process.argv.includes('--quick') ? 1 : 3
const folder = mkdtempSync(`${tmpdir()}/ocop-lighthouse-`)
const log = `${folder}/market.log`
const say = words => process.stderr.write(`${words}\n`)

const categories = { performance: 98, accessibility: 100, 'best-practices': 100, seo: 100 }
// No sandbox: this may run as root in a container. The rest keeps the browser from calling home.
const switches = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1']

/** Lighthouse's own slow 4G. Simulated, it is computed from a load at full speed; applied, each request waits and the bytes trickle. */
const lines = {
  simulated: { throttlingMethod: 'simulate' },
  applied: { throttlingMethod: 'devtools', throttling: { ...constants.throttling.mobileSlow4G, cpuSlowdownMultiplier: 1 }, onlyCategories: ['performance'] },
  'slow phone': { throttlingMethod: 'devtools', throttling: constants.throttling.mobileSlow4G, onlyCategories: ['performance'] }
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stopAll().finally(() => { clear(); process.exit(130) }))
const clear = () => rmSync(folder, { recursive: true, force: true })

try {
  await measure()
} finally {
  await stopAll()
  clear()
}

async function measure() {
  const about = machine()
  const live = await openMarket()
  const pages = await pagesOf(live.url)
  const rows = []
  for (const page of pages) rows.push({ ...page, simulated: await timesOf(page, 'simulated', runs), applied: await timesOf(page, 'applied', page.name === 'product' ? runs : 1) })
  const slowPhone = await timesOf(pages.find(page => page.name === 'product'), 'slow phone', runs)
  const faults = complaintsIn(log, 'the market')
  if (faults.length) throw new Error(faults.join('\n'))
  const result = report(about, rows, slowPhone)
  mkdirSync(`${root}/benchmarks/results`, { recursive: true })
  writeFileSync(`${root}/benchmarks/results/lighthouse.md`, result)
  process.stdout.write(`\n${result}\n`)
}

/** The demo's goods, but served as a market that sells: a demo market asks search engines to stay away, and Lighthouse counts that against it. */
async function openMarket() {
  const env = { ASPNETCORE_ENVIRONMENT: 'Production', DataDirectory: `${folder}/market` }
  say('Loading the demo market…')
  await stop(await serve(market, { log, env: { ...env, Site__Demo: 'true' } }))
  return serve(market, { log, env: { ...env, Site__Demo: 'false' } })
}

/** Addresses found as a visitor would, each page looked at before it is measured. */
async function pagesOf(url) {
  const link = async (from, under) => (await text(url + from)).match(new RegExp(`href="(${under}[^"?#]+)"`))?.[1] ?? refuse(`No link under ${under} on ${from}`)
  const pages = [
    { name: 'home', path: '/', shows: 'class="lanes"' },
    { name: 'list', path: '/san-pham', shows: 'class="facets"' },
    { name: 'product', path: await link('/san-pham?sao=4&con-hang=1', '/san-pham/'), shows: 'class="buy"' },
    { name: 'story', path: await link('/cau-chuyen', '/cau-chuyen/'), shows: '<article' }
  ]
  for (const page of pages) {
    const html = await text(url + page.path)
    if (!html.includes(page.shows) || !html.includes('<h1') || !html.trimEnd().endsWith('</html>')) refuse(`${page.path} does not show ${page.shows}`)
    page.url = url + page.path
  }
  return pages
}

async function text(address) {
  const answer = await get(address)
  return answer.status === 200 ? answer.body.toString('utf8') : refuse(`${address} answered ${answer.status}`)
}

function refuse(why) { throw new Error(why) }

/** The runs of one page, each in a browser with an empty profile. */
async function timesOf(page, line, times) {
  const told = []
  for (let turn = 1; turn <= times; turn++) {
    say(`${page.name}, ${line}, ${turn} of ${times}`)
    const chrome = await launch({ chromePath: '/usr/bin/chromium', chromeFlags: switches, ignoreDefaultFlags: true })
    try {
      const { lhr } = await lighthouse(page.url, { port: chrome.port, ...lines[line], output: [], logLevel: 'error' })
      told.push(lookedAt(lhr, page))
    } finally {
      await chrome.kill()
    }
  }
  return told
}

function lookedAt(lhr, page) {
  if (lhr.runtimeError) refuse(`${page.path}: ${lhr.runtimeError.message}`)
  const requests = lhr.audits['network-requests'].details.items
  const own = requests.find(request => request.url === page.url)
  if (lhr.finalDisplayedUrl !== page.url || own?.statusCode !== 200) refuse(`Lighthouse saw ${lhr.finalDisplayedUrl} (${own?.statusCode}), not ${page.url}`)
  const isPhoto = request => new URL(request.url).pathname.startsWith('/media/')
  const short = Object.values(lhr.audits).filter(audit => audit.score !== null && audit.score < 1 && !['informative', 'notApplicable', 'manual'].includes(audit.scoreDisplayMode))
  return {
    scores: Object.keys(categories).map(name => Math.round((lhr.categories[name]?.score ?? 0) * 100)),
    machine: lhr.environment.benchmarkIndex,
    paint: lhr.audits['first-contentful-paint'].numericValue,
    largest: lhr.audits['largest-contentful-paint'].numericValue,
    shift: lhr.audits['cumulative-layout-shift'].numericValue,
    kilobytes: requests.filter(request => !isPhoto(request)).reduce((sum, request) => sum + request.transferSize, 0) / 1024,
    requests: requests.map(request => `${Math.round(request.transferSize / 102.4) / 10} KB ${new URL(request.url).pathname}`),
    short: short.map(audit => `${audit.id}: ${audit.displayValue ?? audit.title}`)
  }
}

function report(about, rows, slowPhone) {
  const median = (told, read) => middle(told.map(read))
  const seconds = value => (value / 1000).toFixed(2)
  const line = cells => `| ${cells.join(' | ')} |`
  const table = (heads, lines) => [line(heads), line(heads.map((_, at) => (at ? '---:' : '---'))), ...lines.map(line)].join('\n')
  const scores = rows.map(row => [row.name, ...Object.keys(categories).map((_, at) => median(row.simulated, run => run.scores[at])), ...times(row.simulated)])
  const applied = [...rows.map(row => [row.name, row.applied]), ['product, processor four times slower', slowPhone]]
    .map(([name, told]) => [name, ...times(told), median(told, run => run.kilobytes).toFixed(1)])
  function times(told) { return [seconds(median(told, run => run.paint)), seconds(median(told, run => run.largest)), median(told, run => run.shift).toFixed(3)] }
  const product = rows.find(row => row.name === 'product')
  const targets = [
    ['Lighthouse on every page', Object.values(categories).join(' / '), Object.keys(categories).map((_, at) => Math.min(...scores.map(row => row[at + 1]))).join(' / '),
      rows.every(row => Object.values(categories).every((asked, at) => median(row.simulated, run => run.scores[at]) >= asked))],
    ['product page readable over applied slow 4G, s', '< 1.5', seconds(median(product.applied, run => run.largest)), median(product.applied, run => run.largest) < 1500],
    ['product page besides photos, KB', '≤ 100', median(product.applied, run => run.kilobytes).toFixed(1), median(product.applied, run => run.kilobytes) <= 100],
    ['layout shift on every page', '0', Math.max(...rows.flatMap(row => [...row.simulated, ...row.applied]).map(run => run.shift)).toFixed(3),
      rows.every(row => [...row.simulated, ...row.applied].every(run => run.shift < 0.0005))]
  ]
  const isOpen = [...new Set(rows.flatMap(row => row.simulated.flatMap(run => run.short.map(what => `- ${row.name}: ${what}`))))]
  return [
    `${about.date}, commit ${about.commit}, ${about.processor}, median of ${runs}; load average before ${about.load}; Lighthouse rates this machine ${Math.round(median(product.simulated, run => run.machine))}`,
    table(['simulated slow 4G', 'performance', 'accessibility', 'best practices', 'SEO', 'first paint s', 'largest paint s', 'shift'], scores),
    table(['applied slow 4G', 'first paint s', 'largest paint s', 'shift', 'KB besides photos'], applied),
    table(['target', 'asked', 'measured', ''], targets.map(([what, asked, measured, isReached]) => [what, asked, measured, isReached ? 'reached' : '**missed**'])),
    ...(isOpen.length ? ['What Lighthouse would have better:', isOpen.join('\n')] : []),
    'The product page asks for:',
    product.applied[0].requests.map(request => `- ${request}`).join('\n')
  ].join('\n\n')
}
