/* Keeps one page for the time without network: /offline and its style sheet. Nothing else is stored, nothing personal:
   the page is fetched without cookies. */
const shelf = 'offline-1';
const page = '/offline';

async function fill() {
  const cache = await caches.open(shelf);
  const answer = await fetch(page, { credentials: 'omit', cache: 'reload' });
  if (!answer.ok) throw new Error(`${page}: ${answer.status}`);
  const html = await answer.clone().text();
  await cache.put(page, answer);
  // The style sheet is asked for under its fingerprinted name, which only the page knows.
  const sheet = /<link[^>]+href="(\/dist\/market[^"]*\.css[^"]*)"/.exec(html);
  if (sheet) await cache.add(new Request(sheet[1], { credentials: 'omit' }));
}

self.addEventListener('install', (event) => event.waitUntil(fill().then(() => self.skipWaiting())));

self.addEventListener('activate', (event) =>
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== shelf).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  ),
);

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  if (request.mode === 'navigate') {
    event.respondWith(fetch(request).catch(() => caches.match(page)));
  } else if (request.destination === 'style') {
    event.respondWith(fetch(request).catch(async () => (await caches.match(request)) || Response.error()));
  }
});
