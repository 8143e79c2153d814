// As much of a browser as a buyer without scripts needs: cookies, redirects within the site, and the forms of a page.
import http from 'node:http'
import { send } from './http.mjs'

export class Browser {
  #cookies = new Map()
  #agent = new http.Agent({ keepAlive: true, maxSockets: 1 })

  constructor(origin) { this.origin = origin }

  get cookie() { return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') }

  get(path) { return this.#send(path, {}) }

  /** The answer to a form, usually a redirect; `follow` goes there. */
  post(path, fields) {
    const body = new URLSearchParams(fields).toString()
    return this.#send(path, { method: 'POST', body, headers: { ...sameOrigin(this.origin), 'Content-Length': Buffer.byteLength(body) } })
  }

  /** The same with a file, as a form that is multipart/form-data sends it. */
  async upload(path, fields, { field, name, type, content }) {
    const form = new FormData()
    for (const [key, value] of fields) form.append(key, value)
    form.append(field, new Blob([content], { type }), name)
    const packed = new Response(form)
    const body = Buffer.from(await packed.arrayBuffer())
    return this.#send(path, { method: 'POST', body, headers: { ...sameOrigin(this.origin), 'Content-Type': packed.headers.get('content-type'), 'Content-Length': body.length } })
  }

  async follow(answer) {
    for (let hops = 0; [301, 302, 303, 307].includes(answer.status) && hops < 5; hops++) {
      const to = new URL(answer.headers.location, this.origin)
      answer = await this.get(to.pathname + to.search)
    }
    return answer
  }

  close() { this.#agent.destroy() }

  async #send(path, { headers = {}, ...rest }) {
    const cookie = this.cookie
    const answer = await send(this.origin + path, { ...rest, agent: this.#agent, headers: { ...headers, Accept: 'text/html', ...(cookie && { Cookie: cookie }) } })
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/)
      value === '' ? this.#cookies.delete(name) : this.#cookies.set(name, value)
    }
    return { ...answer, text: answer.body.toString('utf8') }
  }
}

/** What every browser sends with a form of the site's own. */
export const sameOrigin = origin => ({ 'Content-Type': 'application/x-www-form-urlencoded', Origin: origin, 'Sec-Fetch-Site': 'same-origin' })

/** The forms of a page with what a browser would send if nobody touched them, and what a person could fill in. */
export function formsOf(html) {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)].map(([, head, inner]) => {
    const controls = [...inner.matchAll(/<input\b((?:"[^"]*"|'[^']*'|[^>"'])*)>|<(textarea|select|button)\b((?:"[^"]*"|'[^']*'|[^>"'])*)>([\s\S]*?)<\/\2>/gi)]
      .map(([, input, tag, rest, content]) => control(tag?.toLowerCase() ?? 'input', attributes(input ?? rest), content))
      .filter(field => !('disabled' in field))
    const isButton = field => field.tag === 'button' || ['submit', 'image'].includes(field.type)
    return { ...attributes(head), buttons: controls.filter(isButton), fields: controls.filter(field => field.name && !isButton(field)) }
  })
}

function control(tag, given, content) {
  if (tag === 'select') return { tag, ...given, ...choices(content) }
  if (tag === 'textarea') return { tag, ...given, value: unescape(content).trim() }
  return { tag, ...given }
}

/** Names and values as sent by an untouched form. */
export function untouched(form) {
  const isSent = field => !['checkbox', 'radio'].includes(field.type) || 'checked' in field
  return form.fields.filter(isSent).map(field => [field.name, field.value ?? (field.type === 'checkbox' ? 'on' : '')])
}

function choices(html) {
  const options = [...html.matchAll(/<option\b([^>]*)>([^<]*)/gi)].map(([, rest, label]) => ({ label: unescape(label).trim(), ...attributes(rest) })).map(option => ({ ...option, value: option.value ?? option.label }))
  return { options, value: (options.find(option => 'selected' in option) ?? options[0])?.value ?? '' }
}

const attributes = text => Object.fromEntries([...text.matchAll(/([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g)]
  .map(([, name, double, single, bare]) => [name.toLowerCase(), unescape(double ?? single ?? bare ?? '')]))

const named = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }
export const unescape = text => text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) =>
  hex ? String.fromCodePoint(parseInt(hex, 16)) : decimal ? String.fromCodePoint(Number(decimal)) : named[name] ?? whole)
