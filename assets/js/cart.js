/* form[data-cart-add] goes by fetch and is answered with { count, message, href, linkText }.
   Anything else than that answer, and the form is sent the plain way. */
import { say } from './toast.js';

export function addToCart() {
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
      for (const badge of document.querySelectorAll('[data-cart-count]')) {
        badge.textContent = count;
        badge.hidden = count === 0;
      }
      say(message, href, linkText);
    } catch {
      sendPlainly(form, button);
    } finally {
      delete form.dataset.sending;
      button?.removeAttribute('aria-busy');
    }
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
