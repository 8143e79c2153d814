/* html[data-sw] names the service worker. It starts when the page has loaded, so that nothing competes with what the visitor waits for,
   and hears which product page was looked at; a worker that takes over later hears it then. Who saves data is asked for none:
   such a visitor keeps what came by anyway. */
export function keepViewed() {
  const { sw } = document.documentElement.dataset;
  const workers = navigator.serviceWorker;
  if (!sw || !workers) return;

  const tell = () => {
    if (navigator.connection?.saveData || !document.querySelector('.good')) return;
    const pictures = [...document.querySelectorAll('.gallery img')].filter((img) => img.complete && img.currentSrc).map((img) => new URL(img.currentSrc).pathname);
    workers.controller?.postMessage({ page: location.pathname, pictures });
  };
  workers.addEventListener('controllerchange', tell);
  addEventListener('load', () => {
    workers.register(sw);
    tell();
  });
}
