import { Router } from 'express';
import type { Assets } from './assets.ts';

/** `/widget.js`: the one line that other sites put on their pages. They load it from here, so it is always of this version. */
export function widget(assets: Assets): Router {
  const router = Router();
  router.get('/widget.js', (_req, res) => {
    res.set({
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'public, max-age=300',
      'Cross-Origin-Resource-Policy': 'cross-origin',
    });
    res.send(assets.text('widget.js'));
  });
  return router;
}
