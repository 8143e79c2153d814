// The demo market's accounts, signed in as people do it.
import { Browser, formsOf, untouched } from './browser.mjs'

/** README.md names them. */
export const accounts = { administrator: 'quan-tri@example.invalid', province: 'tinh@example.invalid', commune: 'xa@example.invalid', producer: 'chu-the-a@example.invalid' }
const password = 'cho-que-2026'

/** By the page's own form. `room`: a page that opens to those who are signed in only. */
export async function signIn(origin, account, room = '/quan-tri') {
  const browser = new Browser(origin)
  const form = formsOf((await browser.get('/dang-nhap')).text).find(form => form.fields.some(field => field.name === 'password'))
  const answer = await browser.post(form.action, [...untouched(form).filter(([name]) => !['who', 'password'].includes(name)), ['who', account], ['password', password]])
  const opened = await browser.get(room)
  browser.close()
  if (answer.status !== 302 || opened.status !== 200) throw new Error(`Signing in as ${account}: ${answer.status}, and ${room} answers ${opened.status}`)
  return browser
}
