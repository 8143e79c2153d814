/* <button data-opens="id"> opens <dialog id>; a button inside with data-closes ends it. Without script the dialog's content stands on a page of its own. */
export function dialogs() {
  document.addEventListener('click', (event) => {
    const opener = event.target.closest('[data-opens]');
    if (opener) {
      const dialog = document.getElementById(opener.dataset.opens);
      if (!dialog?.showModal) return;
      event.preventDefault();
      dialog.showModal();
      return;
    }
    event.target.closest('[data-closes]')?.closest('dialog')?.close();
  });
}
