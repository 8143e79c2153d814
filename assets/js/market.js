/* Everything here is an extra: each page does its work without it. */
import { suggest } from './suggestions.js';
import { addToCart } from './cart.js';
import { steppers } from './steppers.js';
import { busyButtons } from './busy.js';
import { autoSubmit } from './auto-submit.js';
import { copyButtons } from './copy.js';
import { layFacetsOpen } from './facets.js';
import { refuseOffline } from './offline.js';
import { keepViewed } from './viewed.js';
import { passkeys } from './passkey.js';
import { printButtons } from './print.js';

for (const form of document.querySelectorAll('form.search[data-url]')) suggest(form);
steppers();
refuseOffline(); // before whatever would send a form
addToCart();
passkeys();
busyButtons(); // after addToCart: what it has taken over is no longer a page load
autoSubmit();
copyButtons();
layFacetsOpen();
keepViewed();
printButtons();
