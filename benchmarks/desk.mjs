// Pages of the desk and of the content API, as those who work there ask for them, and the public's pages beside so much content.
import { accounts, signIn } from './accounts.mjs'
import { twoWordQueries } from './catalogue.mjs'
import { documentId, revisionId, revisions, titleWords } from './documents.mjs'
import { get } from './http.mjs'

export async function deskToMeasure(origin, { documents, seed }) {
  const signedIn = async account => ({ Cookie: (await signIn(origin, account)).cookie })
  const [administrator, commune] = [await signedIn(accounts.administrator), await signedIn(accounts.commune)]
  const at = (...targets) => targets.map(target => ({ target }))
  const page = ['</html>', '<h1']
  const listed = [...page, 'href="/quan-tri/noi-dung/01900000-']
  const some = Array.from({ length: Math.min(96, documents) }, (_, i) => 1 + Math.floor((i * documents) / 96))
  const { total, items } = JSON.parse((await get(`${origin}/api/v1/content?filter=contentType:article&take=100`)).body)
  if (total < documents / 4) throw new Error(`The content API knows ${total} articles only`)
  const articles = items.slice(0, 24)
  const tags = await Promise.all(articles.map(async item => (await get(`${origin}/api/v1/content/item/${item.id}`)).headers.etag))
  const news = at(...articles.map(item => item.route.path))

  const desk = (name, requests, markers, headers = administrator) => ({ name, aim: 'desk', from: 'fresh', requests, headers, markers })
  const api = (name, requests, more) => ({ name: `content API, ${name}`, aim: 'desk', from: 'fresh', requests, markers: ['"contentType":'], ...more })
  return [
    desk('what waits for me', at('/quan-tri'), page),
    desk('documents', at('/quan-tri/noi-dung'), listed),
    desk('documents, page 100', at(`/quan-tri/noi-dung?trang=${Math.max(1, Math.min(100, Math.floor(documents / 40)))}`), listed),
    desk('documents, two words', at(...twoWordQueries(titleWords, { count: 100, seed }).map(words => `/quan-tri/noi-dung?tim=${encodeURIComponent(words)}`)), listed),
    desk('documents, waiting', at('/quan-tri/noi-dung?muc=cho-duyet'), listed),
    desk('documents, of a commune', at('/quan-tri/noi-dung'), listed, commune),
    desk('what waits for a commune', at('/quan-tri'), page, commune),
    desk('editor', at(...some.map(number => `/quan-tri/noi-dung/${documentId(number)}`)), [...page, '<textarea']),
    desk('two revisions compared', at(...some.map(number => `/quan-tri/noi-dung/${documentId(number)}/cac-ban?tu=${revisionId(number, revisions - 6)}&den=${revisionId(number, revisions)}`)), [...page, 'id="so"']),
    desk('calendar', at('/quan-tri/lich'), page),
    api('list', at('/api/v1/content')),
    api('stories with their products', at('/api/v1/content?filter=contentType:productStory&expand=properties[product]&take=20'), { markers: ['"contentType":"productStory"', '"path":"/san-pham/'] }),
    api('item', at(...articles.map(item => `/api/v1/content/item/${item.id}`))),
    api('item, unchanged since', at(...articles.map(item => `/api/v1/content/item/${item.id}`)), { status: 304, headers: { 'If-None-Match': tags.join(', ') }, markers: [] }),
    { name: 'news', from: 'cache', requests: at('/tin-tuc'), markers: page },
    { name: 'one piece of news', from: 'cache', requests: news, markers: page },
    { name: 'news, not cached', from: 'fresh', requests: at('/tin-tuc'), headers: administrator, markers: [...page, 'href="/tin-tuc/'] },
    { name: 'one piece of news, not cached', from: 'fresh', requests: news, headers: administrator, markers: page },
    { name: 'a help page, not cached', from: 'fresh', requests: at('/gioi-thieu'), headers: administrator, markers: page }
  ]
}
