import express, { type ErrorRequestHandler, type Response, Router } from 'express';
import { kindOf } from '../db/file-kinds.ts';
import { Refused } from '../flows/refused.ts';
import { may } from '../flows/staff/rights.ts';
import { jsonBody } from '../json-body.ts';
import { Download, recordExport } from './download.ts';
import { refuse, visitorOf } from './guard.ts';
import type { Registry } from './registry.ts';
import type { Act, Question } from './screen.ts';
import { sentenceOf } from './sentence.ts';
import type { PanelWorld } from './world.ts';

const json = jsonBody('256kb');
const MOST_PICTURE_BYTES = 10 * 2 ** 20;
const bytes = express.raw({ type: () => true, limit: MOST_PICTURE_BYTES, inflate: false });

/**
 * What the screens ask (`GET ask/<screen>/<question>`) and do (`POST do/<screen>/<act>`). Nothing else exists: an unknown name is 404, one that
 * the visitor may not is 403, a wrong form is 400, a refusal of the business is 422 with its sentence.
 */
export function screensApi(world: PanelWorld, { screens }: Registry): Router {
  const { store, files, heavy } = world;
  const router = Router();

  router.get('/ask/:screen/:question', async (req, res) => {
    const screen = screens.get(req.params.screen);
    const question = own(screen?.questions, req.params.question);
    if (!screen || !question) return refuse(req, res, 404, 'not-found');
    const visitor = visitorOf(res);
    if (!may(visitor.staff, screen.may) || !may(visitor.staff, question.may)) return refuse(req, res, 403, 'forbidden');
    const form = (question as Question).form.safeParse(req.query);
    if (!form.success) return refuse(req, res, 400, 'bad-form');
    await answer(res, async () => {
      const found: unknown = await question.answer({ ...visitor, db: store.read, files, heavy }, form.data);
      if (found instanceof Download) await recordExport(store, found.title, visitor);
      return found;
    });
  });

  router.post('/do/:screen/:act', json, async (req, res) => {
    const screen = screens.get(req.params.screen);
    const act = own(screen?.acts, req.params.act);
    if (!screen || !act) return refuse(req, res, 404, 'not-found');
    const visitor = visitorOf(res);
    if (!may(visitor.staff, screen.may) || !may(visitor.staff, act.may)) return refuse(req, res, 403, 'forbidden');
    const form = (act as Act).form.safeParse(req.body);
    if (!form.success) return refuse(req, res, 400, 'bad-form');
    await answer(res, () => store.tx((tx) => act.run({ ...visitor, tx }, form.data)));
    world.nudge();
  });

  router.post('/upload', bytes, async (req, res) => {
    const { staff } = visitorOf(res);
    if (!(['catalog.manage', 'client.write', 'order.photo'] as const).some((action) => may(staff, action)))
      return refuse(req, res, 403, 'forbidden');
    if (!Buffer.isBuffer(req.body) || req.body.length === 0) return refuse(req, res, 400, 'bad-form');
    const reference = await files.keep(req.body);
    if (pictures.test(reference)) res.json({ answer: reference });
    else refuse(req, res, 415, 'not-a-picture');
  });

  router.get('/file/:reference', async (req, res) => {
    const { reference } = req.params;
    if (!shown.test(reference)) return refuse(req, res, 404, 'not-found');
    const kind = kindOf(reference);
    if (kind === undefined || kind.showing === 'document')
      res.attachment(nameIn(req.query.name) ?? `${reference.slice(0, 8)}.${reference.split('.').at(-1)}`);
    res.set({
      'Content-Type': kind && kind.showing !== 'document' ? kind.mime : 'application/octet-stream',
      'Cache-Control': 'private, max-age=300',
      'Content-Security-Policy': "default-src 'none'; sandbox",
    });
    res.sendFile(files.path(reference), { dotfiles: 'allow', cacheControl: false }, (error) => {
      if (error && !res.headersSent) refuse(req, res, 404, 'not-found');
    });
  });

  router.use(badBody);
  return router;
}

const pictures = /^[0-9a-f]{64}\.(jpg|png|webp|gif)$/;
const shown = /^[0-9a-f]{64}\.[a-z0-9]{2,4}$/;

/** What a file is saved as; the header itself takes care of strange signs in it. */
const nameIn = (given: unknown): string | undefined => (typeof given === 'string' && given !== '' ? given.slice(0, 200) : undefined);

/** `constructor` is no question. */
const own = <T>(of: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  of && Object.hasOwn(of, name) ? of[name] : undefined;

async function answer(res: Response, work: () => Promise<unknown>): Promise<void> {
  const { language, shop } = visitorOf(res);
  res.set('Cache-Control', 'no-store');
  try {
    const found = await work();
    if (found instanceof Download) found.send(res);
    else res.json({ answer: found ?? null });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    res.status(error.code.endsWith('.not-found') ? 404 : 422).json({ error: error.code, sentence: sentenceOf(error, language, shop) });
  }
}

const badBody: ErrorRequestHandler = (error: unknown, req, res, next) => {
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  if (status >= 500 || res.headersSent) next(error);
  else refuse(req, res, status, status === 413 ? 'too-large' : 'bad-form');
};
