/* form[data-cart-add] goes by fetch and is answered with { count, message, href, linkText }.
   Any other answer, and the form is sent the plain way. No answer, and nobody knows whether it arrived: the page says that. */
import { say } from './toast.js';

const memory = 'cart-count';
const badges = () => document.querySelectorAll('[data-cart-count]');

export function addToCart() {
  rememberCount();
  document.addEventListener('submit', async (event) => {
    const form = event.target;
    if (!form.matches('form[data-cart-add]') || !('submitter' in event)) return;
    const button = event.submitter;
    event.preventDefault();
    if (form.dataset.sending) return;
    form.dataset.sending = '1';
    button?.setAttribute('aria-busy', 'true');

    const fields = new URLSearchParams(new FormData(form));
    if (button?.name) fields.append(button.name, button.value);
    try {
      const answer = await fetch(button?.getAttribute('formaction') || form.action, {
        method: 'POST',
        body: fields,
        headers: { Accept: 'application/json' },
      }).catch(() => null);
      if (!answer) return say(unsure());
      if (!answer.ok) throw new Error(String(answer.status));
      const { count, message, href, linkText } = await answer.json();
      showCount(count);
      say(message, href, linkText);
    } catch {
      sendPlainly(form, button);
    } finally {
      delete form.dataset.sending;
      button?.removeAttribute('aria-busy');
    }
  });
}

function showCount(count) {
  sessionStorage.setItem(memory, count);
  for (const badge of badges()) {
    badge.textContent = count;
    badge.hidden = Number(count) === 0;
  }
}

// A fresh page tells the truth; one that the way back brings out of store tells of the time it was made.
function rememberCount() {
  addEventListener('pageshow', ({ persisted }) => {
    const [way] = performance.getEntriesByType('navigation');
    const kept = sessionStorage.getItem(memory);
    if (kept !== null && (persisted || way?.type === 'back_forward')) showCount(kept);
    else for (const badge of badges()) sessionStorage.setItem(memory, badge.textContent);
  });
}

const unsure = () =>
  document.documentElement.lang.startsWith('en')
    ? 'The network broke: it may or may not be in the cart. Look at the cart before you add it again.'
    : 'Mạng đứt giữa chừng: chưa chắc món đã vào giỏ. Hãy xem giỏ trước khi thêm lần nữa.';

// form.submit() skips the listeners above, but it would also lose the pressed button's own field.
export function sendPlainly(form, button) {
  if (button?.name) {
    form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: button.name, value: button.value }));
  }
  if (button?.hasAttribute('formaction')) form.action = button.formAction;
  HTMLFormElement.prototype.submit.call(form);
}
