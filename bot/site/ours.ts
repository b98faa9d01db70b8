import type { RequestHandler } from 'express';
import type { Doors } from '../channel.ts';
import { languageOf, refuse } from './chat/guard.ts';
import type { Pace } from './pace.ts';
import { isSameOrigin } from './same-origin.ts';

/** Whether our own page asks, and how often from one address. What comes behind it is kept nowhere on the way. */
export function ours(doors: Doors, wait: Pace): RequestHandler {
  return (req, res, next) => {
    res.set('Cache-Control', 'no-store');
    const language = languageOf(doors, req);
    if (!isSameOrigin(req, doors.config.publicUrl)) return refuse(res, language, { status: 403, why: 'foreign' });
    const waitMs = wait(String(res.locals.address), doors.now());
    if (waitMs > 0) return refuse(res, language, { status: 429, why: 'tooFast', waitMs });
    next();
  };
}
