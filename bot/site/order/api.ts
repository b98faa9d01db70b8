import { eq } from 'drizzle-orm';
import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import { products } from '../../../db/schema/catalog.ts';
import { deviceCode } from '../../../flows/device.ts';
import { keepUnsentPicture } from '../../../flows/orders/keep-unsent-picture.ts';
import { getShop } from '../../../flows/shop.ts';
import { jsonBody } from '../../../json-body.ts';
import type { Doors } from '../../channel.ts';
import { languageOf, refuse } from '../chat/guard.ts';
import { sendFile } from '../chat/send-file.ts';
import type { Sentence } from '../chat/sentences.ts';
import { findFrame, grantSession, keyOf, ordinary, readKey, readSession, rememberFrame } from '../chat/session.ts';
import { upload } from '../chat/upload.ts';
import { ours } from '../ours.ts';
import { type Pace, pace } from '../pace.ts';
import { readCatalogue } from './catalogue.ts';
import { formIdOf, pictureOf, signPicture } from './form-ticket.ts';
import { daysQuery, orderForm, priceForm, uploadQuery } from './forms.ts';
import { noticeFor, readDays } from './free-days.ts';
import { place } from './place.ts';
import { readPrice } from './price.ts';

const mostPictureBytes = 10 * 2 ** 20;

/** What the page of the order form asks of us. Orders are sent below `/chat`, where the browser shows whose chat this is. */
export function orderApi(doors: Doors): Router {
  const { config, store, files } = doors;
  const db = store.read;
  const router = Router();
  const json = jsonBody('64kb');
  const bytes = express.raw({ type: () => true, limit: mostPictureBytes, inflate: false });
  const guarded = (wait: Pace) => ours(doors, wait);

  router.get('/order/catalogue', guarded(pace(60, 2)), async (req, res) => {
    res.json(await readCatalogue(db, await getShop(db), languageOf(doors, req)));
  });

  router.get('/order/picture/:reference', async (req, res) => {
    const { reference } = req.params;
    const [product] = await db.select({ id: products.id }).from(products).where(eq(products.photo, reference)).limit(1);
    if (product) await sendFile(res, files, reference);
    else res.sendStatus(404);
  });

  router.get('/order/photo/:ticket/:photo', async (req, res) => {
    const formId = formIdOf(config, req.params.ticket, doors.now());
    const reference = formId && pictureOf(config, formId, req.params.photo);
    if (reference) await sendFile(res, files, reference);
    else res.sendStatus(404);
  });

  router.get('/order/days', guarded(pace(60, 2)), async (req, res) => {
    const asked = read(doors, req, res, daysQuery, req.query);
    if (!asked) return;
    const wanted = { now: doors.now(), noticeHours: await noticeFor(db, asked.products) };
    res.json(await readDays(db, { shop: await getShop(db), language: asked.lang, wanted }));
  });

  router.post('/order/price', guarded(pace(120, 5)), json, async (req, res) => {
    const asked = read(doors, req, res, priceForm, req.body);
    if (asked) res.json(await readPrice(db, await getShop(db), asked));
  });

  router.post('/order/photo', guarded(pace(20, 0.2)), bytes, async (req, res) => {
    const asked = read(doors, req, res, uploadQuery, req.query);
    const formId = asked && formIdOf(config, asked.ticket, doors.now());
    if (!asked) return;
    if (!formId || !Buffer.isBuffer(req.body)) return refuse(res, languageOf(doors, req), { status: 400, why: 'badRequest' });
    const file = await upload(files, req.body, undefined);
    if (file) await store.tx((tx) => keepUnsentPicture(tx, { file: file.remoteId, now: doors.now() }));
    if (file?.kind !== 'photo') return refuse(res, languageOf(doors, req), { status: 415, why: 'badPicture' });
    res.json({ photo: signPicture(config, formId, file.remoteId) });
  });

  router.post('/chat/order', guarded(pace(8, 0.05)), json, async (req, res) => {
    const form = read(doors, req, res, orderForm, req.body);
    if (!form) return;
    const isFramed = form.session !== undefined;
    const framed = readKey(config, form.session ?? '') ?? findFrame(config, req);
    const session = isFramed ? framed : readSession(config, req, undefined);
    const { status, ...told } = await place(doors, form, { session, device: deviceCode(req.get('user-agent')) });
    if (!('address' in told)) return void res.status(status).json(told);
    const { address, ...placed } = told;
    if (isFramed) rememberFrame(config, res, address);
    else if (!session) grantSession(config, res, ordinary(address));
    res.json({ ...placed, ...(isFramed && { session: keyOf(config, address) }) });
  });

  router.use(unreadable(doors));
  return router;
}

/** What was posted, once it is understood; otherwise the answer is given. */
export function read<T>(doors: Doors, req: Request, res: Response, form: z.ZodType<T>, posted: unknown): T | undefined {
  const found = form.safeParse(posted);
  if (!found.success) refuse(res, languageOf(doors, req), { status: 400, why: 'badRequest' });
  return found.data;
}

/** What the body parsers throw: too large, cut short, not JSON. */
export const unreadable =
  (doors: Doors): ErrorRequestHandler =>
  (err: unknown, req, res, next) => {
    const status = err instanceof Error && 'status' in err ? Number(err.status) : 500;
    if (status >= 500 || res.headersSent) return next(err);
    const why: Sentence = status === 413 ? 'bigFile' : 'badRequest';
    refuse(res, languageOf(doors, req), { status, why });
  };
