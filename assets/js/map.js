/* Pages with a map of sales points. The drawing of the server stands there first; the library comes when it is looked at. */
import { nearMe } from './map/near.js';

const eye = new IntersectionObserver((seen) => {
  for (const { target, isIntersecting } of seen) {
    if (!isIntersecting) continue;
    eye.unobserve(target);
    import('./map/points.js').then(({ show }) => show(target));
  }
}, { rootMargin: '200px' });

for (const element of document.querySelectorAll('[data-map]')) eye.observe(element);
nearMe();
