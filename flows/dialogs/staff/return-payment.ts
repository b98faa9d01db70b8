import { loadFacts } from '../../orders/order-facts.ts';
import { returnPayment } from '../../payments/return-payment.ts';
import { Refused } from '../../refused.ts';
import { refuseUnless } from '../../staff/rights.ts';
import { type StaffTurn, staffDialog } from '../dialog.ts';
import { maybeNumberIn, numberIn, textIn } from '../working/numbers.ts';
import { sumStep } from '../working/sum-step.ts';

const methods = ['cash', 'card', 'transfer'] as const;

/** "Money returned": all that the client had paid, or any sum typed. */
export default staffDialog({
  name: 'return-payment',
  args: ['orderId'],
  async open(turn) {
    const facts = await loadFacts(turn.tx, numberIn(turn.answers, 'orderId'));
    await refuseUnless(turn.tx, turn.by, 'payment.return', facts);
    if (facts.order.paid <= 0) throw new Refused('payment.nothing-to-return', { orderId: facts.order.id });
  },
  steps: {
    amount: {
      first: true,
      ...sumStep({
        question: async (turn) => turn.t.staff.returnHowMuch(numberIn(turn.answers, 'orderId'), turn.f.money(await paidOf(turn))),
        offers: async (turn) => [await paidOf(turn)],
        limit: paidOf,
        refusal: ({ t }) => t.refused['payment.return-wrong'](),
      }),
    },
    method: {
      ask: ({ t }) => ({ text: t.staff.returnHow, choices: methods.map((id) => ({ id, label: t.staff.methods[id] })), columns: 3 }),
    },
  },
  async done(turn) {
    const { tx, by, now, answers, conversation, t, f } = turn;
    const orderId = numberIn(answers, 'orderId');
    const amount = maybeNumberIn(answers, 'amount') ?? 0;
    const method = methods.find((each) => each === textIn(answers, 'method')) ?? 'cash';
    await returnPayment(tx, { orderId, amount, method, origin: `talk:${conversation.id}:${conversation.draft}`, by, now });
    const left = await paidOf(turn);
    turn.say({ text: t.staff.returned(orderId, f.money(amount), left > 0 ? f.money(left) : undefined) });
  },
});

async function paidOf({ tx, answers }: StaffTurn): Promise<number> {
  const { order } = await loadFacts(tx, numberIn(answers, 'orderId'));
  return order.paid;
}
