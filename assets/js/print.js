/* button[data-print] prints the page; without script the browser's own command does. */
export function printButtons() {
  for (const button of document.querySelectorAll('button[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => print());
  }
}
