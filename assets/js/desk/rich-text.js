/* <textarea data-rich> becomes an editor; what is written goes back into the textarea, so the form knows of nothing else. */
const tools = [
  ['bold', 'B', (chain) => chain.toggleBold()],
  ['italic', 'I', (chain) => chain.toggleItalic()],
  ['heading', 'H', (chain) => chain.toggleHeading({ level: 3 })],
  ['bulletList', '•', (chain) => chain.toggleBulletList()],
  ['orderedList', '1.', (chain) => chain.toggleOrderedList()],
  ['blockquote', '❝', (chain) => chain.toggleBlockquote()],
];

export async function richText(root = document) {
  const areas = [...root.querySelectorAll('textarea[data-rich]:not([data-ready])')];
  if (areas.length === 0) return;
  for (const area of areas) area.dataset.ready = '';
  const { Editor, StarterKit } = await import('./tiptap.js');
  for (const area of areas) enhance(area, Editor, StarterKit);
}

function enhance(area, Editor, StarterKit) {
  const words = JSON.parse(area.dataset.rich);
  const frame = document.createElement('div');
  frame.className = 'rich';
  const bar = document.createElement('div');
  bar.setAttribute('role', 'toolbar');
  bar.setAttribute('aria-label', words.toolbar);
  const field = document.createElement('div');
  frame.append(bar, field);
  area.before(frame);
  area.hidden = true;

  const editor = new Editor({
    element: field,
    injectCSS: false,
    extensions: [StarterKit.configure({ code: false, codeBlock: false, strike: false, underline: false, horizontalRule: false, heading: { levels: [2, 3] }, link: { openOnClick: false, autolink: true, protocols: ['mailto', 'tel'] } })],
    content: area.value,
    editorProps: { attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': words.label, ...(area.getAttribute('aria-describedby') ? { 'aria-describedby': area.getAttribute('aria-describedby') } : {}) } },
    onUpdate: () => {
      area.value = editor.isEmpty ? '' : editor.getHTML();
      area.dispatchEvent(new Event('input', { bubbles: true }));
    },
    onTransaction: () => { for (const button of bar.children) button.setAttribute('aria-pressed', String(editor.isActive(button.dataset.tool))); },
  });
  for (const [name, sign, act] of tools) bar.append(tool(name, sign, words[name], () => act(editor.chain().focus()).run()));
  bar.append(tool('link', '🔗', words.link, () => {
    if (editor.isActive('link')) editor.chain().focus().unsetLink().run();
    else {
      const address = window.prompt(words.address, 'https://');
      if (address) editor.chain().focus().extendMarkRange('link').setLink({ href: address }).run();
    }
  }));
  document.querySelector(`label[for="${area.id}"]`)?.addEventListener('click', () => editor.commands.focus());
}

function tool(name, sign, label, act) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'tool';
  button.dataset.tool = name;
  button.setAttribute('aria-pressed', 'false');
  button.title = label;
  const words = document.createElement('span');
  words.className = 'sr-only';
  words.textContent = ` ${label}`;
  button.append(sign, words);
  button.addEventListener('click', act);
  return button;
}
