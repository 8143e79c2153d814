/* One live region for the page; it must stand in the page before its words change, or some readers stay silent. */
const region = document.createElement('div');
region.className = 'toast';
region.setAttribute('role', 'status');
const words = document.createElement('span');
const close = document.createElement('button');
close.type = 'button';
close.textContent = '×';
close.setAttribute('aria-label', document.documentElement.lang.startsWith('en') ? 'Close' : 'Đóng');
close.addEventListener('click', () => region.replaceChildren());
document.body.append(region);

export function say(message, href, linkText) {
  words.textContent = `${message} `;
  if (href) words.append(Object.assign(document.createElement('a'), { href, textContent: linkText }));
  region.replaceChildren(words, close);
}
