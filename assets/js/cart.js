/* form[data-cart-add] goes by fetch and is answered with { count, message, href, linkText }.
   Anything else than that answer, and the form is sent the plain way. */
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
      });
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

// form.submit() skips the listeners above, but it would also lose the pressed button's own field.
function sendPlainly(form, button) {
  if (button?.name) {
    form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: button.name, value: button.value }));
  }
  if (button?.hasAttribute('formaction')) form.action = button.formAction;
  HTMLFormElement.prototype.submit.call(form);
}
