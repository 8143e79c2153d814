// Lists, files, statements and settlement beside the orders of a year, as the desk and a producer with many of them ask for them.
import { accounts, signIn } from './accounts.mjs'
import { twoWordQueries } from './catalogue.mjs'

const producersRoom = '/cong-chu-the'

/** The producer whose owner the demo market has an account for: its id in hex, as scopes write it. */
export const largeProducer = db => db.ask("select max(scope_path) from grants where role = 'ProducerHelper'").match(/p:(\w{32})/)[1]

const dashed = hex => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

export async function orderPagesToMeasure(origin, db, { seed }) {
  const signedIn = async (account, room) => ({ Cookie: (await signIn(origin, account, room)).cookie })
  const [administrator, province, producer] = [await signedIn(accounts.administrator), await signedIn(accounts.province), await signedIn(accounts.producer, producersRoom)]
  const lines = sql => db.ask(sql).split('\n').filter(Boolean)
  const at = (...targets) => targets.map(target => ({ target }))
  const lastPage = (sql, size) => Math.max(1, Math.min(100, Math.ceil(Number(db.ask(sql)) / size)))

  const large = dashed(largeProducer(db))
  const itsDone = `select count(*) from orders where status in ('Delivered', 'Returned', 'Refused', 'Expired', 'Cancelled') and lower(cast(producer_id as text)) = '${large}'`
  const oldest = lines('select number from orders order by placed_at limit 96')
  const names = lines('select distinct producer_name from orders order by producer_name limit 400')
  const month = lines('select max(month) from closed_months')[0].slice(0, 7)

  const page = ['</html>', '<h1']
  const [listed, itsOrders, linesOfOrders, accountsListed] = ['class="nowrap" href="/quan-tri/don-hang/', `<a href="${producersRoom}/don-hang/`, '<a href="/quan-tri/don-hang/', 'href="/quan-tri/doi-soat/'].map(marker => [...page, marker])
  const asked = (name, requests, markers, headers = administrator) => ({ name, aim: 'order page', from: 'fresh', requests, headers, markers })
  const list = (name, query, headers) => asked(`order list${name}`, at(...[query].flat().map(words => `/quan-tri/don-hang${words}`)), listed, headers)
  const own = (name, query) => asked(`a large producer’s orders${name}`, at(`${producersRoom}/don-hang${query}`), itsOrders, producer)
  return [
    list('', ''),
    list(', page 100', `?trang=${lastPage('select count(*) from orders', 50)}`),
    list(', delivered', '?trang-thai=Delivered'),
    list(', on the way', '?trang-thai=Shipped'),
    list(', by a number', oldest.map(number => `?q=${number}`)),
    list(', by two words of a producer', twoWordQueries(names, { count: 96, seed }).map(words => `?q=${encodeURIComponent(words)}`)),
    list(', of a province', '', province),
    asked('file of an old order', at(...oldest.map(number => `/quan-tri/don-hang/${number}`)), [...page, 'id="h-goods"']),
    { ...own('', ''), markers: [...page, 'muc=da-xong'] },
    own(', done', '?muc=da-xong'),
    own(', done, page 100', `?muc=da-xong&trang=${lastPage(itsDone, 20)}`),
    { ...asked('what a large producer sold in a year', at(`${producersRoom}/so-ban`), [...page, 'class="sales"'], producer), aim: 'ledger' },
    { ...asked('a large producer’s statement of a month', at(`${producersRoom}/doi-soat?thang=${month}`), itsOrders, producer), aim: 'ledger' },
    { ...asked('this statement at the desk', at(`/quan-tri/doi-soat/${large}?thang=${month}`), linesOfOrders), aim: 'ledger' },
    { ...asked('settlement with all producers', at('/quan-tri/doi-soat'), accountsListed), aim: 'ledger' }
  ]
}
