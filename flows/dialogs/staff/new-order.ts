import { findClient } from '../../clients/find-client.ts';
import { giveConsent } from '../../clients/give-consent.ts';
import { meetCaller } from '../../clients/meet-caller.ts';
import { placeOrder } from '../../orders/place-order.ts';
import { refuseUnless } from '../../staff/rights.ts';
import { type StaffTurn, staffDialog } from '../dialog.ts';
import { callOf } from '../working/call.ts';
import { callSummary } from '../working/call-summary.ts';
import { callWhatSteps } from '../working/call-what-steps.ts';
import { callWhenStep, forgetDay } from '../working/call-when-step.ts';
import { callerSteps } from '../working/caller-steps.ts';
import { maybeNumberIn } from '../working/numbers.ts';

/** `/new`: an order for somebody who calls or stands at the counter, in at most six questions. */
export default staffDialog({
  name: 'new-order',
  opensOn: ['/new'],
  label: (t) => t.staff.menu['new-order'],
  args: ['clientId'],
  open: beginWithCaller,
  steps: { ...callerSteps, product: callWhatSteps.product, slot: callWhenStep, place: callWhatSteps.place, confirm: callSummary },
  back: forgetDay,
  done: placeForCaller,
});

/** From a client's card the first questions are answered already. */
async function beginWithCaller(turn: StaffTurn): Promise<void> {
  await refuseUnless(turn.tx, turn.by, 'order.place');
  const client = await findClient(turn.tx, maybeNumberIn(turn.answers, 'clientId'));
  if (client?.phone) await callerSteps.phone.take?.(turn, { phone: client.phone, name: client.name ?? undefined });
}

async function placeForCaller(turn: StaffTurn): Promise<void> {
  const { tx, by, now, shop, staff, conversation, t, f } = turn;
  const call = callOf(turn);
  const client = await meetCaller(tx, { phone: call.phone ?? '', name: call.name, language: shop.language, by, now });
  await giveConsent(tx, { clientId: client.id, purposes: ['data'], now });
  const { order } = await placeOrder(tx, {
    origin: `talk:${conversation.id}:${conversation.draft}`,
    clientId: client.id,
    items: [{ productId: call.product ?? 0, amount: call.amount ?? 0, chosen: call.chosen ?? {}, inscription: call.inscription ?? null }],
    fulfilment: call.place === 'pickup' || call.place === undefined ? 'pickup' : 'delivery',
    ...(typeof call.place === 'object' && { address: call.place }),
    dueAt: call.slot?.from ?? null,
    dueUntil: call.slot?.until ?? null,
    contactName: call.name ?? client.name,
    contactPhone: call.phone ?? null,
    wishes: call.wishes ?? null,
    responsibleId: staff.id,
    language: client.language,
    by,
    now,
    shop,
  });
  turn.say({ text: t.staff.call.placed(order.id, f.money(order.total)), buttons: [[turn.keptButton(t.notice.order, 'order', order.id)]] });
}
