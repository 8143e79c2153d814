/* Bundles assets/ into wwwroot/dist. `node eng/assets.mjs` once, `--watch` while working.
   The layout asks for /dist/market.css and /dist/market.js, the desk for desk.css and desk.js besides, a page with a map for map.css and map.js
   (the server fingerprints them);
   fonts and chunks carry their hash in the name. */
import { readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { lowerLightDark } from './light-dark.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const out = path.join(root, 'wwwroot/dist');
const watch = process.argv.includes('--watch');

const lightDark = {
  name: 'light-dark',
  setup(build) {
    build.onLoad({ filter: /assets[\\/]css[\\/].*\.css$/ }, async ({ path: file }) => ({
      contents: lowerLightDark(await readFile(file, 'utf8'), path.relative(root, file)),
      loader: 'css',
    }));
  },
};

const shared = { absWorkingDir: root, bundle: true, minify: true, outdir: out, logLevel: 'info' };

const styles = {
  ...shared,
  entryPoints: ['assets/css/market.css', 'assets/css/desk.css', 'assets/css/map.css'],
  // The floor is set by cascade layers; older browsers show the plain page, which works without any style.
  target: ['chrome99', 'firefox97', 'safari15.4'],
  external: ['/art/*', '/icons/*'],
  // Leaflet's sheet names pictures of controls that we do not use; so small that they may lie inside.
  loader: { '.woff2': 'file', '.png': 'dataurl' },
  assetNames: 'fonts/[name]-[hash]',
  plugins: [lightDark],
};

const scripts = {
  ...shared,
  entryPoints: ['assets/js/market.js'],
  format: 'iife',
  target: ['chrome90', 'firefox90', 'safari14.1'],
};

const desk = {
  ...shared,
  // One build, so that what both share lies in one chunk; each loads what it needs.
  entryPoints: ['assets/js/desk.js', 'assets/js/map.js'],
  format: 'esm',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  target: ['chrome99', 'firefox97', 'safari15.4'],
};

await rm(out, { recursive: true, force: true });

if (watch) {
  const contexts = await Promise.all([styles, scripts, desk].map((bundle) => esbuild.context(bundle)));
  await Promise.all(contexts.map((context) => context.watch()));
} else {
  await Promise.all([styles, scripts, desk].map((bundle) => esbuild.build(bundle))).catch(() => process.exit(1));
}
