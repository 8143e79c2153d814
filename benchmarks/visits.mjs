// What is measured, and what has to be read from the pages first: addresses of products, forms, a cart's cookie.
import { Browser, formsOf, sameOrigin, unescape, untouched } from './browser.mjs'
import { withoutMarks } from './catalogue.mjs'

/** A walk through the list: product addresses, one add-to-cart form for each, and a visitor who has a cart. */
export async function visit(origin) {
  const browser = new Browser(origin)
  const products = new Set()
  for (let page = 1; products.size < 96 && page <= 12; page++) {
    const { text } = await browser.get(`/san-pham?trang=${page}`)
    for (const [, path] of text.matchAll(/href="(\/san-pham\/[^"?#]+)"/g)) products.add(unescape(path))
  }
  if (products.size === 0) throw new Error('/san-pham shows no product')

  const cartForms = []
  for (const path of products) {
    const answer = await browser.get(path)
    if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`)
    const form = formsOf(answer.text).find(form => form.action?.endsWith('/gio-hang/them') && ['variantId', 'quantity'].every(name => form.fields.some(field => field.name === name)))
    if (form) cartForms.push({ action: form.action, fields: withChosenRadio(form) })
  }
  if (cartForms.length === 0) throw new Error('No product page has a form to put it into the cart')
  await browser.post(cartForms[0].action, cartForms[0].fields)
  if (!browser.cookie) throw new Error('No cookie came with the cart')
  browser.close()
  return { origin, products: [...products], cartForms, cookie: browser.cookie }
}

/** Stands in the names or the product sets of thousands. */
const commonWord = ['gạo']

/** Names, where they come from and how they are checked. `aim` ties a page to its target. */
export function pagesToMeasure({ origin, products, cartForms, cookie }, { queries, typos, prefixes }) {
  const at = (...targets) => targets.map(target => ({ target }))
  const page = ['</html>', '<h1']
  const found = [...page, 'href="/san-pham/']
  const shopper = { Cookie: cookie }
  const compressed = { 'Accept-Encoding': 'gzip, deflate, br' }
  const search = words => at(...words.map(query => `/tim-kiem?q=${encodeURIComponent(query)}`))
  return [
    { name: 'home', from: 'cache', requests: at('/'), markers: found },
    { name: 'home, compressed', from: 'cache', requests: at('/'), headers: compressed },
    { name: 'list', from: 'cache', requests: at('/san-pham'), markers: found },
    { name: 'list, filtered', from: 'cache', requests: at('/san-pham?nhom=thuc-pham&sao=4'), markers: [...found, 'chip--on'] },
    { name: 'product', from: 'cache', requests: at(...products.slice(0, 24)), markers: page },
    { name: 'product, not cached', aim: 'product', from: 'fresh', requests: at(...products), headers: shopper, markers: page },
    { name: 'list, not cached', from: 'fresh', requests: at('/san-pham'), headers: shopper, markers: found },
    { name: 'search, two words with accents', from: 'fresh', requests: search(queries), headers: shopper, markers: found },
    { name: 'search, two words without accents', aim: 'search', from: 'fresh', requests: search(queries.map(withoutMarks)), headers: shopper, markers: found },
    { name: 'search, one common word', aim: 'common', from: 'fresh', requests: search(commonWord), headers: shopper, markers: found },
    { name: 'search, one letter wrong', aim: 'typo', from: 'fresh', requests: search(typos), headers: shopper, markers: [...page, 'nên chợ tìm'] },
    { name: 'suggestion', from: 'fresh', requests: at(...prefixes.map(text => `/tim-kiem/goi-y?q=${encodeURIComponent(text)}`)), headers: shopper, markers: ['"href":'] },
    { name: 'add to cart, a new cart each time', from: 'write', table: 'carts', method: 'POST', status: 302, headers: sameOrigin(origin),
      requests: cartForms.map(({ action, fields }) => ({ target: action, body: new URLSearchParams(fields).toString() })) }
  ]
}

/** Where variants are offered as radio buttons and none is chosen, the first one is. */
function withChosenRadio(form) {
  const fields = untouched(form)
  const radio = form.fields.find(field => field.type === 'radio')
  return radio && !fields.some(([name]) => name === radio.name) ? [...fields, [radio.name, radio.value]] : fields
}
