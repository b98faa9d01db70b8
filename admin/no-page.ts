import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { refuse, visitorOf, wantsPage } from './guard.ts';
import type { Visitor } from './screen.ts';
import { noPageTexts } from './texts/no-page.ts';
import type { PanelWorld } from './world.ts';

type Which = keyof (typeof noPageTexts)['en'];

/** There is nothing here; the same answer for what never was and for what this visitor must not know of. */
export const notFound: RequestHandler = (req, res) => say(req, res, 404, 'not-found');

/** The visitor's role has no business here. */
export function forbidden(req: Request, res: Response): void {
  say(req, res, 403, 'forbidden');
}

/** Anything unforeseen is logged whole and answered with a number to quote. */
export const troubles =
  ({ log }: Pick<PanelWorld, 'log'>): ErrorRequestHandler =>
  (err: unknown, req, res, _next) => {
    const status = err instanceof Error && 'status' in err ? Number(err.status) : 500;
    if (!(status >= 400 && status < 500))
      log.error({ err, requestId: res.locals.requestId, method: req.method, route: 'admin' }, 'the panel failed');
    if (res.headersSent) res.destroy();
    else say(req, res, status >= 400 && status < 500 ? status : 500, status >= 400 && status < 500 ? 'bad-form' : 'internal');
  };

function say(req: Request, res: Response, status: number, which: Which): void {
  const visitor: Visitor | undefined = visitorOf(res);
  if (req.method !== 'GET' || !wantsPage(req) || !visitor) {
    refuse(req, res, status, which);
    return;
  }
  const nonce = String(res.locals.nonce);
  const texts = noPageTexts[visitor.language][which];
  res.status(status).set({
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': `default-src 'none'; style-src 'nonce-${nonce}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  });
  res.send(`<!DOCTYPE html><html lang="${visitor.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<title>${texts.title}</title><style nonce="${nonce}">body{margin:0;min-height:100vh;display:grid;place-items:center;background:#f5f4f8;color:#1d1b26;font:16px/1.5 system-ui,sans-serif}
main{padding:32px;text-align:center;max-width:420px}h1{font-size:24px;margin:0 0 8px}p{color:#6b6878;margin:0 0 20px}a{display:inline-block;background:#6d4aff;color:#fff;text-decoration:none;padding:10px 18px;border-radius:10px;font-weight:600}</style></head>
<body><main><h1>${texts.title}</h1><p>${texts.text}</p><a href="/admin">${texts.home}</a></main></body></html>`);
}
