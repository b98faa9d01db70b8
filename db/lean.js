import { enableCompileCache, registerHooks } from 'node:module';
import { join } from 'node:path';

/**
 * `node --import ./db/lean.js` makes a start quick and small; without it everything works, only slower. Compiled code, types stripped, is kept
 * in node_modules/.cache, which saves the stripper itself (19 MB) from the second start on: hence no TypeScript here. And Node would parse
 * drizzle's package.json (175 KB) again for each of its 130 files, to find out that they are modules: telling it so saves 0.5 s and 190 MB.
 */
enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'anna'));

registerHooks({
  resolve(specifier, context, nextResolve) {
    const insideDrizzle = /^\..*\.js$/.test(specifier) && context.parentURL?.includes('/node_modules/drizzle-orm/');
    if (!insideDrizzle) return nextResolve(specifier, context);
    return { url: new URL(specifier, context.parentURL).href, format: 'module', shortCircuit: true };
  },
});
