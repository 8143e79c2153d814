/* form[data-autosave]: what is typed is kept on this device at once and at the server a moment later. A lost line or an ended sign-in loses nothing:
   the copy stays here, and the page offers it the next time. */
const pause = 2000;

const fieldsOf = (form) => [...new FormData(form)].filter(([name, value]) => typeof value === 'string' && !name.startsWith('__'));

function bodyOf(fields, token) {
  const body = new URLSearchParams(fields);
  body.append('__RequestVerificationToken', token);
  return body;
}

function keep(key, version, fields) {
  try {
    localStorage.setItem(key, JSON.stringify({ at: new Date().toISOString(), version, fields }));
  } catch {
    // A full or forbidden store: the server still gets its copy.
  }
}

export function editor() {
  const form = document.querySelector('form[data-autosave]');
  if (!form?.dataset.autosave) return;
  const key = `nhap:${form.dataset.autosave}`;
  const line = document.querySelector('[data-saving]');
  const token = () => form.querySelector('[name="__RequestVerificationToken"]').value;
  const say = (word) => { line.textContent = (line.dataset[word] ?? '').replace('{0}', new Date().toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit' })); };
  let timer = 0;
  let isSending = false;
  let isDirty = false;
  let isStopped = false;

  offer(form, key, token);

  async function send() {
    if (isSending || isStopped) return;
    isSending = true;
    isDirty = false;
    try {
      const answer = await fetch(form.dataset.autosave, { method: 'POST', headers: { Accept: 'application/json' }, redirect: 'manual', body: bodyOf(fieldsOf(form), token()) });
      if (answer.ok) {
        const { version } = await answer.json();
        form.elements.draftVersion.value = version;
        if (!isDirty) localStorage.removeItem(key);
        say('saved');
        document.querySelector('[data-preview]')?.contentWindow.location.reload();
      } else if (answer.status === 409) {
        isStopped = true;
        say('conflict');
      } else {
        // 401 and redirects: signed out meanwhile.
        say(answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403 ? 'signedOut' : 'kept');
        timer = setTimeout(send, 10 * pause);
      }
    } catch {
      say('kept');
      timer = setTimeout(send, 5 * pause);
    } finally {
      isSending = false;
      if (isDirty && !isStopped) timer = setTimeout(send, pause);
    }
  }

  form.addEventListener('input', () => {
    isDirty = true;
    keep(key, form.elements.draftVersion.value, fieldsOf(form));
    clearTimeout(timer);
    timer = setTimeout(send, pause);
  });
  form.addEventListener('submit', () => {
    // Kept until the next page has been shown: only then is it known to have arrived.
    keep(key, form.elements.draftVersion.value, fieldsOf(form));
    sessionStorage.setItem('da-gui', key);
    clearTimeout(timer);
    isStopped = true;
  });
  window.addEventListener('online', send);
}

/** What an earlier visit left on this device and the server never got. */
function offer(form, key, token) {
  if (sessionStorage.getItem('da-gui') === key && form.dataset.fresh === 'true') {
    localStorage.removeItem(key);
    sessionStorage.removeItem('da-gui');
    return;
  }
  // What was refused stands in the form already.
  if (form.dataset.fresh === 'held') return;
  const left = localStorage.getItem(key);
  const note = document.querySelector('[data-left-here]');
  if (!left || !note) return;
  const { at, fields } = JSON.parse(left);
  note.querySelector('time').textContent = new Date(at).toLocaleString('vi-VN');
  note.hidden = false;
  note.querySelector('[data-drop]').addEventListener('click', () => {
    localStorage.removeItem(key);
    note.hidden = true;
  });
  note.querySelector('[data-use]').addEventListener('click', async () => {
    const current = fields.filter(([name]) => name !== 'draftVersion').concat([['takeOver', 'true']]);
    const answer = await fetch(form.dataset.autosave, { method: 'POST', headers: { Accept: 'application/json' }, redirect: 'manual', body: bodyOf(current, token()) });
    if (!answer.ok) return;
    localStorage.removeItem(key);
    location.reload();
  });
}
