import { attachDraft, getDraft } from '../../drafts/close-draft.ts';
import { findClientOrders } from '../../orders/find-client-orders.ts';
import { findMine } from '../../orders/find-orders.ts';
import { findOrder } from '../../orders/load-order.ts';
import { typedNumber } from '../../orders/typed-number.ts';
import { type Choice, refuse, type StaffTurn, staffDialog, value } from '../dialog.ts';
import { numberIn } from '../working/numbers.ts';

const mostOffered = 6;

/** What was forwarded belongs to an order that is there: one of the client's, one of my own, or one by its number. */
export default staffDialog({
  name: 'draft-attach',
  args: ['draftId'],
  open: async ({ tx, answers }) => void (await getDraft(tx, numberIn(answers, 'draftId'))),
  steps: {
    orderId: {
      first: true,
      ask: async (turn) => ({ text: turn.t.draft.which, choices: await offersOf(turn), columns: 2 }),
      async read({ tx, t }, answer) {
        if (answer.kind === 'choice') return value(answer.id);
        const number = answer.kind === 'text' ? typedNumber(answer.text) : undefined;
        if (number === undefined) return undefined;
        return (await findOrder(tx, number)) ? value(String(number)) : refuse(t.refused['order.not-found']());
      },
    },
  },
  async done(turn) {
    const { tx, by, now, t, answers } = turn;
    const orderId = numberIn(answers, 'orderId');
    await attachDraft(tx, { draftId: numberIn(answers, 'draftId'), orderId, by, now });
    turn.say({ text: t.draft.attached(orderId), buttons: [[turn.keptButton(t.notice.order, 'order', orderId)]] });
  },
});

async function offersOf({ tx, t, staff, answers }: StaffTurn): Promise<Choice[]> {
  const { clientId } = await getDraft(tx, numberIn(answers, 'draftId'));
  const theirs = clientId === null ? [] : (await findClientOrders(tx, clientId)).open.map(({ order }) => order);
  const mine = await findMine(tx, staff.id);
  const ids = [...new Set([...theirs, ...mine].map(({ id }) => id))].slice(0, mostOffered);
  return ids.map((id) => ({ id: String(id), label: t.staff.number(id) }));
}
