// What the market must reach on an ordinary small server.
export function judged({ pages, start, resident, demo, importing }) {
  const cached = pages.filter(page => page.from === 'cache')
  const page = aim => pages.find(page => page.aim === aim)
  const atMost = (name, most, unit, measured, digits) => ({ name, asked: `≤ ${most} ${unit}`, measured, unit, digits, isReached: measured <= most })
  const shares = cached.map(page => (100 * page.perSecond) / page.limit)
  const lowest = shares.length ? Math.min(...shares) : undefined
  return [
    { name: 'pages from the output cache: the lowest share of the limit', asked: '≥ 40 %', measured: lowest, unit: '%', digits: 0, isReached: lowest >= 40 },
    atMost('product page, not cached, p50', 5, 'ms', page('product')?.p50, 2),
    atMost('search by two words with facets, p50', 20, 'ms', page('search')?.p50, 2),
    atMost('start to first page', 3, 's', start, 2),
    atMost('resident memory after the load', 200, 'MB', resident, 0),
    atMost('fresh demo of 625 products, from empty folder to first page', 5, 's', demo, 2),
    atMost('import of 100,000 products', 120, 's', importing.seconds, 1),
    atMost('import of 100,000 products: longer than a bare bulk insert of the same rows', 3, 'times', importing.times, 1)
  ]
}
