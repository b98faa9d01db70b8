import { type Request, type RequestHandler, Router } from 'express';
import { loadFolder } from '../../db/folder.ts';
import { findShop, getShop } from '../../flows/shop.ts';
import { browserLanguage } from '../site/chat/sentences.ts';
import { type ApiWorld, answering } from './answering.ts';
import { describe } from './document.ts';
import { exampleOrder } from './example.ts';
import { curlOf, showPage } from './page.ts';
import { Problem, problems } from './problem.ts';
import type { Route } from './route.ts';

/** The door for other programs, to be mounted at `/api/v1`: it reads bodies itself and answers every mistake as a problem. */
export async function openApi(world: ApiWorld): Promise<Router> {
  const routes = [...(await loadFolder<Route>(new URL('./routes/', import.meta.url))).values()];
  const { config, store, log } = world;
  const language = (req: Request) => browserLanguage(req, config.shopLanguage);
  const answer = answering(world);
  const router = Router();

  const example = remembered(async () => exampleOrder(store.read, await getShop(store.read), world.now()));
  const document = remembered(async () => describe(routes, await example()));
  router.get('/', async (req, res) => showPage(res, routes, language(req), curlOf(originOf(config.publicUrl, req), await example())));
  router.get('/openapi.json', async (_req, res) => void res.json(await document()));
  // A fixed word before a variable: `/orders/free` would else be an order's number.
  for (const [at, same] of [...Map.groupBy(routes, ({ at }) => at)].toSorted(([a], [b]) => a.localeCompare(b))) {
    const path = at.replace(/\{(\w+)\}/g, ':$1');
    for (const route of same) router[route.method](path, ...answer(route));
    router.all(path, onlyBy(same.map(({ method }) => method)));
  }
  for (const path of ['/', '/openapi.json']) router.all(path, onlyBy(['get']));
  router.use(() => {
    throw new Problem('not-found');
  });
  router.use(problems(async (req) => ({ language: language(req), shop: await findShop(store.read) }), log));
  return router;
}

/** What an address takes: asked by OPTIONS, and told to whoever tries something else. */
function onlyBy(methods: readonly Route['method'][]): RequestHandler {
  const given = (['get', 'post', 'patch', 'delete'] as const).filter((method) => methods.includes(method));
  const allow = [...given.flatMap((method) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()])), 'OPTIONS'];
  return (req, res) => {
    if (req.method !== 'OPTIONS') throw new Problem('wrong-method', { allow });
    res.set('Allow', allow.join(', ')).sendStatus(204);
  };
}

const originOf = (publicUrl: string | undefined, req: Request): string =>
  publicUrl ?? `${req.protocol}://${req.get('host') ?? 'localhost'}`;

const rememberedMs = 60_000;

/** Anybody may ask for the description, so it is made at most once a minute. */
function remembered<V>(make: () => Promise<V>): () => Promise<V> {
  let last: { at: number; value: Promise<V> } | undefined;
  return () => {
    if (last && performance.now() - last.at < rememberedMs) return last.value;
    const value = make();
    last = { at: performance.now(), value };
    value.catch(() => (last = undefined));
    return value;
  };
}
