/* A form that cannot be sent stays on the page with all that was typed, and says so. Nothing is kept to be sent later. */
import { say } from './toast.js';
import { sendPlainly } from './cart.js';

const isEnglish = document.documentElement.lang.startsWith('en');

export function refuseOffline() {
  document.addEventListener('submit', async (event) => {
    const { target: form, submitter } = event;
    const method = submitter?.getAttribute('formmethod') || form.getAttribute('method');
    if (navigator.onLine || method?.toLowerCase() !== 'post') return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form.dataset.asking) return;
    form.dataset.asking = '1';
    // Some machines say that they are offline and are not: a market on the same machine, an odd network.
    const isThere = await answers();
    delete form.dataset.asking;
    if (isThere) sendPlainly(form, submitter);
    else say(form.matches('[data-cart-add]') ? notInCart() : notSent());
  });
}

const answers = () => fetch('/health/live', { method: 'HEAD', cache: 'no-store' }).then(() => true, () => false);

const notInCart = () =>
  isEnglish ? 'No network: it is not in the cart. Press again when the network is back.' : 'Không có mạng: chưa thêm vào giỏ. Có mạng lại, hãy bấm lần nữa.';

const notSent = () =>
  isEnglish
    ? 'No network: nothing has been sent. What you typed stays on this page; send it again when the network is back.'
    : 'Không có mạng: chưa gửi gì đi. Những gì bạn gõ vẫn còn trên trang này; có mạng lại, hãy gửi lần nữa.';
