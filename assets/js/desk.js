/* The desk: lists that answer while one types (htmx), small states (Alpine), the editor. Every page does its work without any of it. */
import htmx from 'htmx.org/dist/htmx.esm.min.js';
import Alpine from '@alpinejs/csp';
import { editor } from './desk/editor.js';
import { richText } from './desk/rich-text.js';
import { dialogs } from './desk/dialogs.js';
import { blockTools } from './desk/blocks.js';
import { photoFields } from './desk/photo-fields.js';
import { focalPoint, uploads } from './desk/upload.js';
import { chooseAll } from './desk/choose-all.js';
import { floorPlan } from './desk/floor-plan.js';

// The policy refuses styles that a script writes.
htmx.config.includeIndicatorCSS = false;
htmx.config.noSwap = [204, 304, '4xx', '5xx'];

document.addEventListener('alpine:init', () => {
  Alpine.data('preview', () => ({
    width: 'phone',
    isPhone() { return this.width === 'phone'; },
    phone() { this.width = 'phone'; },
    desktop() { this.width = 'wide'; },
  }));
});

const offline = document.querySelector('[data-offline]');
const showLine = () => { if (offline) offline.hidden = navigator.onLine; };
for (const change of ['online', 'offline']) window.addEventListener(change, showLine);
showLine();

dialogs();
blockTools();
photoFields();
richText();
editor();
uploads();
focalPoint();
chooseAll();
floorPlan();
// What arrives by htmx wants the same tools.
document.addEventListener('htmx:after:swap', () => { richText(); chooseAll(); });
Alpine.start();
