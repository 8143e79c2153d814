// Orders placed through the pages; what the buyers were told is compared with the rows in the database.
import { buy, press } from './buyers.mjs'
import { middle, percentile } from './median.mjs'
import { processorSeconds } from './processes.mjs'

export async function measureOrders(market, forms, db, { seconds, runs, say }) {
  const before = db.count('order_groups')
  const faults = []
  const pages = new Set()
  let number = 0
  const measured = async (count, time) => {
    const used = processorSeconds(market)
    const result = await buy({ origin: market.url, forms, count, seconds: time, first: number })
    number = result.last
    for (const order of result.orders) pages.add(order.page)
    if (result.refused.length) faults.push(`orders: ${result.refused.length} of ${result.refused.length + result.orders.length} were not placed (${result.refused[0].message})`)
    return { ...result, processor: (1000 * (processorSeconds(market) - used)) / Math.max(1, result.orders.length) }
  }

  const rows = []
  await measured(4, 2)
  for (const count of [1, 16]) {
    const name = count === 1 ? 'one buyer' : `${count} buyers at once`
    say(`orders: ${name}`)
    const results = []
    for (let turn = 0; turn < runs; turn++) results.push(await measured(count, seconds))
    const placing = results.flatMap(result => result.orders.map(order => order.placing))
    rows.push({
      name, p50: percentile(placing, 0.5), p99: percentile(placing, 0.99), whole: percentile(results.flatMap(result => result.orders.map(order => order.whole)), 0.5),
      perSecond: middle(results.map(result => result.perSecond)), processor: middle(results.map(result => result.processor))
    })
  }
  const presses = 50 * seconds
  say(`orders: the last button alone, ${presses} filled in for each run`)
  const pressed = []
  for (let turn = 0; turn < runs; turn++) {
    const { refused, last, go } = await press({ origin: market.url, forms, count: 16, presses, first: number })
    number = last
    const used = processorSeconds(market)
    const result = await go()
    pressed.push({ ...result, processor: (1000 * (processorSeconds(market) - used)) / Math.max(1, result.orders.length) })
    for (const order of result.orders) pages.add(order.page)
    if (refused.length) faults.push(`orders: ${refused.length} of ${presses} were not placed (${refused[0].message})`)
  }
  const placing = pressed.flatMap(result => result.orders.map(order => order.placing))
  rows.push({
    name: 'the last button alone, 16 at once', aim: 'press', p50: percentile(placing, 0.5), p99: percentile(placing, 0.99),
    perSecond: middle(pressed.map(result => result.perSecond)), processor: middle(pressed.map(result => result.processor))
  })
  const written = db.count('order_groups') - before
  if (written !== pages.size) faults.push(`orders: buyers were thanked for ${pages.size} orders, the database holds ${written}`)
  return { rows, faults }
}
