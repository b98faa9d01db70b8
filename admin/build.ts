import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { componentLoader } from './options.ts';
import { loadRegistry } from './registry.ts';

const folder = join(import.meta.dirname, 'components');
const texts = join(import.meta.dirname, 'texts');
/** The closed sets of words that forms choose from. */
const words = join(import.meta.dirname, '..', 'db', 'schema', 'words.ts');
export const bundleFolder = join(import.meta.dirname, '..', 'node_modules', '.cache', 'anna-panel');

/** What the components are made from: the bundle of other sources is stale. */
export function stampOf(): string {
  const hash = createHash('sha256');
  for (const root of [folder, texts, words, import.meta.filename]) {
    const files = root.endsWith('.ts')
      ? [root]
      : readdirSync(root, { recursive: true, encoding: 'utf8' })
          .sort()
          .map((name) => join(root, name));
    for (const file of files.filter((name) => /\.(tsx?|css)$/.test(name)))
      hash.update(`${relative(folder, file)}\n`).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

/** The bundle of these very sources, or undefined when it has to be made first. */
export function findBundle(): { js: Buffer; css: Buffer } | undefined {
  try {
    const at = join(bundleFolder, stampOf());
    return { js: readFileSync(`${at}.js`), css: readFileSync(`${at}.css`) };
  } catch {
    return undefined;
  }
}

/** Bundles the panel's components for the browser, in about a second; `npm ci` does it, and a start only when the sources have changed since. */
export async function buildBundle(): Promise<void> {
  const loader = componentLoader(await loadRegistry());
  const entries = Object.entries(loader.getComponents()).map(
    ([name, path], index) => `import C${index} from ${JSON.stringify(path)};\nAdminJS.UserComponents[${JSON.stringify(name)}] = C${index};`,
  );
  const stamp = stampOf();
  const result = await build({
    stdin: { contents: `import './panel.css';\n${entries.join('\n')}`, resolveDir: folder, loader: 'tsx' },
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2022',
    jsx: 'transform',
    outfile: 'components.js',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.woff2': 'empty' },
    external: ['*.woff2'],
    plugins: [globalsOfAdminJs],
    logLevel: 'error',
    legalComments: 'none',
  });
  mkdirSync(bundleFolder, { recursive: true });
  for (const { path, contents } of result.outputFiles) {
    const kind = path.endsWith('.css') ? 'css' : 'js';
    const unfinished = join(bundleFolder, `${stamp}.${kind}.${process.pid}`);
    writeFileSync(unfinished, contents);
    renameSync(unfinished, join(bundleFolder, `${stamp}.${kind}`));
  }
}

/** Modules that AdminJS's page has already, by the names it gives them there. Not redux: AdminJS's is 4, recharts needs 5. */
const globals: Readonly<Record<string, string>> = {
  react: 'React',
  'react-dom': 'ReactDOM',
  'prop-types': 'PropTypes',
  'react-redux': 'ReactRedux',
  'react-router': 'ReactRouter',
  'react-router-dom': 'ReactRouterDOM',
  adminjs: 'AdminJS',
  '@adminjs/design-system': 'AdminJSDesignSystem',
  '@adminjs/design-system/styled-components': 'styled',
};

const globalsOfAdminJs: Plugin = {
  name: 'globals-of-adminjs',
  setup({ onResolve, onLoad }) {
    onResolve(
      {
        filter:
          /^(react|react-dom|prop-types|react-redux|react-router|react-router-dom|adminjs|@adminjs\/design-system(\/styled-components)?)$/,
      },
      ({ path }) => ({
        path,
        namespace: 'globals-of-adminjs',
      }),
    );
    onLoad({ filter: /.*/, namespace: 'globals-of-adminjs' }, ({ path }) => ({
      contents: `module.exports = window.${globals[path]};`,
      loader: 'js',
    }));
  },
};

if (import.meta.main) await buildBundle();
