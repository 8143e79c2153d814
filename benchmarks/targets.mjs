// What the market must reach on an ordinary small server.
export function judged({ pages, desk, past, orders, whole, isSqlite, start, resident, demo, importing }) {
  const cached = [...pages, ...desk].filter(page => page.from === 'cache')
  const page = aim => pages.find(page => page.aim === aim)
  const atMost = (name, most, unit, measured, digits) => ({ name, asked: `≤ ${most} ${unit}`, measured, unit, digits, isReached: measured <= most })
  const shares = cached.map(page => (100 * page.perSecond) / page.limit)
  const lowest = shares.length ? Math.min(...shares) : undefined
  const spread = Math.max(...pages.filter(page => page.from === 'fresh').map(page => page.p99 / page.p50))
  const slowest = Math.max(...desk.filter(page => page.aim === 'desk').map(page => page.p50))
  const slowestOf = aim => past.some(page => page.aim === aim) ? Math.max(...past.filter(page => page.aim === aim).map(page => page.p50)) : undefined
  const press = orders.find(row => row.aim === 'press')
  const burdened = orders.find(row => row.aim === 'press beside old orders')
  const kept = press && burdened && (100 * burdened.perSecond) / press.perSecond
  const recipients = aim => whole.find(row => row.aim === aim)?.value
  return [
    { name: 'pages from the output cache: the lowest share of the limit', asked: '≥ 60 %', measured: lowest, unit: '%', digits: 0, isReached: lowest >= 60 },
    atMost('product page, not cached, p50', 5, 'ms', page('product')?.p50, 2),
    atMost('search by two words with facets, p50', 20, 'ms', page('search')?.p50, 2),
    atMost('search by one common word, p50', 60, 'ms', page('common')?.p50, 2),
    atMost('search with one letter wrong, p50', 100, 'ms', page('typo')?.p50, 2),
    atMost('pages not cached: the largest p99 in times of its p50', 5, 'times', Number.isFinite(spread) ? spread : undefined, 1),
    atMost('the desk and the content API: the slowest page, p50', 30, 'ms', Number.isFinite(slowest) ? slowest : undefined, 2),
    ...(isSqlite ? [{ name: 'orders placed, 16 buyers at the last button', asked: '≥ 130 /s', measured: press?.perSecond, unit: '/s', digits: 0, isReached: press?.perSecond >= 130 }] : []),
    atMost('placing an order, 16 buyers at once, p99', 200, 'ms', press?.p99, 0),
    atMost('processor time of placing an order', 8, 'ms', press?.processor, 1),
    atMost('beside old orders: the slowest list or file, p50', 30, 'ms', slowestOf('order page'), 2),
    atMost('beside old orders: the slowest page of the ledger, p50', 200, 'ms', slowestOf('ledger'), 2),
    { name: 'orders placed beside old ones, 16 buyers at the last button: share of those beside none', asked: '≥ 80 %', measured: kept, unit: '%', digits: 0, isReached: kept >= 80 },
    atMost('1,000 recipients as CSV, from the file to the page that names ten wrong rows', 1, 's', recipients('csv'), 2),
    atMost('1,000 recipients as XLSX, from the file to that page', 1.5, 's', recipients('xlsx'), 2),
    atMost('order for 1,000 recipients placed', 3, 's', recipients('placing'), 2),
    atMost('start to first page', 3, 's', start, 2),
    atMost('resident memory after the load', 300, 'MB', resident, 0),
    atMost('fresh demo of 625 products, from empty folder to first page', 5, 's', demo, 2),
    atMost('import of 100,000 products', 120, 's', importing.seconds, 1),
    atMost('import of 100,000 products: longer than a bare bulk insert of the same rows', 3, 'times', importing.times, 1)
  ]
}
