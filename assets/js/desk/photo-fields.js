/* A picture's or a document's place in the editor: chosen from the library in a dialog, or sent from the phone right here. The form keeps its id. */
import { uploadOne } from './upload.js';

let asking = null;

function take(field, { id, picture, alt, name }) {
  const media = field.querySelector('[data-media]');
  if (media.options && ![...media.options].some((option) => option.value === id)) media.add(new Option(name, id));
  media.value = id;
  const chosen = field.querySelector('[data-chosen]');
  if (chosen) {
    chosen.textContent = name;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    return;
  }
  const thumb = field.querySelector('[data-thumb]');
  thumb.src = picture;
  thumb.hidden = false;
  const words = field.querySelector('[data-alt]');
  if (words?.value === '' && alt) words.value = alt;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  if (words?.value === '') words.focus();
}

async function send(field, input) {
  const [file] = input.files;
  input.value = '';
  if (!file) return;
  const say = document.getElementById(input.dataset.uploadHere || 'chon-anh').dataset;
  const line = field.querySelector('[data-progress]');
  line.classList.remove('problem');
  delete field.dataset.refused;
  let failures = 0;
  const row = {
    sending: (part) => { line.textContent = `${say.sending} ${Math.round(part * 100)}%`; },
    wentWell: () => { failures = 0; },
    working: () => { line.textContent = say.working; },
    broken: () => { line.textContent = say.broken; return [1, 2, 4, 8, 15, 30][Math.min(failures++, 5)]; },
    refused: (message) => {
      line.textContent = message || say.failed;
      line.classList.add('problem');
      field.dataset.refused = '';
    },
  };
  const target = { dataset: say, elements: { scope: { value: say.scope }, folder: { value: '' } } };
  // What is pressed while the file is on its way would go without it.
  const buttons = [...(field.closest('form[data-waits]')?.querySelectorAll('button') ?? [])];
  for (const button of buttons) button.disabled = true;
  const item = await uploadOne(file, target, row);
  for (const button of buttons) button.disabled = false;
  if (!item) return;
  line.textContent = '';
  take(field, { id: item.id, picture: item.picture, alt: item.altVi, name: item.file ?? item.fileName });
}

/* A file that was refused does not stay behind unnoticed: the first press says so, the second goes without it. */
function holdBack(event) {
  const field = event.target.querySelector('[data-refused]');
  const without = field && document.getElementById(field.querySelector('[data-upload-here]').dataset.uploadHere)?.dataset.without;
  if (!without) return;
  event.preventDefault();
  delete field.dataset.refused;
  const line = field.querySelector('[data-progress]');
  line.textContent += ` ${without}`;
  field.scrollIntoView({ block: 'center' });
}

export function photoFields() {
  // Before anybody else: a form that stays is not on its way (busy.js), or its second press would go nowhere.
  document.addEventListener('submit', holdBack, true);
  for (const tools of document.querySelectorAll('[data-photo-tools]')) tools.hidden = false;
  document.addEventListener('click', (event) => {
    const opener = event.target.closest('[data-choose]');
    if (opener) asking = opener.closest('[data-photo]');
    const choice = event.target.closest('[data-take]');
    if (!choice || !asking) return;
    take(asking, { id: choice.value, picture: choice.querySelector('img')?.src, alt: choice.dataset.alt, name: choice.dataset.name ?? choice.querySelector('small')?.textContent });
    choice.closest('dialog').close();
  });
  document.addEventListener('change', (event) => {
    if (event.target.matches('[data-upload-here]')) send(event.target.closest('[data-photo]'), event.target);
  });
}
