/* data-auto-submit on a form, a fieldset or one field: a change presses the button named by its value (an id), or the form's own.
   A select that is walked through with the arrow keys changes at every step, so there the keyboard keeps its own button. */
const memory = 'auto-submit';

export function autoSubmit() {
  let byKeyboard = false;
  addEventListener('keydown', () => (byKeyboard = true), true);
  addEventListener('pointerdown', () => (byKeyboard = false), true);

  document.addEventListener('change', ({ target }) => {
    const asked = target.closest('[data-auto-submit]');
    if (!asked || !target.form) return;
    if (byKeyboard && target.matches('select, [type="radio"]')) return;
    const button = document.getElementById(asked.dataset.autoSubmit) || target.form.querySelector('[type="submit"]');
    if (!button) return;
    sessionStorage.setItem(memory, JSON.stringify({ page: location.pathname, name: target.name, value: target.value, top: scrollY }));
    button.click();
  });

  returnToField();
}

// The page comes back from its start; focus and place go back to where the visitor was.
function returnToField() {
  const kept = JSON.parse(sessionStorage.getItem(memory) || 'null');
  sessionStorage.removeItem(memory);
  if (!kept || kept.page !== location.pathname) return;
  const fields = [...document.getElementsByName(kept.name)];
  const field = fields.find((one) => one.value === kept.value) || fields[0];
  const fold = field?.closest('.facets > details');
  if (fold) fold.open = true;
  field?.focus({ preventScroll: true });
  scrollTo(0, kept.top);
}
