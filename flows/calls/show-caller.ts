import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { bold } from '../../notifications/message.ts';
import { minutes } from '../../notifications/time.ts';
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
  const lines = [
    t.calls.rings(bold(await callerLine(tx, call, t))),
    ...(call.clientId === null ? [] : [await lastOrder(tx, call.clientId, language, shop)]),
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
