import { type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import type { Language } from '../../../db/schema/words.ts';
import { slotsOf } from '../../../flows/catalog/slots.ts';
import { askAboutOrder } from '../../../flows/clients/ask-about-order.ts';
import { findOtherMessengers } from '../../../flows/clients/join-links.ts';
import { formatsFor } from '../../../flows/format.ts';
import { cancelOrder } from '../../../flows/orders/cancel-order.ts';
import { getOrder } from '../../../flows/orders/load-order.ts';
import { orderBehind } from '../../../flows/orders/order-link.ts';
import { findOrderStatus, type OrderStatus } from '../../../flows/orders/order-status.ts';
import { rescheduleOrder, wantedFor } from '../../../flows/orders/reschedule-order.ts';
import { Refused } from '../../../flows/refused.ts';
import { getShop, type Shop } from '../../../flows/shop.ts';
import { textsIn } from '../../../flows/texts/texts.ts';
import { wordsIn } from '../../../flows/words-in.ts';
import { jsonBody } from '../../../json-body.ts';
import { dayOf } from '../../../notifications/time.ts';
import type { Doors } from '../../channel.ts';
import type { Assets } from '../assets.ts';
import { languageOf } from '../chat/guard.ts';
import { sentence } from '../chat/sentences.ts';
import { ours } from '../ours.ts';
import { pace } from '../pace.ts';
import { read, unreadable } from './api.ts';
import { askForm, cancelForm, moveForm } from './forms.ts';
import { readDays } from './free-days.ts';

interface Visit {
  req: Request;
  res: Response;
  orderId: number;
  shop: Shop;
  language: Language;
}

/** `/o/<token>`: how an order stands, for whoever has its secret link, and what its client may still do about it. */
export function statusPages(doors: Doors, assets: Assets): Router {
  const { store, now } = doors;
  const db = store.read;
  const router = Router();
  const json = jsonBody('16kb');
  const changing = [ours(doors, pace(10, 0.1)), json];

  const opened = (work: (visit: Visit) => Promise<unknown>) => async (req: Request, res: Response) => {
    res.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer', 'X-Robots-Tag': 'noindex, nofollow' });
    const orderId = orderBehind(String(req.params.token));
    const language = languageOf(doors, req);
    if (orderId === undefined) return showGone(res, assets, language);
    const shop = await getShop(db);
    await work({ req, res, orderId, language, shop }).catch((error: unknown) => {
      if (!(error instanceof Refused)) throw error;
      res.status(409).json({ error: textsIn(language).refused[error.code](error.details, formatsFor(language, shop)) });
    });
  };

  router.get(
    '/o/:token',
    opened(async ({ res, orderId, shop, language }) => {
      const status = await findOrderStatus(db, { orderId, language, shop });
      assets.page(res, 'status.html', { ...pageOf(status, shop, language), assets: assets.at });
    }),
  );
  router.get(
    '/o/:token/state',
    opened(async ({ res, orderId, shop, language }) => {
      const status = await findOrderStatus(db, { orderId, language, shop });
      res.json({
        ...{ ...status, ...linesOf(status, language), reasons: textsIn(language).lossReasons.client },
        onward: await findOtherMessengers(db, 'web'),
      });
    }),
  );
  router.get(
    '/o/:token/days',
    opened(async ({ res, orderId, shop, language }) => {
      const wanted = await wantedFor(db, await getOrder(db, orderId), now());
      res.json(await readDays(db, { shop, language, wanted }));
    }),
  );

  /** One thing the client does, by the same command as in chat. */
  const act = <T>(form: z.ZodType<T>, work: (visit: Visit, said: T) => Promise<unknown>) =>
    opened(async (visit) => {
      const said = read(doors, visit.req, visit.res, form, visit.req.body);
      if (!said) return;
      await work(visit, said);
      doors.nudge();
      visit.res.json({ ok: true });
    });

  router.post(
    '/o/:token/ask',
    changing,
    act(askForm, ({ orderId }, { text }) => store.tx((tx) => askAboutOrder(tx, { orderId, text, now: now() }))),
  );
  router.post(
    '/o/:token/cancel',
    changing,
    act(cancelForm, ({ orderId, shop }, { reason }) =>
      store.tx(async (tx) => {
        const { clientId } = await getOrder(tx, orderId);
        await cancelOrder(tx, { orderId, reason, by: { kind: 'client', id: clientId }, now: now(), shop });
      }),
    ),
  );
  router.post(
    '/o/:token/move',
    changing,
    act(moveForm, ({ orderId, shop }, { dueAt }) =>
      store.tx(async (tx) => {
        const { clientId } = await getOrder(tx, orderId);
        const dueUntil = slotsOf(dayOf(dueAt, shop.timezone), shop).find(({ from }) => from === dueAt)?.until ?? null;
        await rescheduleOrder(tx, { orderId, dueAt, dueUntil, by: { kind: 'client', id: clientId }, now: now(), shop });
      }),
    ),
  );
  router.use('/o', unreadable(doors));
  return router;
}

/** The lines of the page that are sentences. */
function linesOf(status: OrderStatus, language: Language): Record<'where' | 'money', string> {
  const t = textsIn(language);
  const { balance, total, outcome } = status;
  return {
    where: status.pickupAddress === undefined ? t.status.delivery(status.delivery) : t.agreed.pickup(status.pickupAddress),
    money: outcome === 'lost' ? '—' : balance === undefined ? t.status.paid(total) : t.status.balance(balance, total),
  };
}

function pageOf(status: OrderStatus, shop: Shop, language: Language): Record<string, string> {
  const t = textsIn(language);
  const other = language === 'ru' ? 'en' : 'ru';
  const number = t.status.number(status.number);
  return {
    ...{ language, other, otherName: textsIn(other).languageName, number, title: number },
    ...{ version: String(status.version), place: status.fulfilment, stage: status.stage, when: status.when, ...linesOf(status, language) },
    ...{ whenTitle: t.status.when, placeTitle: t.status.place, totalTitle: t.status.money },
    shop: wordsIn(shop.name, language),
    address: wordsIn(shop.pickupAddress, language),
  };
}

function showGone(res: Response, assets: Assets, language: Language): void {
  const [title, text, link] = (['statusGone', 'statusGoneText', 'toShop'] as const).map((key) => sentence(language, key));
  res.status(404);
  assets.page(res, 'gone.html', { language, assets: assets.at, title: title ?? '', text: text ?? '', link: link ?? '' });
}
