/* form[data-passkey] is hidden in the page and appears only where the browser can use passkeys. The server's question is fetched when the button is pressed. */
export function passkeys() {
  const forms = document.querySelectorAll('form[data-passkey]');
  if (forms.length === 0 || !window.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
  for (const note of document.querySelectorAll('[data-passkey-missing]')) note.hidden = true;
  for (const form of forms) {
    form.hidden = false;
    form.addEventListener('submit', (event) => {
      if (form.elements.credential.value) return; // the second time, with the answer
      event.preventDefault();
      ask(form);
    });
  }
}

async function ask(form) {
  const problem = form.querySelector('[data-passkey-problem]');
  problem.hidden = true;
  try {
    const answer = await fetch(form.dataset.options, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
    if (!answer.ok) throw new Error(String(answer.status));
    const options = await answer.json();
    const credential = form.dataset.passkey === 'create'
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
  } catch {
    problem.hidden = false; // also when the person pressed Cancel
  }
}
