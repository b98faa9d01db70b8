import type { RequestHandler } from 'express';
import { titleIn } from '../flows/format.ts';
import { frameState } from './frame-state.ts';
import { visitorOf } from './guard.ts';
import { pagePolicy, rewrite } from './html.ts';
import type { Registry } from './registry.ts';

/** Takes AdminJS's pages on their way out and makes them ours. */
export function pages(registry: Registry, at: (name: string) => string): RequestHandler {
  return (_req, res, next) => {
    const send = res.send.bind(res);
    res.set('Cache-Control', 'no-store');
    res.send = (body: unknown) => {
      if (typeof body !== 'string' || !body.includes('window.REDUX_STATE')) return send(body);
      const visitor = visitorOf(res);
      const nonce = String(res.locals.nonce);
      res.set('Content-Security-Policy', pagePolicy(nonce));
      const title = titleIn(visitor.shop.name, visitor.language);
      return send(rewrite(body, { nonce, title, visitor, state: frameState(registry, visitor), at }));
    };
    next();
  };
}
