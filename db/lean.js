import { enableCompileCache, registerHooks } from 'node:module';
import { join } from 'node:path';

/**
 * `node --import ./db/lean.js` makes a start quick and small; without it everything works, only slower. Compiled code, types stripped, is kept
 * in node_modules/.cache, which saves the stripper itself (19 MB) from the second start on: hence no TypeScript here. And Node would parse
 * drizzle's package.json (175 KB) again for each of its 130 files, to find out that they are modules: telling it so saves 0.5 s and 190 MB.
 * AdminJS loads its bundler and all of its browser's half (1,700 modules, 150 MB) on the server, where we need none of them: they are left empty.
 */
enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'anna'));

/** Each thread of the pool keeps some 30 MB of its own once a password was hashed on it; files and names need no more than two. */
process.env.UV_THREADPOOL_SIZE ??= '2';

const bundlers = 'export default { createEntry() {}, build() {}, watch() {}, getOutput() {} };';
/** What stands in for parts of AdminJS that only browsers and its own bundler use. */
const emptied = [
  [/\/adminjs\/lib\/backend\/bundler\/(app|components|globals)\.bundler\.js$/, bundlers],
  [/\/adminjs\/lib\/backend\/bundler\/utils\/asset-bundler\.js$/, 'export class AssetBundler {}; export default AssetBundler;'],
  [/\/adminjs\/lib\/frontend\/index\.js$/, 'export {};'],
  [
    /\/@adminjs\/design-system\/build\/index\.js$/,
    "export { combineStyles } from './utils/combine-styles.js'; export { DEFAULT_DRAWER_WIDTH } from './constants.js';",
  ],
];

registerHooks({
  load(url, context, nextLoad) {
    const [, source] = url.includes('adminjs') ? (emptied.find(([pattern]) => pattern.test(url)) ?? []) : [];
    return source === undefined ? nextLoad(url, context) : { format: 'module', source, shortCircuit: true };
  },
  resolve(specifier, context, nextResolve) {
    const insideDrizzle = /^\..*\.js$/.test(specifier) && context.parentURL?.includes('/node_modules/drizzle-orm/');
    if (!insideDrizzle) return nextResolve(specifier, context);
    return { url: new URL(specifier, context.parentURL).href, format: 'module', shortCircuit: true };
  },
});
