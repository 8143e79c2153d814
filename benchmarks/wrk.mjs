// One run of wrk: the requests in a file, every answer looked at, figures from wrk itself.
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'

/**
 * `bodies`: every answer must be one of these, byte for byte. `markers`: every answer must hold all of these.
 * Latency in milliseconds, throughput in answers per second.
 */
export async function wrk({ url, plan, folder, connections, seconds, first = 0 }) {
  const file = `${folder}/requests.lua`
  writeFileSync(file, lua(plan))
  const said = await output('wrk', [`-t${Math.min(2, connections)}`, `-c${connections}`, `-d${seconds}s`, '--timeout', '10s', '-s', new URL('wrk.lua', import.meta.url).pathname, url, '--', file, String(first)])
  const found = said.match(/^figures (\d+) (\d+) ([\d.]+) ([\d.]+) (\d+) (\d+) (.*)$/m)
  if (!found) throw new Error(`wrk said:\n${said}`)
  const [answers, microseconds, p50, p99, wrong, broken] = found.slice(1, 7).map(Number)
  return { answers, p50: p50 / 1000, p99: p99 / 1000, perSecond: answers / (microseconds / 1e6), wrong: wrong + broken, example: found[7] }
}

function lua({ method = 'GET', headers = {}, requests, status = 200, markers, bodies }) {
  const list = items => `{ ${items.join(', ')} }`
  return `return {
  method = ${text(method)}, status = ${status},
  headers = ${list(Object.entries(headers).map(([name, value]) => `[${text(name)}] = ${text(value)}`))},
  requests = {
${requests.map(({ target, body }) => `    { ${text(target)}${body === undefined ? '' : `, ${text(body)}`} }`).join(',\n')}
  },
  ${bodies ? `bodies = ${list(bodies.map(text))}` : `markers = ${list((markers ?? []).map(text))}`}
}
`
}

/** A Lua string of exactly these bytes. */
function text(value) {
  const bytes = Buffer.isBuffer(value) ? value : Buffer.from(value, 'utf8')
  let quoted = '"'
  for (const byte of bytes) quoted += byte >= 32 && byte < 127 && byte !== 34 && byte !== 92 ? String.fromCharCode(byte) : `\\${String(byte).padStart(3, '0')}`
  return `${quoted}"`
}

function output(command, args) {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', part => { said += part })
    child.once('error', failed)
    child.once('close', code => (code === 0 ? done(said) : failed(new Error(`${command} ended with ${code}:\n${said}`))))
  })
}
