/* The box in a list's heading chooses every row of the page. It exists only where a script can make it work. */
export function chooseAll(root = document) {
  for (const box of root.querySelectorAll('[data-choose-all][hidden]')) {
    box.hidden = false;
    box.addEventListener('change', () => {
      for (const row of box.closest('table').querySelectorAll('tbody input[type="checkbox"]')) row.checked = box.checked;
    });
  }
}
