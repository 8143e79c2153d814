/* For the time without network: the product pages that were looked at last, and a page that says what cannot be done now.
   - Nothing personal is stored: only answers that are the same for everybody (Cache-Control: public), or asked for again without cookies.
   - A kept page says when it was kept. Stars, and words that are true up to a day, stand between marks with that day (stars, true-until);
     by the clock of this device, on the calendar of Việt Nam, they are taken out before the page is served. A clock that stands before
     the day of keeping is wrong, and then no star is known to be valid.
   - No form is kept for later: one that cannot be sent is answered by a page that says so.
   The stamp in this file's own address changes with each release; what another release kept is thrown away. */
const stamp = new URL(self.location.href).searchParams.get('v');
const shelf = `market ${stamp}`;
const viewed = `viewed ${stamp}`;
const photos = `photos ${stamp}`;
const most = { [viewed]: 30, [photos]: 60 };
const photosOfOne = 4;
const youngEnough = 10 * 60 * 1000;
const product = /^(\/en)?\/san-pham\/[^/]+$/;

const words = {
  vi: {
    copy: (made) => `Bản lưu lúc ${made}, đang không có mạng: giá và số lượng có thể đã đổi.`,
    ended: (day) => `Công nhận đến ${day}, nay đã hết`,
    list: 'Trang đã lưu trên máy này',
    kept: (made) => `lưu lúc ${made}`,
    unsent: 'Không có mạng: chưa có gì được gửi đi, và không có gì chờ để tự gửi. Có mạng lại, hãy quay về trang vừa rồi và bấm gửi lần nữa.',
    unsure: 'Mạng đứt trong lúc gửi: chưa chắc chợ đã nhận được, và không có gì chờ để tự gửi. Có mạng lại, hãy xem giỏ hàng hoặc tra đơn trước khi gửi lần nữa.',
    back: 'Về trang vừa rồi',
  },
  en: {
    copy: (made) => `Copy kept at ${made}; there is no network now: price and stock may have changed.`,
    ended: (day) => `Recognised until ${day}, now over`,
    list: 'Pages kept on this device',
    kept: (made) => `kept at ${made}`,
    unsent: 'No network: nothing has been sent, and nothing waits to be sent by itself. When the network is back, return to the page before and send it again.',
    unsure: 'The network broke while sending: the market may or may not have received it, and nothing waits to be sent by itself. When the network is back, look at your cart or your order before you send it again.',
    back: 'To the page before',
  },
};

self.addEventListener('install', (event) => event.waitUntil(fill().then(() => self.skipWaiting())));

self.addEventListener('activate', (event) => event.waitUntil(throwAwayOld().then(() => self.clients.claim())));

self.addEventListener('message', (event) => event.waitUntil(inTurn(() => keepAfterView(event.data))));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.mode === 'navigate') event.respondWith(visit(event));
  else if (request.method === 'GET' && ['style', 'script', 'image'].includes(request.destination)) event.respondWith(fetch(request).catch(() => stored(request)));
});

async function fill() {
  const cache = await caches.open(shelf);
  for (const page of ['/offline', '/en/offline']) {
    const answer = await fetch(page, { credentials: 'omit', cache: 'reload' });
    if (!isPublic(answer)) throw new Error(`${page}: ${answer.status}`);
    const html = await answer.clone().text();
    await cache.put(page, answer);
    // Style and script are asked for under their fingerprinted names, which only the page knows.
    await cache.addAll([...html.matchAll(/ (?:href|src)="(\/dist\/market[^"]+)"/g)].map(([, file]) => file));
  }
}

async function throwAwayOld() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => ![shelf, viewed, photos].includes(name)).map((name) => caches.delete(name)));
}

async function stored(request) {
  return (await caches.match(request.url)) || Response.error();
}

async function visit(event) {
  const { request } = event;
  const { pathname } = new URL(request.url);
  const wasOnline = navigator.onLine;
  /* The way back to a page that answered a form: the browser may not send it again unasked. The page itself is there, empty,
     and is asked of the market, not of the browser's cache alone. */
  if (request.method !== 'GET' && request.isHistoryNavigation) return Response.redirect(request.url, 303);
  try {
    const answer = await (request.cache === 'only-if-cached' ? fetch(request.url, { credentials: 'same-origin', redirect: 'manual' }) : fetch(request));
    if (request.method === 'GET' && product.test(pathname) && isPublic(answer)) {
      const copy = answer.clone();
      event.waitUntil(inTurn(() => keep(viewed, pathname, copy)));
    }
    return answer;
  } catch {
    if (request.method !== 'GET') return unsent(request, wasOnline);
    return (await copyOf(pathname)) || offline(pathname);
  }
}

const isPublic = (answer) => answer.ok && !answer.redirected && /\bpublic\b/.test(answer.headers.get('Cache-Control') || '');

