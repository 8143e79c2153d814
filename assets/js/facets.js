/* On a wide screen the facets are a sidebar. Browsers that cannot lay a closed <details> open by style get it opened here. */
export function layFacetsOpen() {
  if (CSS.supports?.('selector(details::details-content)')) return;
  const wide = matchMedia('(min-width: 60rem)');
  const apply = () => {
    for (const fold of document.querySelectorAll('.facets > details')) {
      fold.open = wide.matches;
      fold.toggleAttribute('data-laid-open', wide.matches);
    }
  };
  apply();
  wide.addEventListener('change', apply);
}
