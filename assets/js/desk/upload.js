/* Photos and documents in pieces over a line that breaks (tus, see UploadEndpoint). Each file goes on where it stopped: after a broken line, after a reload, after a
   restart of the server. Without this script the form sends one photo the plain way. */
const MEGABYTE = 1024 * 1024;
const largestOf = (form) => (form.dataset.kind === 'document' ? 20 : 25) * MEGABYTE;
const SMALLEST_PIECE = 64 * 1024;
const LARGEST_PIECE = 2 * MEGABYTE;
const PAUSES = [1, 2, 4, 8, 15, 30];

const encode = (words) => btoa(String.fromCharCode(...new TextEncoder().encode(words)));
const pause = (seconds) => new Promise((done) => {
  const timer = setTimeout(done, seconds * 1000);
  // A line that is back need not be waited for.
  addEventListener('online', () => { clearTimeout(timer); done(); }, { once: true });
});

class Refusal extends Error {}
class Broken extends Error {}
class SignedOut extends Error {}

async function ask(url, options) {
  let answer;
  try {
    // The header keeps the server from sending a sign-in page instead of a status.
    answer = await fetch(url, { ...options, headers: { 'HX-Request': 'true', 'Tus-Resumable': '1.0.0', ...options.headers } });
  } catch {
    throw new Broken();
  }

  if (answer.status === 401) throw new SignedOut();
  if (answer.status === 429 || answer.status >= 500) throw new Broken();
  return answer;
}

async function refusalOf(answer) {
  const said = await answer.json().catch(() => null);
  return new Refusal(said?.message);
}

/* Where an unfinished upload of this very file goes on. */
const memory = {
  key: (file, form) => `upload ${form.dataset.upload} ${file.name} ${file.size} ${file.lastModified}`,
  get(file, form) { try { return localStorage.getItem(this.key(file, form)); } catch { return null; } },
  set(file, form, url) { try { localStorage.setItem(this.key(file, form), url); } catch { /* Private windows: then a reload begins anew. */ } },
  drop(file, form) { try { localStorage.removeItem(this.key(file, form)); } catch { /* as above */ } },
};

async function open(file, form) {
  const known = memory.get(file, form);
  if (known) {
    const told = await ask(known, { method: 'HEAD' });
    if (told.ok) return { url: known, offset: Number(told.headers.get('Upload-Offset')) };
    memory.drop(file, form);
  }

  const told = { filename: file.name, scope: form.elements.scope?.value ?? '/', folder: form.elements.folder?.value ?? '' };
  if (form.dataset.kind) told.kind = form.dataset.kind;
  const answer = await ask(form.dataset.upload, {
    method: 'POST',
    headers: { 'Upload-Length': String(file.size), 'Upload-Metadata': Object.entries(told).map(([name, value]) => `${name} ${encode(value)}`).join(',') },
  });
  if (!answer.ok) throw await refusalOf(answer);
  const url = answer.headers.get('Location');
  memory.set(file, form, url);
  return { url, offset: 0 };
}

async function send(file, form, row) {
  const place = await open(file, form);
  let size = SMALLEST_PIECE * 2;
  while (place.offset < file.size) {
    row.sending(place.offset / file.size);
    const began = performance.now();
    const answer = await ask(place.url, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': String(place.offset) },
      body: file.slice(place.offset, place.offset + size),
    });
    if (answer.status === 409) {
      const told = await ask(place.url, { method: 'HEAD' });
      if (!told.ok) throw new Broken();
      place.offset = Number(told.headers.get('Upload-Offset'));
      continue;
    }

    if (!answer.ok) { memory.drop(file, form); throw await refusalOf(answer); }
    place.offset = Number(answer.headers.get('Upload-Offset'));
    row.wentWell();
    // A piece should take about two seconds: little is lost when the line breaks.
    const seconds = (performance.now() - began) / 1000;
    size = seconds < 1 ? Math.min(size * 2, LARGEST_PIECE) : seconds > 4 ? Math.max(size / 2, SMALLEST_PIECE) : size;
  }

  row.working();
  for (;;) {
    const answer = await ask(`${place.url}/xong`, { method: 'POST' });
    // Another line of ours has it in work.
    if (answer.status === 409) { await pause(2); continue; }
    memory.drop(file, form);
    if (!answer.ok) throw await refusalOf(answer);
    return answer.json();
  }
}