/* The page tells what it showed once it has loaded. One that was opened before there was a worker, or with a cookie, was not kept on its way. */
async function keepAfterView({ page, pictures }) {
  if (!product.test(page)) return;
  const cache = await caches.open(viewed);
  const kept = await cache.match(page);
  if (!kept || Math.abs(Date.now() - madeAt(kept)) > youngEnough) {
    const answer = await fetch(page, { credentials: 'omit', cache: 'no-store' });
    if (isPublic(answer)) await keep(viewed, page, answer);
  }
  for (const picture of pictures.filter((path) => path.startsWith('/media/')).slice(0, photosOfOne)) {
    const answer = await fetch(picture, { cache: 'force-cache' });
    if (answer.ok) await keep(photos, picture, answer);
  }
}

/* One after the other, so that nothing is asked for twice and nothing counted while another writes. */
let turn = Promise.resolve();
const inTurn = (work) => (turn = turn.catch(() => {}).then(work));

/* What is put anew stands last; what stands first goes when there are too many. */
async function keep(name, path, answer) {
  const body = await answer.blob(); // whole, or not at all: an answer that breaks off takes nothing away
  const cache = await caches.open(name);
  await cache.put(path, new Response(body, { headers: answer.headers }));
  const all = await cache.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - most[name])).map((old) => cache.delete(old)));
}

async function copyOf(page) {
  const answer = await (await caches.open(viewed)).match(page);
  const html = answer && honest(await answer.text(), madeAt(answer));
  return html && serve(answer, html, 200);
}

/* Nothing, where the programme's name stands in a product's name whose stars are over: there the market itself writes another name. */
function honest(html, made) {
  const say = wordsOf(html);
  const [kept, today] = [dayOf(made), dayOf(Date.now())];
  const holds = (until) => kept <= today && today <= until;
  let isOver = false;
  const now = html
    .replace(/<!--until (\S+)-->([^]*?)<!--\/until-->/g, (_, until, inner) => (holds(until) ? inner : ''))
    .replace(/<!--stars (\S+)-->([^]*?)<!--\/stars-->/g, (_, until, inner) => {
      if (holds(until)) return inner;
      isOver = true;
      return until < today ? `<span class="stars stars--none">${say.ended(written(until))}</span>` : '';
    })
    // Nobody but a machine reads these, and a machine asks the market.
    .replace(/<script type="application\/ld\+json">[^]*?<\/script>|<meta (?:name="description"|property="og:)[^>]*>/g, '')
    .replace(/<title>[^<]*<\/title>/, () => `<title>${nameIn(html)}</title>`)
    .replace(/<main[^>]*>/, (main) => `${main}<div class="wrap mt-2"><p class="note note--warn">${say.copy(moment(made))}</p></div>`);
  return isOver && /\bocop\b/i.test(nameIn(html)) ? undefined : now;
}

async function offline(pathname, sayInstead) {
  const answer = await (await caches.open(shelf)).match(/^\/en(\/|$)/.test(pathname) ? '/en/offline' : '/offline');
  const html = await answer.text();
  const list = await keptPages(wordsOf(html));
  return serve(answer, (sayInstead ? html.replace(/<!--words-->[^]*?<!--\/words-->/, () => sayInstead(wordsOf(html))) : html).replace('<!--kept-->', () => list), 503);
}

function unsent(request, wasOnline) {
  const from = request.referrer.startsWith(self.location.origin) ? request.referrer.replaceAll('&', '&amp;') : '/';
  return offline(new URL(request.url).pathname, (say) => `<p class="soft">${wasOnline ? say.unsure : say.unsent}</p><div class="acts"><a class="btn" href="${from}">${say.back}</a></div>`);
}

async function keptPages(say) {
  const cache = await caches.open(viewed);
  const lines = [];
  for (const { url } of (await cache.keys()).reverse()) {
    const answer = await cache.match(url);
    const [html, made] = [await answer.text(), madeAt(answer)];
    if (honest(html, made)) lines.push(`<li><a href="${new URL(url).pathname}">${nameIn(html)}</a> <small class="soft">${say.kept(moment(made))}</small></li>`);
  }
  return lines.length ? `<section class="section wrap" aria-labelledby="kept"><div class="prose"><h2 id="kept">${say.list}</h2><ul>${lines.join('')}</ul></div></section>` : '';
}

function serve(answer, html, status) {
  const headers = new Headers({ 'Content-Type': 'text/html; charset=utf-8' });
  for (const name of ['Content-Security-Policy', 'X-Content-Type-Options', 'Referrer-Policy']) headers.set(name, answer.headers.get(name) || '');
  return new Response(html, { status, headers });
}

/* By the market's clock; an answer out of its cache was as true when it came as when it was made. */
const madeAt = (answer) => Date.parse(answer.headers.get('Date')) + 1000 * Number(answer.headers.get('Age') || 0);

/* Việt Nam keeps UTC+7 all year. */
const local = (time) => new Date(time + 7 * 3600 * 1000).toISOString();
const dayOf = (time) => local(time).slice(0, 10);
const written = (day) => day.split('-').reverse().join('/');
const moment = (time) => `${local(time).slice(11, 16)} ${written(dayOf(time))}`;
const nameIn = (html) => html.match(/<h1>([^<]*)<\/h1>/)[1];
const wordsOf = (html) => (/<html lang="en"/.test(html) ? words.en : words.vi);
