// One row of the table: warm up, then latency alone, throughput with 64, and the limit at once beside it.
import { captured, limitOf } from './limit.mjs'
import { middle } from './median.mjs'
import { processorSeconds, settled, stop } from './processes.mjs'
import { wrk } from './wrk.mjs'

/**
 * `from`: 'cache' (every answer must equal what was looked at beforehand, and carry Age), 'fresh' (must not come from the cache) or 'write'.
 */
export async function measurePage(market, page, { seconds, runs, folder, db }) {
  const faults = []
  const { headers = {}, requests, from, markers = [] } = page
  const before = page.table && db.count(page.table)
  let sent = 0
  const measured = async (server, plan, connections, time) => {
    await settled(server)
    const result = await wrk({ url: server.url, plan, folder, connections, seconds: time, first: sent })
    if (server === market) sent += result.answers
    if (result.wrong > 0) faults.push(`${page.name}: ${result.wrong} of ${result.answers} (${result.example})`)
    return result
  }

  // Headers and bodies to compare with; a sample is enough where each request has an answer of its own.
  const sample = from === 'write' ? [] : await captured(market.url, from === 'cache' ? requests : requests.slice(0, 20), headers)
  faults.push(...sample.flatMap(answer => complaints(page, answer)))
  const plan = { ...page, markers, ...(from === 'cache' && { bodies: sample.map(answer => answer.body) }) }
  const limit = from === 'cache' ? await limitOf(sample, { folder, headers }) : undefined

  await measured(market, plan, 16, Math.min(seconds, 3))
  if (limit) await measured(limit, plan, 16, 1)
  const alone = [], together = [], most = []
  for (let turn = 0; turn < runs; turn++) {
    alone.push(await measured(market, plan, 1, seconds))
    const used = processorSeconds(market)
    const crowd = await measured(market, plan, 64, seconds)
    together.push({ ...crowd, processor: crowd.answers ? (1000 * (processorSeconds(market) - used)) / crowd.answers : NaN })
    if (limit) most.push(await measured(limit, plan, 64, seconds))
  }
  if (limit) await stop(limit)
  if (page.table && db.count(page.table) - before < sent) faults.push(`${page.name}: ${sent} answers, but ${db.count(page.table) - before} rows in ${page.table}`)

  const median = (results, what) => middle(results.map(result => result[what]))
  return {
    name: page.name, aim: page.aim, faults, from,
    p50: median(alone, 'p50'), p99: median(alone, 'p99'), perSecond: median(together, 'perSecond'), processor: median(together, 'processor'),
    limit: limit && median(most, 'perSecond'),
    kilobytes: sample.length ? sample.reduce((sum, answer) => sum + answer.body.length, 0) / sample.length / 1024 : undefined
  }
}

function complaints({ name, from, status = 200, markers = [] }, answer) {
  const say = words => [`${name}: ${answer.target} ${words}`]
  if (answer.status !== status) return say(`answered ${answer.status}`)
  if (from === 'cache' && answer.headers.age === undefined) return say('does not come from the output cache')
  if (from === 'fresh' && answer.headers.age !== undefined) return say('comes from the output cache')
  const missing = markers.filter(marker => !answer.body.includes(marker))
  return missing.length ? say(`lacks ${missing.join(', ')}`) : []
}
