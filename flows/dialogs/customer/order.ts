import { giveConsent } from '../../clients/give-consent.ts';
import { setContact } from '../../clients/set-contact.ts';
import { findByOrigin, placeOrder } from '../../orders/place-order.ts';
import { type ClientTurn, customerDialog } from '../dialog.ts';
import { agree } from '../ordering/agree-step.ts';
import { allergiesOf, allergySteps } from '../ordering/allergy-steps.ts';
import { contactSteps } from '../ordering/contact-steps.ts';
import { draftOf, wishesOf } from '../ordering/draft.ts';
import { dueSteps } from '../ordering/due-steps.ts';
import { edit } from '../ordering/edit-step.ts';
import { extraSteps } from '../ordering/extra-steps.ts';
import { dropLastOption, dropNewItem, itemSteps } from '../ordering/item-steps.ts';
import { addressOf, placeSteps } from '../ordering/place-steps.ts';
import { prefill } from '../ordering/prefill.ts';
import { noticeFor } from '../ordering/sellable.ts';
import { thanks } from '../ordering/thanks.ts';
import { decodePress } from '../press.ts';

/** The whole order: what, how, when, where, who; a summary from which each answer can be changed; Agree places it, once. */
export default customerDialog({
  name: 'order',
  label: (t) => t.customer.menu.orderAnew,
  args: ['repeat'],
  async open(turn) {
    const { repeat } = turn.answers;
    turn.answers = {};
    if (repeat !== undefined) await prefill(turn, Number(repeat));
  },
  steps: {
    edit,
    ...itemSteps,
    ...extraSteps,
    ...allergySteps,
    ...placeSteps,
    ...dueSteps(async (turn) => ({ now: turn.now, noticeHours: await noticeFor(turn) })),
    ...contactSteps,
    agree,
  },
  async back(turn) {
    const { before } = draftOf(turn);
    const { step } = turn.conversation;
    if (before) turn.answers = { ...before };
    else if (step === 'option') return dropLastOption(turn);
    else return (step === 'section' || step === 'product') && dropNewItem(turn);
    return true;
  },
  async done(turn) {
    const { tx, client, now, shop, language, by } = turn;
    const draft = draftOf(turn);
    const { order } = await placeOrder(tx, {
      origin: originOf(turn),
      clientId: client.id,
      items: wishesOf(draft),
      fulfilment: draft.fulfilment ?? 'pickup',
      address: addressOf(turn, draft),
      dueAt: draft.slot?.from ?? null,
      dueUntil: draft.slot?.until ?? null,
      contactName: draft.name ?? null,
      contactPhone: draft.phone ?? null,
      contactNote: draft.contactNote,
      wishes: draft.wishes ?? null,
      allergies: allergiesOf(draft),
      photos: draft.pictures ?? [],
      language,
      by,
      now,
      shop,
    });
    await rememberClient(turn);
    turn.say(thanks(turn, order), { fresh: true, orderId: order.id });
  },
  /** Agree pressed again on the old summary: the order is there already. */
  async stale(turn) {
    const order = isOfThisOrder(turn) ? await findByOrigin(turn.tx, originOf(turn)) : undefined;
    if (!order) return false;
    const { t } = turn;
    turn.toast(t.customer.order.already(order.id));
    turn.say({ text: t.customer.order.already(order.id), buttons: [[turn.button(t.customer.orders.show(order.id), 'orders', order.id)]] });
    return true;
  },
});

/** Not a button of an order before this one. */
function isOfThisOrder({ heard, identity, conversation }: ClientTurn): boolean {
  const press = heard.kind === 'button' ? decodePress(heard.data, identity.id) : undefined;
  return press?.kind === 'step' && press.version > conversation.draft;
}

const originOf = ({ conversation }: ClientTurn): string => `conversation:${conversation.id}:${conversation.draft}`;

/** The first order tells how the client is called and reached; later ones may be for somebody else. */
async function rememberClient(turn: ClientTurn): Promise<void> {
  const { tx, client, now } = turn;
  const { name, phone, allergyConsent = 0 } = draftOf(turn);
  const isFirst = client.ordersCount === 0;
  const news = { ...((isFirst || client.name === null) && { name }), ...((isFirst || client.phone === null) && { phone }) };
  if (Object.keys(news).length > 0) await setContact(tx, { clientId: client.id, ...news });
  await giveConsent(tx, { clientId: client.id, purposes: allergyConsent > 0 ? ['data', 'allergies'] : ['data'], now });
}
