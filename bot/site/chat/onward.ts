import { type Request, Router } from 'express';
import type { JoinCode } from '../../../flows/clients/join-code.ts';
import { findJoinLink, messengers } from '../../../flows/clients/join-links.ts';
import { deviceCode } from '../../../flows/device.ts';
import { findOrder } from '../../../flows/orders/load-order.ts';
import { orderBehind } from '../../../flows/orders/order-link.ts';
import type { Doors } from '../../channel.ts';
import { languageOf } from './guard.ts';
import { findClientAt } from './rows.ts';
import { readSession, type Session } from './session.ts';

/**
 * `/chat/on/<messenger>`: leads on to a messenger as the same client. Whose chat this browser has is that client; whoever has but the secret
 * link of an order (`?order=`) may have got it from its client, so a colleague is asked.
 */
export function onwardPages(doors: Doors): Router {
  const { config, store, now } = doors;
  const router = Router();

  router.get('/chat/on/:messenger', async (req, res, next) => {
    const to = messengers.find((each) => each === req.params.messenger);
    const device = deviceCode(req.get('user-agent'));
    const of = await whoGoesOn(doors, { session: readSession(config, req, undefined), orderId: orderOf(req), device });
    const link = to && of && (await findJoinLink(store.read, to, { of, language: languageOf(doors, req), now: now() }));
    if (!link) return next();
    res.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
    res.redirect(303, link);
  });
  return router;
}

const orderOf = ({ query: { order } }: Request): number | undefined => (typeof order === 'string' ? orderBehind(order) : undefined);

/** What a link may say about a browser; undefined for one that is nobody's. */
export async function whoGoesOn(
  { store }: Pick<Doors, 'store'>,
  { session, orderId, device }: { session: Pick<Session, 'address'> | undefined; orderId: number | undefined; device: string },
): Promise<JoinCode | undefined> {
  const id = session && (await findClientAt(store.read, session.address));
  const order = orderId === undefined ? undefined : await findOrder(store.read, orderId);
  const asked = { channel: 'web', device };
  if (id !== undefined && (order === undefined || order.clientId === id)) return { of: 'client', id, asked };
  return order && { of: 'order', id: order.id, asked };
}
