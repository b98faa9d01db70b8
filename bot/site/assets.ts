import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { type Response, Router } from 'express';

/** The files that browsers get, read once at the start. `at` is where pages find them: it changes with their content. */
export interface Assets {
  at: string;
  router: Router;
  /** Answers with a page: `{{name}}` becomes the value of that name, escaped. `framedBy`: the sites that may show it in a frame. */
  page(res: Response, name: string, values: Record<string, string>, framedBy?: readonly string[]): void;
  /** One of the files as it is, at an address of its own. */
  text(name: string): string;
}

export function openAssets(): Assets {
  const texts = readPages();
  const version = hashOf([...texts.values()].join('\n')).slice(0, 12);
  const router = Router();

  router.get('/site/:version/:name', (req, res, next) => {
    const { name } = req.params;
    const text = texts.get(name);
    const type = types[extname(name)];
    if (text === undefined || type === undefined) return next();
    const always = req.params.version === version;
    const etag = `"${hashOf(text).slice(0, 24)}"`;
    res.set({ ETag: etag, 'Cache-Control': always ? 'public, max-age=31536000, immutable' : 'no-cache', 'Content-Type': type });
    if (req.fresh) res.status(304).end();
    else res.send(text);
  });

  return {
    at: `/site/${version}`,
    router,
    text: (name) => texts.get(name) ?? '',

    page(res, name, values, framedBy) {
      const text = texts.get(name) ?? '';
      if (framedBy) res.set('Cross-Origin-Resource-Policy', 'cross-origin').removeHeader('X-Frame-Options');
      res.set({
        'Content-Type': 'text/html; charset=utf-8',
        'Cache-Control': 'no-store',
        'Content-Security-Policy': `${policy}; frame-ancestors ${framedBy?.join(' ') ?? "'self'"}`,
      });
      res.send(text.replace(/\{\{(\w+)\}\}/g, (_, key: string) => escaped(values[key] ?? '')));
    },
  };
}

const folder = join(import.meta.dirname, 'pages');

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
};

/** Nothing but our own files runs here, and nothing but our own pages may frame these. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; connect-src 'self'; " +
  "frame-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'";

const readPages = () => new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
