import { giveConsent } from '../../clients/give-consent.ts';
import { findClient } from '../../clients/load-client.ts';
import { meetCaller } from '../../clients/meet-caller.ts';
import { cleanName } from '../../clients/name.ts';
import { setContact } from '../../clients/set-contact.ts';
import { closeWithOrder, getDraft } from '../../drafts/close-draft.ts';
import { placeOrder } from '../../orders/place-order.ts';
import { refuseUnless } from '../../staff/rights.ts';
import { type Client, type StaffTurn, staffDialog } from '../dialog.ts';
import { longestWish } from '../ordering/extra-steps.ts';
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
  args: ['clientId', 'draftId'],
  open: beginWithCaller,
  steps: { ...callerSteps, product: callWhatSteps.product, slot: callWhenStep, place: callWhatSteps.place, confirm: callSummary },
  back: forgetDay,
  done: placeForCaller,
});

/** From a client's card, or from what was forwarded, the first questions are answered already. */
async function beginWithCaller(turn: StaffTurn): Promise<void> {
  const { tx, by, answers } = turn;
  await refuseUnless(tx, by, 'order.place');
  const draftId = maybeNumberIn(answers, 'draftId');
  const draft = draftId === undefined ? undefined : await getDraft(tx, draftId);
  const client = await findClient(tx, draft?.clientId ?? maybeNumberIn(answers, 'clientId'));
  const phone = client?.phone ?? draft?.phone;
  const name = client?.name ?? cleanName(draft?.author ?? '');
  if (phone) {
    await callerSteps.phone.take?.(turn, { phone, name });
    callOf(turn).phoneIsSaid = true;
  } else if (name !== undefined) callOf(turn).name = name;
  if (client) callOf(turn).client = client.id;
  if (draft?.text) callOf(turn).wishes = draft.text.slice(0, longestWish);
}

/** Whom a draft or a card named, also when the number that was typed is new to us. */
async function callerOf(turn: StaffTurn): Promise<Client> {
  const { tx, by, now, shop } = turn;
  const { phone = '', phoneIsSaid = false, name, client } = callOf(turn);
  const known = await findClient(tx, client);
  if (!known) return meetCaller(tx, { phone, isOnlySaid: phoneIsSaid, name, language: shop.language, by, now });
  if (known.phone === null) await setContact(tx, { clientId: known.id, phone, confirmedAt: phoneIsSaid ? undefined : now });
  return known;
}

async function placeForCaller(turn: StaffTurn): Promise<void> {
  const { tx, by, now, shop, staff, conversation, t, f } = turn;
  const call = callOf(turn);
  const client = await callerOf(turn);
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
    contactNote: call.phoneNote,
    wishes: call.wishes ?? null,
    responsibleId: staff.id,
    language: client.language,
    by,
    now,
    shop,
  });
  const draftId = maybeNumberIn(turn.answers, 'draftId');
  if (draftId !== undefined) await closeWithOrder(tx, { draftId, orderId: order.id, by, now });
  turn.say({ text: t.staff.call.placed(order.id, f.money(order.total)), buttons: [[turn.keptButton(t.notice.order, 'order', order.id)]] });
}
