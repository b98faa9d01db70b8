import { randomBytes, randomUUID } from 'node:crypto';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler, type Response } from 'express';
import type { Log } from './db/log.ts';

export interface Readiness {
  readonly ok: boolean;
  readonly checks: Readonly<Record<string, { readonly ok: boolean; readonly detail: string }>>;
}

/** A door adds its own routes. Inside, `res.locals.nonce` is for inline scripts and styles, `requestId` for the log, `address` for limits by who asks. */
export type Mount = (app: Express) => void;

export interface Doors {
  readonly health: { alive(): boolean; readiness(): Promise<Readiness> };
  /** In their order. A route that wants a body reads it itself, by its own limit and after whatever it asks first: no other body is ever read. */
  readonly routes: readonly Mount[];
  /** Shows a person that there is no such page; programs get JSON. */
  readonly notFound?: (req: Request, res: Response) => void;
  /** The address people see. */
  readonly publicUrl?: string | undefined;
  /** The proxies whose forwarded headers are believed: addresses, networks and names as Express reads them. Nobody's, when absent. */
  readonly trustedProxies?: readonly string[];
  /** The only names this server answers to, in the `Host` of a request, with any port. Any, when absent. */
  readonly hosts?: readonly string[];
  /** Whom to tell of a security problem, as a `mailto:` or https address. */
  readonly securityContact?: string | undefined;
  readonly log: Log;
}

export interface Server {
  readonly app: Express;
  readonly http: HttpServer;
  /** Resolves with the port once it listens; rejects when the port is taken. */
  listen(port: number, host: string): Promise<number>;
  /** Takes nothing new, lets running answers end for `graceInMs`, then cuts what is left (live streams). */
  stop(graceInMs?: number): Promise<void>;
}

/** Express with everything around the doors: limits, headers, health, 404 and errors that tell nothing but a request id. */
export function createServer({ health, routes, publicUrl, trustedProxies = [], hosts, securityContact, log, notFound }: Doors): Server {
  const app = express();
  const http = timeLimits(createHttpServer({ connectionsCheckingInterval: 1000 }, app));
  app
    .disable('x-powered-by')
    .disable('etag')
    .set('trust proxy', trustedProxies.length > 0 ? [...trustedProxies] : false);

  app.use(securityHeaders(publicUrl?.startsWith('https:') ?? false));
  app.use((req, res, next) => {
    res.locals.address = networkOf(req.ip ?? '');
    next();
  });
  if (hosts) app.use(refuseOtherHosts(hosts));
  if (securityContact) app.get('/.well-known/security.txt', (_req, res) => void res.type('text/plain').send(securityText(securityContact)));
  app.get('/livez', (_req, res) => void res.status(health.alive() ? 200 : 503).json({ ok: health.alive() }));
  app.get(
    '/readyz',
    readyz(health.readiness, () => http.listening),
  );
  app.use(refuseCrossSite);
  for (const mount of routes) mount(app);
  app.use((req, res) => (notFound && isPerson(req) ? notFound(req, res) : refuse(res, 404, 'not-found')));
  app.use(errors(log));

  return { app, http, listen: (port, host) => listen(http, port, host), stop: (graceInMs = 2000) => stop(http, graceInMs) };
}

/** In a browser: programs take JSON, and so does whoever takes anything. */
const isPerson = (req: Request): boolean => req.accepts(['json', 'html']) === 'html';

/** Slow senders are cut, to the second; answers may take as long as they like (server-sent events). Keep-alive outlives the 60 s of usual proxies. */
function timeLimits(http: HttpServer): HttpServer {
  return Object.assign(http, { headersTimeout: 15_000, requestTimeout: 120_000, keepAliveTimeout: 65_000, maxHeadersCount: 100 });
}

