// What the market must reach on an ordinary small server.
export function judged({ pages, desk, orders, isSqlite, start, resident, demo, importing }) {
  const cached = [...pages, ...desk].filter(page => page.from === 'cache')
  const page = aim => pages.find(page => page.aim === aim)
  const atMost = (name, most, unit, measured, digits) => ({ name, asked: `≤ ${most} ${unit}`, measured, unit, digits, isReached: measured <= most })
  const shares = cached.map(page => (100 * page.perSecond) / page.limit)
  const lowest = shares.length ? Math.min(...shares) : undefined
  const spread = Math.max(...pages.filter(page => page.from === 'fresh').map(page => page.p99 / page.p50))
  const slowest = Math.max(...desk.filter(page => page.aim === 'desk').map(page => page.p50))
  const press = orders.find(row => row.aim === 'press')
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
    atMost('start to first page', 3, 's', start, 2),
    atMost('resident memory after the load', 300, 'MB', resident, 0),
    atMost('fresh demo of 625 products, from empty folder to first page', 5, 's', demo, 2),
    atMost('import of 100,000 products', 120, 's', importing.seconds, 1),
    atMost('import of 100,000 products: longer than a bare bulk insert of the same rows', 3, 'times', importing.times, 1)
  ]
}
