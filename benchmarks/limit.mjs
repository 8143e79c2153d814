// The most that a page can reach: Kestrel giving the market's own answers from memory.
import { writeFileSync } from 'node:fs'
import { get } from './http.mjs'
import { serve } from './processes.mjs'

const program = new URL('Limit/bin/Release/net10.0/Ocop.Market.Limit.dll', import.meta.url).pathname

/** Kestrel writes these itself. */
const written = ['date', 'transfer-encoding']

/** These tell the moment, not the page. */
const moments = ['date', 'age']

export async function captured(url, requests, headers) {
  const answers = []
  for (const { target } of requests) {
    await get(url + target, { headers })
    answers.push({ target, ...(await get(url + target, { headers })) })
  }
  return answers
}

export async function limitOf(answers, { folder, headers }) {
  const file = `${folder}/answers.json`
  writeFileSync(file, JSON.stringify(answers.map(({ target, status, raw, body }) => ({ target, status, headers: lines(raw), body: body.toString('base64') }))))
  const server = await serve([program, file], { log: `${folder}/limit.log`, probe: answers[0].target })
  for (const answer of answers) mustEqual(answer, await get(server.url + answer.target, { headers }))
  return server
}

function lines(raw) {
  const byName = {}
  for (const [name, value] of raw) if (!written.includes(name.toLowerCase())) (byName[name] ??= []).push(value)
  return byName
}

function mustEqual(market, limit) {
  const seen = ({ status, raw }) => [status, ...raw.map(([name, value]) => (moments.includes(name.toLowerCase()) ? name : `${name}: ${value}`)).sort()].join('\n')
  if (seen(market) !== seen(limit) || !market.body.equals(limit.body))
    throw new Error(`The limit answers ${market.target} otherwise than the market:\n${seen(market)}\n--\n${seen(limit)}`)
}
