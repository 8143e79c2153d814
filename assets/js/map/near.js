/* "Near me": asks only when it is pressed, and tells the market no more than to a hundred metres. */
export function nearMe() {
  const button = document.querySelector('[data-near]');
  if (!button || !navigator.geolocation || !isSecureContext) return;
  const line = document.querySelector('[data-near-says]');
  button.hidden = false;
  button.addEventListener('click', () => {
    line.textContent = button.dataset.searching;
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      const query = new URLSearchParams(new FormData(button.form));
      for (const field of ['tinh', 'xa']) query.delete(field);
      for (const [field, value] of [...query]) if (value === '') query.delete(field);
      query.set('gan', `${coords.latitude.toFixed(3)},${coords.longitude.toFixed(3)}`);
      location.assign(`${button.dataset.near}?${query}`);
    }, () => { line.textContent = button.dataset.refused; }, { maximumAge: 10 * 60 * 1000, timeout: 15000 });
  });
}
