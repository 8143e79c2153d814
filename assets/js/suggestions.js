/* The ARIA combobox pattern on the search field; suggestions come from data-url as [{ text, href, kind }]. */
const pause = 160;
let lists = 0;

export function suggest(form) {
  const input = form.querySelector('input[type="search"]');
  if (!input) return;
  const list = document.createElement('ul');
  list.className = 'suggestions';
  list.id = `suggestions-${++lists}`;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', form.dataset.label || input.labels?.[0]?.textContent || '');
  list.hidden = true;
  form.append(list);

  for (const [name, value] of Object.entries({
    role: 'combobox',
    autocomplete: 'off',
    'aria-autocomplete': 'list',
    'aria-controls': list.id,
    'aria-expanded': 'false',
  })) {
    input.setAttribute(name, value);
  }

  let chosen = -1;
  let timer;
  let request;

  const choose = (index) => {
    chosen = index;
    [...list.children].forEach((option, i) => option.setAttribute('aria-selected', String(i === index)));
    const option = list.children[index];
    if (option) {
      input.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    } else {
      input.removeAttribute('aria-activedescendant');
    }
  };

  const close = () => {
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    choose(-1);
  };

  const show = (found) => {
    list.replaceChildren(
      ...found.map(({ text, href, kind }, i) => {
        const option = document.createElement('li');
        option.id = `${list.id}-${i}`;
        option.setAttribute('role', 'option');
        option.dataset.href = href;
        option.append(text);
        if (kind) option.append(Object.assign(document.createElement('small'), { textContent: kind }));
        return option;
      }),
    );
    list.hidden = found.length === 0;
    input.setAttribute('aria-expanded', String(!list.hidden));
    choose(-1);
  };

  const ask = async () => {
    request?.abort();
    request = new AbortController();
    const { signal } = request;
    const url = new URL(form.dataset.url, location.href);
    url.searchParams.set('q', input.value.trim());
    try {
      const answer = await fetch(url, { signal, headers: { Accept: 'application/json' } });
      const found = answer.ok ? await answer.json() : [];
      if (!signal.aborted) show(found);
    } catch (problem) {
      // Aborted by the next letter, or no network: the search button still works.
      if (problem.name !== 'AbortError') close();
    }
  };

  input.addEventListener('input', () => {
    clearTimeout(timer);
    if (input.value.trim().length < 2) return close();
    timer = setTimeout(ask, pause);
  });

  input.addEventListener('keydown', (event) => {
    if (event.isComposing || list.hidden) return; // Telex and VNI keyboards compose their accents
    const count = list.children.length;
    if (event.key === 'ArrowDown') choose(chosen + 1 < count ? chosen + 1 : -1);
    else if (event.key === 'ArrowUp') choose(chosen < 0 ? count - 1 : chosen - 1);
    else if (event.key === 'Enter' && chosen >= 0) location.assign(list.children[chosen].dataset.href);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
  });

  list.addEventListener('pointerdown', (event) => event.preventDefault()); // keep the focus in the field
  list.addEventListener('click', (event) => {
    const option = event.target.closest('[role="option"]');
    if (option) location.assign(option.dataset.href);
  });
  input.addEventListener('blur', close);
  form.addEventListener('submit', close);
}
