import express, { type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import type { Config } from '../../config.ts';
import type { Files } from '../../db/files.ts';
import type { Log } from '../../db/log.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Store } from '../../db/store.ts';
import type { ApiKey } from '../../flows/api-keys/find-key.ts';
import { getShop } from '../../flows/shop.ts';
import { refuseUnless } from '../../flows/staff/rights.ts';
import { jsonBody } from '../../json-body.ts';
import { sendFile } from '../site/chat/send-file.ts';
import { browserLanguage } from '../site/chat/sentences.ts';
import { pace } from '../site/pace.ts';
import { authorize } from './authorize.ts';
import { etagOf, refuseStale } from './etag.ts';
import { flawsIn } from './flaws.ts';
import { type Answered, findAnswer, keepAnswer, onceIn, takeKey } from './once.ts';
import { Problem } from './problem.ts';
import type { Given, Route } from './route.ts';
import { keptFile } from './shapes/file.ts';

/** What the API needs of the world. */
export interface ApiWorld {
  config: Config;
  store: Store;
  files: Files;
  log: Log;
  now(): Instant;
  /** Something was written: rules and messages may go on. */
  nudge(): void;
}

const json = jsonBody('256kb');
const bytes = express.raw({ type: 'image/*', limit: '10mb', inflate: false });

/** Answers the calls of one route: key, pace, input, then the work in one transaction with its right and its memory of repeats. */
export function answering(world: ApiWorld): (route: Route) => RequestHandler[] {
  const { store, now } = world;
  const wait = pace(60, 10);

  const enter =
    ({ scope }: Route): RequestHandler =>
    async (req, res, next) => {
      res.set('Cache-Control', 'no-store');
      res.locals.apiKey = await authorize(req, scope, { store, now: now(), wait });
      next();
    };

  const work =
    (route: Route): RequestHandler =>
    async (req, res) => {
      const given = readGiven(route, req, route.picture && (await keepPicture(world.files, req)));
      const call: Call = { req, key: res.locals.apiKey, given, requestId: String(res.locals.requestId) };
      const answered = route.write ? await act(world, route, call) : await ask(world, route, call);
      if (route.sendsFile) await sendKept(res, world.files, answered.body);
      else reply(res, answered);
    };

  return (route) => [enter(route), ...(route.picture ? [bytes] : route.body ? [json] : []), work(route)];
}

interface Call {
  req: Request;
  key: ApiKey;
  given: Given<unknown, unknown, unknown>;
  requestId: string;
}

async function ask({ store, now, config }: ApiWorld, route: Route, { req, key, given }: Call): Promise<Answered> {
  if (!route.read) throw new Problem('not-found');
  const by = { kind: 'key', id: key.id } as const;
  if (route.may) await refuseUnless(store.read, by, route.may);
  const shop = await getShop(store.read);
  const language = browserLanguage(req, config.shopLanguage);
  return { status: 200, body: await route.read({ db: store.read, by, key, shop, now: now(), language }, given) };
}

async function act(world: ApiWorld, route: Route, { req, key, given, requestId }: Call): Promise<Answered & { repeated?: boolean }> {
  const once = onceIn(req, key.id, given);
  const by = { kind: 'key', id: key.id } as const;
  const origin = `api:${key.id}:${once?.key ?? requestId}`;
  const at = world.now();
  const language = browserLanguage(req, world.config.shopLanguage);
  const answered = await world.store.tx(async (tx) => {
    if (route.may) await refuseUnless(tx, by, route.may);
    const before = once && (await findAnswer(tx, once));
    if (before) return { ...before, repeated: true };
    if (once) await takeKey(tx, once, at);
    if (route.subject) refuseStale(req, await route.subject(tx, given.path));
    const body = await route.write?.({ tx, by, key, shop: await getShop(tx), now: at, language, origin }, given);
    const fresh = { status: route.status ?? 200, body };
    if (once) await keepAnswer(tx, once, fresh);
    return fresh;
  });
  world.nudge();
  return answered;
}

function reply(res: Response, { status, body, repeated }: Answered & { repeated?: boolean }): void {
  const etag = etagOf(body);
  if (etag !== undefined) res.set('ETag', etag);
  if (repeated) res.set('Idempotent-Replayed', 'true');
  res.status(status).json(body);
}

/** Path, query and body by their schemas; all flaws at once. A path that fits no number leads nowhere. */
function readGiven(route: Route, req: Request, picture: unknown): Given<unknown, unknown, unknown> {
  const path = route.path?.safeParse(req.params);
  if (path?.success === false) throw new Problem('not-found');
  const asked = { ...req.query };
  const query = (route.query ?? nothing).safeParse(asked);
  const sent = picture ?? (route.body && bodyOf(req));
  const body = route.body?.safeParse(sent);
  const errors = [...flawsIn(query.error, asked, '?'), ...flawsIn(body?.error, sent, '/')];
  if (errors.length > 0) throw new Problem('invalid', { errors });
  return { path: path?.data, query: query.data, body: body?.data };
}

const nothing = z.strictObject({});

async function keepPicture(files: Files, req: Request): Promise<{ file: string }> {
  if (!Buffer.isBuffer(req.body) || req.body.length === 0) throw new Problem('not-a-picture');
  const file = await files.keep(req.body);
  if (!/\.(jpg|png|webp|gif)$/.test(file)) throw new Problem('not-a-picture');
  return { file };
}

async function sendKept(res: Response, files: Files, body: unknown): Promise<void> {
  const { file } = keptFile.parse(body);
  await sendFile(res, files, file).catch(() => {
    throw new Problem('not-found');
  });
}

/** What was sent as JSON; who sends nothing says nothing. */
function bodyOf(req: Request): unknown {
  if (req.body !== undefined) return req.body;
  if (hasBody(req)) throw new Problem('not-json');
  return {};
}

const hasBody = (req: Request): boolean => req.get('transfer-encoding') !== undefined || Number(req.get('content-length') ?? 0) > 0;
