/* Order, removal and choosing inside the editor's form. The order of the <li> is the order of the blocks, because a form is sent in the order it stands. */
const changed = (element) => element.dispatchEvent(new Event('input', { bubbles: true }));

function move(block, isUp) {
  const other = isUp ? block.previousElementSibling : block.nextElementSibling;
  if (!other) return;
  if (isUp) other.before(block);
  else other.after(block);
}

function pick(button) {
  const picker = button.closest('[data-picker]');
  const template = picker.querySelector('template');
  const list = picker.querySelector('.picked');
  if (picker.dataset.picker === 'one') list.replaceChildren();
  if ([...list.querySelectorAll('input')].some((input) => input.value === button.value)) return;
  const item = template.content.cloneNode(true);
  const input = item.querySelector('input');
  input.value = button.value;
  input.name = input.name.replace('[moi]', `[${button.value}]`);
  item.querySelector('[data-name]').textContent = button.dataset.name;
  list.append(item);
  button.closest('.picker__found').replaceChildren();
  picker.querySelector('input[type="search"]').value = '';
  changed(list);
}

export function blockTools() {
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-move], [data-remove], .picker__found button');
    if (!button) return;
    event.preventDefault();
    if (button.matches('.picker__found button')) {
      pick(button);
      return;
    }
    const item = button.closest('[data-item], li');
    const list = item.parentElement;
    if (button.dataset.move) {
      move(item, button.dataset.move === 'up');
      button.focus();
    } else {
      const next = item.nextElementSibling ?? item.previousElementSibling ?? list;
      item.remove();
      (next.querySelector?.('button, input, textarea') ?? list).focus?.();
    }
    changed(list);
  });
}
