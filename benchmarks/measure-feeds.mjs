// The product files for outside platforms: built when first asked for on a day, with what that costs in memory.
import { get } from './http.mjs'
import { memory } from './processes.mjs'

/** Every pack on sale has a row that links to its page, and its page is linked nowhere else in the file. */
const link = '/san-pham/'

export async function measureFeeds(live, db) {
  const rows = []
  const faults = []
  const wanted = db.count('variants')
  for (const name of ['google.xml', 'meta.csv']) {
    const before = memory(live)
    const began = performance.now()
    const answer = await get(`${live.url}/feeds/${name}`, { patience: 300 })
    const seconds = (performance.now() - began) / 1000
    const after = memory(live)
    const found = answer.body.toString('latin1').split(link).length - 1
    if (answer.status !== 200 || found !== wanted) faults.push(`${name}: ${answer.status}, ${found} rows of ${wanted}`)
    rows.push(
      { name: `${name}: ${wanted} rows built and sent`, value: seconds, digits: 1, unit: 's' },
      { name: `${name}: size`, value: answer.body.length / 2 ** 20, digits: 0, unit: 'MB' },
      { name: `${name}: highest resident memory rose by`, value: after.highest - before.highest, digits: 0, unit: 'MB' })
  }
  return { rows, faults }
}
