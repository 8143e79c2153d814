// Buyers without scripts who each put one product into a fresh cart and order it, by the forms that the pages give them.
import { Browser, formsOf, unescape, untouched } from './browser.mjs'

/** Nobody's name and nobody's number: the fields are told apart by what they say of themselves. */
const answersTo = [
  [/tel|phone/i, number => `09${String(10_000_000 + (number % 89_999_999))}`],
  [/email/i, () => ''],
  [/honorific|(^|[^a-z])name|fullname|receiver|recipient/i, () => 'Người mua thử nghiệm'],
  [/commune/i, () => home.commune],
  [/street|address-line|address/i, () => '1 đường thử nghiệm']
]

const home = { province: 'Vĩnh Long', commune: 'Giồng Trôm' }

/** `seconds` of buying by `count` buyers at once. `forms`: add-to-cart forms of different products, taken in turn. */
export async function buy({ origin, forms, count, seconds, first = 0 }) {
  const until = performance.now() + seconds * 1000
  const orders = []
  const refused = []
  let number = first
  const began = performance.now()
  await Promise.all(Array.from({ length: count }, async () => {
    while (performance.now() < until) {
      const mine = number++
      await order(origin, forms[mine % forms.length], mine).then(done => orders.push(done), error => refused.push(error))
    }
  }))
  return { orders, refused, last: number, perSecond: orders.length / ((performance.now() - began) / 1000) }
}

/** The last button alone: `count` buyers press at once who have filled in everything before. */
export async function press({ origin, forms, count, presses, first = 0 }) {
  const waiting = []
  const refused = []
  let number = first
  await Promise.all(Array.from({ length: count }, async () => {
    while (number < first + presses) await fillIn(origin, forms[number % forms.length], number++).then(ready => waiting.push(ready), error => refused.push(error))
  }))

  return {
    refused, last: number,
    // Later, so that nothing of the filling in is measured.
    go: async () => {
      const orders = []
      const began = performance.now()
      await Promise.all(Array.from({ length: count }, async () => {
        for (let ready; (ready = waiting.pop()); ready.browser.close()) await place(ready).then(done => orders.push(done), error => refused.push(error))
      }))
      return { orders, perSecond: orders.length / ((performance.now() - began) / 1000) }
    }
  }
}

async function order(origin, cartForm, number) {
  const began = performance.now()
  const ready = await fillIn(origin, cartForm, number)
  try {
    const { placing, page } = await place(ready)
    const thanks = await ready.browser.get(page)
    if (thanks.status !== 200) throw new Error(`After the order: ${thanks.status} ${page} ${complaint(thanks.text)}`)
    return { placing, whole: performance.now() - began, page }
  } finally {
    ready.browser.close()
  }
}

/** From a fresh cart to the last button. */
async function fillIn(origin, cartForm, number) {
  const browser = new Browser(origin)
  try {
    const added = await browser.post(cartForm.action, cartForm.fields)
    if (added.status >= 400 || !browser.cookie) throw new Error(`Adding to the cart: ${added.status}`)
    return { browser, ...await filledCheckout(browser, number) }
  } catch (error) {
    browser.close()
    throw error
  }
}

async function place({ browser, action, fields }) {
  const sent = performance.now()
  const placed = await browser.post(action, fields)
  const placing = performance.now() - sent
  const page = placed.headers.location
  if (![302, 303].includes(placed.status) || /thanh-toan$/.test(page)) throw new Error(`Placing the order: ${placed.status} ${page} ${complaint(placed.text)}`)
  return { placing, page }
}

/**
 * As a person without scripts does it: choose the province, press "Chọn xã", choose the commune. The page that comes back also names
 * the total with delivery, in a hidden field; by sending it the buyer agrees to it.
 */
async function filledCheckout(browser, number) {
  const empty = checkoutOf(await browser.get('/thanh-toan'))
  const ask = empty.buttons.find(button => 'formnovalidate' in button)
  if (!ask) throw new Error('The checkout page has no button that asks for the communes.')
  const page = await browser.post(ask.formaction ?? empty.action, [...filled(empty, number), ...pressed(ask)])
  const form = checkoutOf(await browser.follow(page))
  const order = form.buttons.find(button => !('formnovalidate' in button))
  return { action: form.action, fields: [...filled(form, number), ...pressed(order)] }
}

function checkoutOf({ status, text }) {
  if (status !== 200) throw new Error(`Checkout page: ${status} ${complaint(text)}`)
  const form = formsOf(text).find(form => form.method?.toLowerCase() === 'post' && form.fields.some(field => /tel|phone/i.test(`${field.type} ${field.name}`)))
  if (!form) throw new Error('No checkout form on the page.')
  return form
}

function filled(form, number) {
  const values = new Map(untouched(form))
  for (const field of form.fields) {
    if (field.type === 'hidden' || values.get(field.name)) continue
    if (field.tag === 'select') values.set(field.name, choice(field))
    else if (field.type === 'radio') values.set(field.name, field.value)
    // Some of the goods are alcohol: these buyers are of age.
    else if (field.type === 'checkbox') { if ('required' in field || field.name === 'isAdult') values.set(field.name, field.value ?? 'on') }
    else values.set(field.name, answersTo.find(([hint]) => hint.test(`${field.autocomplete ?? ''} ${field.type ?? ''} ${field.name}`))?.[1](number) ?? '')
  }
  return [...values]
}

const choice = field => (field.options.find(option => option.label.includes(home.province) || option.label.includes(home.commune)) ?? field.options.find(option => option.value))?.value ?? ''

const pressed = button => (button?.name ? [[button.name, button.value ?? '']] : [])

/** The page's own words about what is wrong. */
const complaint = html => unescape((html.match(/<[^>]*(?:error|role="alert")[^>]*>[\s\S]{0,400}/i)?.[0] ?? html.match(/<h1[^>]*>[\s\S]{0,200}/)?.[0] ?? '').replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ').slice(0, 200)
