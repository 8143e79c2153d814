// Plain requests that show the answer as it came: no redirect followed, nothing unpacked.
import http from 'node:http'

export function send(url, { method = 'GET', headers = {}, body, agent, patience = 30 } = {}) {
  return new Promise((done, failed) => {
    const request = http.request(url, { method, headers, agent }, response => {
      const parts = []
      response.on('data', part => parts.push(part))
      response.on('error', failed)
      response.on('end', () => done({ status: response.statusCode, headers: response.headers, raw: pairs(response.rawHeaders), body: Buffer.concat(parts) }))
    })
    request.setTimeout(patience * 1000, () => request.destroy(new Error(`No answer within ${patience} s: ${method} ${url}`)))
    request.on('error', failed)
    request.end(body)
  })
}

export const get = (url, options) => send(url, options)

const pairs = flat => flat.flatMap((name, at) => (at % 2 ? [] : [[name, flat[at + 1]]]))
