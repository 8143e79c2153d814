/* button[data-copy="id"] copies that field; it is hidden in the page and appears only where copying works. */
export function copyButtons() {
  if (!navigator.clipboard) return; // plain http elsewhere than on this machine
  for (const button of document.querySelectorAll('button[data-copy]')) {
    const field = document.getElementById(button.dataset.copy);
    if (!field) continue;
    button.hidden = false;
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(field.value || field.textContent);
        const words = button.querySelector('[data-words]') || button;
        words.textContent = button.dataset.copied;
      } catch {
        field.select?.(); // refused: the visitor copies by hand
      }
    });
  }
}
