/* Browsers before 2024 do not know light-dark(), and a custom property that holds it turns invalid there. So the tokens are
   written with light-dark() and each rule leaves the build as three: the light values, the dark ones for a machine set to
   dark, the dark ones for a visitor who chose dark. :where() adds no specificity, so the order of the source still decides. Paper is always light. */

const pair = /light-dark\(((?:[^(),]|\([^()]*(?:\([^()]*\)[^()]*)*\))+),((?:[^(),]|\([^()]*(?:\([^()]*\)[^()]*)*\))+)\)/g;
const darkByMachine = ':root:not([data-theme="light"])';
const darkByChoice = ':root[data-theme="dark"]';

/** Rewrites flat rules only; light-dark() inside a nested rule is an error that names the file. */
export function lowerLightDark(css, file) {
  const lowered = css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/([^{};]+)\{([^{}]*light-dark\([^{}]*)\}/g, (_, selector, body) => {
    const light = body.replace(pair, (_, day) => day.trim());
    const dark = body
      .split(';')
      .filter((declaration) => declaration.includes('light-dark('))
      .map((declaration) => declaration.trim().replace(pair, (_, day, night) => night.trim()) + ';')
      .join(' ');
    const under = (root) =>
      selector
        .trim()
        .split(/\s*,\s*/)
        .map((part) => `${part}:where(${root}, ${root} *)`)
        .join(', ');
    return `${selector}{${light}}
@media screen and (prefers-color-scheme: dark) { ${under(darkByMachine)} { ${dark} } }
@media screen { ${under(darkByChoice)} { ${dark} } }`;
  });
  if (lowered.includes('light-dark(')) throw new Error(`${file}: light-dark() belongs into a flat rule of the tokens`);
  return lowered;
}
