import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { type Request, type Response, Router } from 'express';
import { findBundle } from './build.ts';

/** The files that the panel's pages load, each under an address that changes with its content. */
export interface Assets {
  at(name: string): string;
  router: Router;
}

interface Asset {
  type: string;
  version: string;
  plain: Buffer;
  /** By content encoding; made when first asked for. */
  packed: Map<string, Promise<Buffer>>;
}

const require = createRequire(import.meta.url);
const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)];

/** Reads the files once; bundles the components first when their sources have changed since they were bundled. */
export async function openAssets(): Promise<Assets> {
  const { js, css } = findBundle() ?? (await bundled());
  const assets = new Map<string, Asset>();
  const add = (name: string, plain: Buffer) => {
    const version = createHash('sha256').update(plain).digest('hex').slice(0, 12);
    assets.set(name, { type: types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream', version, plain, packed: new Map() });
  };
  const adminjs = join(dirname(require.resolve('adminjs')), 'lib', 'frontend', 'assets', 'scripts');
  add('global.js', readFileSync(join(adminjs, 'global-bundle.production.js')));
  add('app.js', readFileSync(join(adminjs, 'app-bundle.production.js')));
  add(
    'design-system.js',
    withoutEval(readFileSync(join(dirname(require.resolve('@adminjs/design-system')), '..', 'bundle.production.js'), 'utf8')),
  );
  add('components.js', js);
  for (const name of fonts)
    add(name, readFileSync(join(dirname(require.resolve('@fontsource-variable/inter/package.json')), 'files', name)));
  const at = (name: string) => `/admin/assets/${assets.get(name)?.version}/${name}`;
  add('panel.css', Buffer.concat([Buffer.from(fontFaces(at)), css]));

  const router = Router();
  router.get('/assets/:version/:name', async (req, res) => {
    const asset = assets.get(req.params.name);
    if (!asset || asset.version !== req.params.version) return void res.status(404).json({ error: 'not-found' });
    res.set({ 'Content-Type': asset.type, 'Cache-Control': 'public, max-age=31536000, immutable', Vary: 'Accept-Encoding' });
    await send(req, res, asset);
  });
  return { at, router };
}

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  woff2: 'font/woff2',
};

/** In a process of its own, so that the bots feel nothing of it. */
async function bundled(): Promise<{ js: Buffer; css: Buffer }> {
  const child = spawn(
    process.execPath,
    ['--import', join(import.meta.dirname, '..', 'db', 'lean.js'), join(import.meta.dirname, 'build.ts')],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const [code] = await once(child, 'exit');
  const bundle = findBundle();
  if (code !== 0 || !bundle) throw new Error('The components of the panel could not be bundled');
  return bundle;
}

/** The design system looks for the global object by `new Function`, which the page's policy forbids and logs. */
function withoutEval(text: string): Buffer {
  const marker = 'new Function("return this")()';
  if (!text.includes(marker)) throw new Error('The design system has another bundle now');
  return Buffer.from(text.replaceAll(marker, 'globalThis'));
}

const fonts = ['inter-latin-wght-normal.woff2', 'inter-cyrillic-wght-normal.woff2'] as const;
const ranges: Record<(typeof fonts)[number], string> = {
  'inter-latin-wght-normal.woff2':
    'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+20BD,U+2116,U+2122,U+2190-2199,U+2212,U+2215',
  'inter-cyrillic-wght-normal.woff2': 'U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116,U+20BD',
};

const fontFaces = (at: (name: string) => string): string =>
  fonts
    .map(
      (name) =>
        `@font-face{font-family:'Inter Variable';font-style:normal;font-display:swap;font-weight:100 900;src:url(${at(name)}) format('woff2');unicode-range:${ranges[name]}}`,
    )
    .join('\n');

async function send(req: Request, res: Response, asset: Asset): Promise<void> {
  const encoding = asset.type === 'font/woff2' ? 'identity' : req.acceptsEncodings('br', 'gzip', 'identity') || 'identity';
  if (encoding === 'identity') return void res.send(asset.plain);
  let packed = asset.packed.get(encoding);
  if (!packed) {
    packed = encoding === 'br' ? brotli(asset.plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }) : zip(asset.plain);
    asset.packed.set(encoding, packed);
  }
  res.set('Content-Encoding', encoding).send(await packed);
}
