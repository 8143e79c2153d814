/* Booths are placed by two number fields. Where a script runs, a click on the plan fills in those of the row one stands in. */
export function floorPlan() {
  const plan = document.querySelector('[data-floor] .plan');
  const rows = document.querySelector('[data-floor-rows]');
  const help = document.querySelector('[data-floor-help]');
  if (!plan || !rows || !help) return;
  help.hidden = false;
  let row = null;
  rows.addEventListener('focusin', (event) => { row = event.target.closest('tr'); });
  plan.addEventListener('click', (event) => {
    if (!row) return;
    const box = plan.getBoundingClientRect();
    const percent = (at, of) => Math.max(0, Math.min(100, Math.round((at * 100) / of)));
    row.querySelector('input[name=x]').value = percent(event.clientX - box.left, box.width);
    row.querySelector('input[name=y]').value = percent(event.clientY - box.top, box.height);
    const marker = [...plan.querySelectorAll('.plan__booth')][row.sectionRowIndex];
    const svg = plan.querySelector('svg').viewBox.baseVal;
    if (marker) {
      const [x, y] = [((event.clientX - box.left) / box.width) * svg.width, ((event.clientY - box.top) / box.height) * svg.height];
      const [rect, text] = marker.children;
      rect.setAttribute('x', x - 42);
      rect.setAttribute('y', y - 30);
      text.setAttribute('x', x);
      text.setAttribute('y', y + 12);
    }
    row.querySelector('input[name=x]').focus({ preventScroll: true });
  });
}