function rowOf(file, form) {
  const say = form.dataset;
  const row = document.createElement('li');
  const [name, bar, words] = ['b', 'progress', 'span'].map((tag) => row.appendChild(document.createElement(tag)));
  name.textContent = file.name;
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute('aria-label', file.name);
  words.textContent = say.waiting;
  form.querySelector('[data-list]').append(row);
  let failures = 0;
  return {
    sending(part) { bar.value = part; words.textContent = `${say.sending} ${Math.round(part * 100)}%`; },
    wentWell() { failures = 0; },
    working() { bar.removeAttribute('value'); words.textContent = say.working; },
    broken() { words.textContent = say.broken; return PAUSES[Math.min(failures++, PAUSES.length - 1)]; },
    refused(message) {
      bar.remove();
      row.dataset.bad = '';
      words.textContent = message || say.failed;
    },
    done(item) {
      bar.remove();
      row.dataset.good = '';
      if (item.picture) {
        const picture = document.createElement('img');
        picture.alt = '';
        picture.width = 48;
        picture.height = 48;
        picture.src = item.picture;
        row.prepend(picture);
      }
      const link = document.createElement('a');
      link.href = item.page;
      link.textContent = item.picture ? say.done : say.doneFile;
      words.replaceChildren(link);
    },
    /* Waits for the person. */
    stopped(message) {
      return new Promise((again) => {
        words.textContent = message;
        const button = row.appendChild(document.createElement('button'));
        button.type = 'button';
        button.className = 'btn btn--s';
        button.textContent = say.again;
        button.addEventListener('click', () => { button.remove(); again(); }, { once: true });
      });
    },
  };
}

async function upload(file, form) {
  const row = rowOf(file, form);
  if (file.size > largestOf(form)) return row.refused(form.dataset.large);
  for (;;) {
    try {
      row.done(await send(file, form, row));
      form.dispatchEvent(new CustomEvent('uploaded', { bubbles: true }));
      return;
    } catch (failure) {
      if (failure instanceof Broken) await pause(row.broken());
      else if (failure instanceof SignedOut) await row.stopped(form.dataset.signIn);
      else if (failure instanceof Refusal) return row.refused(failure.message);
      else throw failure;
    }
  }
}

/* One photo for a field of the editor. Resolves to the item; null where it was refused, which `row` has said by then. */
export async function uploadOne(file, form, row) {
  if (file.size > largestOf(form)) { row.refused(form.dataset.large); return null; }
  for (;;) {
    try {
      return await send(file, form, row);
    } catch (failure) {
      if (failure instanceof Broken) await pause(row.broken());
      else if (failure instanceof SignedOut) { row.refused(form.dataset.signIn); return null; }
      else if (failure instanceof Refusal) { row.refused(failure.message); return null; }
      else throw failure;
    }
  }
}

export function uploads() {
  for (const form of document.querySelectorAll('form[data-upload]')) {
    const input = form.querySelector('input[name="file"]');
    input.multiple = true;
    form.querySelector('[data-without-script]').hidden = true;
    form.querySelector('[data-with-script]').hidden = false;
    let line = Promise.resolve();
    const take = (files) => { for (const file of files) line = line.then(() => upload(file, form)); };
    const takeChosen = (from) => { take([...from.files]); from.value = ''; };

    form.addEventListener('submit', (event) => { if (input.files.length) { event.preventDefault(); takeChosen(input); } });
    input.addEventListener('change', () => takeChosen(input));
    form.querySelector('[data-camera]')?.addEventListener('change', (event) => takeChosen(event.target));
    for (const kind of ['dragenter', 'dragover']) form.addEventListener(kind, (event) => { event.preventDefault(); form.dataset.over = ''; });
    for (const kind of ['dragleave', 'drop']) form.addEventListener(kind, () => { delete form.dataset.over; });
    form.addEventListener('drop', (event) => { event.preventDefault(); take([...event.dataTransfer.files]); });
  }
}

/* A click on the photo says what must stay in sight; the two numbers beside it remain the truth. */
export function focalPoint() {
  for (const box of document.querySelectorAll('[data-focal]')) {
    const [x, y, mark] = [box.closest('form').querySelector('[data-focal-x]'), box.closest('form').querySelector('[data-focal-y]'), box.querySelector('[data-mark]')];
    const show = () => {
      mark.hidden = false;
      mark.style.left = `${x.value}%`;
      mark.style.top = `${y.value}%`;
    };
    if (!x.matches(':disabled')) {
      box.addEventListener('click', (event) => {
        const place = box.querySelector('.photo-frame').getBoundingClientRect();
        x.value = Math.round((100 * (event.clientX - place.left)) / place.width);
        y.value = Math.round((100 * (event.clientY - place.top)) / place.height);
        show();
      });
    }

    for (const field of [x, y]) field.addEventListener('input', show);
    show();
  }
}
