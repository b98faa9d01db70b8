import type { Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import { deviceOf } from '../flows/device.ts';
import { getShop } from '../flows/shop.ts';
import { findStaff } from '../flows/staff/find-staff.ts';
import { may } from '../flows/staff/rights.ts';
import { isSecure } from './login/cookies.ts';
import { SessionStore } from './login/session-store.ts';
import type { Visitor } from './screen.ts';
import type { PanelWorld } from './world.ts';

/** Sessions of browsers that have signed in. Nobody else gets a cookie, and it holds nothing but a random number. */
export function sessions({ config, store, now }: PanelWorld): RequestHandler {
  const secure = isSecure(config);
  // Only over TLS a cookie may be called `__Host-`: then no neighbour's site can set it.
  const name = secure ? '__Host-anna' : 'anna_panel';
  const handle = session({
    name,
    secret: config.secret,
    store: new SessionStore(store, now),
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure, path: '/' },
  });
  return (req, res, next) => {
    res.locals.sessionCookie = name;
    handle(req, res, next);
  };
}

/** A browser says itself whether our own page asks; what says nothing must name our own origin. Reading is left to everybody. */
export function sameOrigin({ config }: PanelWorld): RequestHandler {
  return (req, res, next) => {
    if (['GET', 'HEAD'].includes(req.method) || isOwn(req, config.publicUrl)) next();
    else refuse(req, res, 403, 'cross-site');
  };
}

function isOwn(req: Request, publicUrl: string | undefined): boolean {
  const site = req.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  const origin = URL.parse(req.get('origin') ?? '');
  return origin !== null && (origin.host === req.get('host') || origin.origin === URL.parse(publicUrl ?? '')?.origin);
}

/**
 * Lets nobody past who may not enter the panel: who it is and what they may is read from the database on every request, so a leaver's next
 * press is refused. `res.locals.visitor` is who asks.
 */
export function onlyVisitors({ store, now }: PanelWorld): RequestHandler {
  return async (req, res, next) => {
    const staff = await findStaff(store.read, req.session.staffId);
    if (!staff || !may(staff, 'panel.enter')) return toLogin(req, res);
    const visitor: Visitor = {
      staff,
      by: { kind: 'staff', id: staff.id, door: `panel: ${deviceOf(req.get('user-agent'))}` },
      language: staff.language,
      shop: await getShop(store.read),
      now: now(),
    };
    res.locals.visitor = visitor;
    // Where @adminjs/express looks for it; it is not a part of what the session keeps.
    Object.defineProperty(req.session, 'adminUser', { value: adminOf(visitor), configurable: true });
    next();
  };
}

/** Who asks, after the guard. */
export const visitorOf = (res: Response): Visitor => res.locals.visitor as Visitor;

/** What AdminJS knows of the visitor; `visitor` itself is hidden from what it writes into pages. */
export interface CurrentAdmin {
  id: string;
  email: string;
  readonly visitor: Visitor;
}

const adminOf = (visitor: Visitor): CurrentAdmin =>
  Object.defineProperty({ id: String(visitor.staff.id), email: '' }, 'visitor', { value: visitor }) as CurrentAdmin;

function toLogin(req: Request, res: Response): void {
  if (req.method === 'GET' && wantsPage(req)) res.redirect(303, `/admin/login?${new URLSearchParams({ next: req.originalUrl })}`);
  else refuse(req, res, 401, 'signed-out');
}

/** Whether a person looks at the answer, and not a script of ours. */
export const wantsPage = (req: Request): boolean => !/^\/(api|ask|do|live|upload|file)\b/.test(req.path);

/** No more than that it does not go. */
export function refuse(_req: Request, res: Response, status: number, error: string): void {
  res.status(status).set('Cache-Control', 'no-store').json({ error });
}
