/* A form on its way cannot be sent twice; its button shows that it works. */
export function busyButtons() {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== 'post') return;
    if (form.dataset.busy) return event.preventDefault();
    form.dataset.busy = '1';
    (event.submitter || form.querySelector('[type="submit"]'))?.setAttribute('aria-busy', 'true');
  });

  // The way back shows the page as it was left: make it usable again.
  addEventListener('pageshow', () => {
    for (const form of document.querySelectorAll('form[data-busy]')) delete form.dataset.busy;
    for (const button of document.querySelectorAll('button[aria-busy]')) button.removeAttribute('aria-busy');
  });
}
