import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { bold } from '../../notifications/message.ts';
import { minutes } from '../../notifications/time.ts';
import { findPerhaps } from '../clients/find-by-phone.ts';
import { findClient } from '../clients/load-client.ts';
import type { Client } from '../dialogs/dialog.ts';
import { formatsFor } from '../format.ts';
import { notifyStaff } from '../messages/notify-staff.ts';
import { findClientOrders } from '../orders/find-client-orders.ts';
import type { Shop } from '../shop.ts';
import { getStaff } from '../staff/find-staff.ts';
import { textsIn } from '../texts/texts.ts';
import { callerLine } from './caller-name.ts';
import type { Call } from './load-call.ts';

interface ShowCaller {
  call: Call;
  staffId: number;
  shop: Shop;
  now: Instant;
}

/** Shows a colleague who is calling: the name, the last order, and what can be done about it. Of no use once the phone is silent. */
export async function showCaller(tx: Tx, { call, staffId, shop, now }: ShowCaller): Promise<void> {
  const { language } = await getStaff(tx, staffId);
  const t = textsIn(language);
  const perhaps = await perhapsOf(tx, call);
  const whose = perhaps?.id ?? call.clientId;
  const lines = [
    t.calls.rings(bold(await callerLine(tx, call, t))),
    ...(perhaps ? [t.calls.perhaps(perhaps.name ?? t.nameless)] : []),
    ...(whose === null ? [] : [await lastOrder(tx, whose, language, shop)]),
  ];
  await notifyStaff(tx, {
    staffId,
    text: lines.join('\n'),
    buttons: ['client', 'order', 'new-order', 'call'],
    about: aboutCall(call),
    uselessAfter: now + minutes(5),
    now,
  });
}

/** Somebody who gave this number in a chat or a form, when the caller is new to us. */
async function perhapsOf(tx: Tx, { clientId, phone }: Call): Promise<Client | undefined> {
  const client = clientId === null ? undefined : await findClient(tx, clientId);
  return client && client.lastOrderAt === null ? findPerhaps(tx, phone) : undefined;
}

/** What the buttons of a notice about a call lead to. */
export const aboutCall = ({ id, clientId, orderId }: Call) => ({
  callId: id,
  clientId: clientId ?? undefined,
  orderId: orderId ?? undefined,
});

async function lastOrder(tx: Tx, clientId: number, language: 'ru' | 'en', shop: Shop): Promise<string> {
  const { calls: t } = textsIn(language);
  const f = formatsFor(language, shop);
  const { open, closed } = await findClientOrders(tx, clientId);
  const [last] = [...open, ...closed];
  if (!last) return t.noOrders;
  const { order, stage } = last;
  const due = order.dueAt === null ? undefined : f.moment(order.dueAt);
  return t.lastOrder(order.id, [f.title(stage.title), due, f.money(order.total)].filter(Boolean).join(' · '));
}