/** Our pages run only our own files and scripts with the nonce of this answer; nothing may frame them but we ourselves. A page may set its own. */
function securityHeaders(overTls: boolean): RequestHandler {
  const fixed = {
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'SAMEORIGIN',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(self), microphone=(self), geolocation=(self)',
    ...(overTls && { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' }),
  };
  return (_req, res, next) => {
    const requestId = randomUUID();
    const nonce = randomBytes(16).toString('base64');
    Object.assign(res.locals, { requestId, nonce });
    res.set(fixed).set('X-Request-Id', requestId).set('Content-Security-Policy', policy(nonce));
    next();
  };
}

/** Who asks, as limits count them: one who has IPv6 has 2⁶⁴ addresses, which are one home. */
export function networkOf(ip: string): string {
  const [, ipv4] = /^::ffff:([\d.]+)$/i.exec(ip) ?? [];
  if (ipv4 || !ip.includes(':')) return ipv4 ?? ip;
  const [front = [], back] = ip.split('::').map((part) => part.split(':').filter(Boolean));
  const zeros = back ? Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0') : [];
  return `${[...front, ...zeros, ...(back ?? [])].slice(0, 4).join(':')}::/64`;
}

const policy = (nonce: string) =>
  `default-src 'none'; script-src 'self' 'nonce-${nonce}'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:; media-src 'self' blob:; ` +
  `font-src 'self'; connect-src 'self'; frame-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'`;

/** Names and addresses of the inside are nobody's business but this machine's. */
const isLocal = (req: Request): boolean =>
  req.get('x-forwarded-for') === undefined && /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(req.socket.remoteAddress ?? '');

/** A page of another site can give this machine's address a name of its own (DNS rebinding): what it asks then is not ours. */
const refuseOtherHosts =
  (hosts: readonly string[]): RequestHandler =>
  (req, res, next) => {
    const name = (req.get('host') ?? '').replace(/:\d+$/, '').toLowerCase();
    if (hosts.includes(name)) next();
    else refuse(res, 421, 'wrong-host');
  };

const yearMs = 365 * 24 * 3600 * 1000;

/** RFC 9116. */
const securityText = (contact: string): string => `Contact: ${contact}\nExpires: ${new Date(Date.now() + yearMs).toISOString()}\n`;

/** The answer is kept for a second, so that asking often costs no more than asking once. A check that hangs or throws is "not ready". */
function readyz(readiness: () => Promise<Readiness>, listening: () => boolean): RequestHandler {
  let last: { at: number; answer: Promise<Readiness> } | undefined;
  return async (req, res) => {
    if (!last || performance.now() - last.at > 1000) last = { at: performance.now(), answer: inTime(readiness) };
    const answer = await last.answer;
    const ok = answer.ok && listening();
    res
      .status(ok ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ ok, ...(isLocal(req) && { checks: answer.checks }) });
  };
}

async function inTime(readiness: () => Promise<Readiness>): Promise<Readiness> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(reject, 3000, new Error('not answered within 3 s'));
  try {
    return await Promise.race([readiness(), late]);
  } catch {
    return { ok: false, checks: { readiness: { ok: false, detail: 'the checks failed or took over 3 s' } } };
  } finally {
    clearTimeout(timer);
  }
}

/** A browser that carries another site's form here says so itself; servers such as Telegram send no such header. */
const refuseCrossSite: RequestHandler = (req, res, next) => {
  const from = req.get('sec-fetch-site') ?? 'none';
  const harmless = ['GET', 'HEAD', 'OPTIONS'].includes(req.method) || from === 'same-origin' || from === 'none';
  if (harmless) next();
  else refuse(res, 403, 'cross-site');
};

/** Errors of parsers and routers carry their 4xx; anything else is ours: logged whole, answered with an id to quote. */
function errors(log: Log): ErrorRequestHandler {
  return (err: unknown, req, res, _next) => {
    const status = clientError(err) ?? 500;
    if (status === 500) log.error({ err, requestId: res.locals.requestId, method: req.method, route: routeOf(req) }, 'a request failed');
    if (res.headersSent) res.destroy();
    else refuse(res, status, status === 500 ? 'internal' : 'bad-request');
  };
}

const clientError = (err: unknown): number | undefined => {
  const status = err instanceof Error && 'status' in err ? Number(err.status) : Number.NaN;
  return status >= 400 && status < 500 ? status : undefined;
};

/** The pattern, never the path: paths hold webhook secrets and one-time links. */
const routeOf = (req: Request): string => (typeof req.route?.path === 'string' ? req.route.path : '(none)');

function refuse(res: Response, status: number, error: string): void {
  res.status(status).set('Cache-Control', 'no-store').json({ error, requestId: res.locals.requestId });
}

function listen(http: HttpServer, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', reject).listen(port, host, () => {
      http.off('error', reject);
      resolve((http.address() as AddressInfo).port); // not a pipe: we listened on a port
    });
  });
}

async function stop(http: HttpServer, graceInMs: number): Promise<void> {
  if (!http.listening) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  http.close(() => resolve());
  http.closeIdleConnections();
  const timer = setTimeout(() => http.closeAllConnections(), graceInMs);
  await promise;
  clearTimeout(timer);
}
