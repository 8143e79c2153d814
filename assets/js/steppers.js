/* On a product page minus and plus only change the number; without the script they are submit buttons that do the same. */
export function steppers() {
  document.addEventListener('click', (event) => {
    const button = event.target.closest('.qty[data-step] button');
    if (!button) return;
    event.preventDefault();
    const input = button.parentElement.querySelector('input');
    const step = button === button.parentElement.querySelector('button') ? -1 : 1;
    const most = Number(input.max || input.dataset.max) || Infinity;
    input.value = Math.min(Math.max((parseInt(input.value, 10) || 1) + step, 1), most);
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
}
