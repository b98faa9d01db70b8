import type { Minor } from '../../../db/schema/words.ts';
import { loadFacts } from '../../orders/order-facts.ts';
import { depositOf } from '../../orders/refuse-move.ts';
import { recordPayment, refusePayment } from '../../payments/record-payment.ts';
import { Refused } from '../../refused.ts';
import { refuseUnless } from '../../staff/rights.ts';
import { type StaffTurn, staffDialog } from '../dialog.ts';
import { maybeNumberIn, numberIn, textIn } from '../working/numbers.ts';
import { sumStep } from '../working/sum-step.ts';

const methods = ['cash', 'card', 'transfer'] as const;

/** "Payment received": the deposit, the rest, or any sum typed. */
export default staffDialog({
  name: 'pay',
  args: ['orderId', 'amount'],
  async open({ tx, by, answers, staff }) {
    const facts = await loadFacts(tx, numberIn(answers, 'orderId'));
    await refuseUnless(tx, by, 'payment.record', facts);
    const refusal = refusePayment(facts.order);
    if (refusal) throw new Refused(refusal, { orderId: facts.order.id });
    // A button made when more was due: what came is asked anew.
    if ((maybeNumberIn(answers, 'amount') ?? 0) > facts.order.total - facts.order.paid) delete answers.amount;
    if (staff.roles.every((role) => role === 'driver')) answers.method = 'cash';
  },
  steps: {
    amount: {
      first: true,
      ...sumStep({ question: askText, offers, limit: balanceOf, refusal: ({ t }) => t.refused['payment.amount-wrong']() }),
    },
    method: { ask: ({ t }) => ({ text: t.staff.payHow, choices: methods.map((id) => ({ id, label: t.staff.methods[id] })), columns: 3 }) },
  },
  async done(turn) {
    const { tx, by, now, answers, conversation, t, f } = turn;
    const orderId = numberIn(answers, 'orderId');
    const amount = maybeNumberIn(answers, 'amount') ?? 0;
    const method = methods.find((each) => each === textIn(answers, 'method')) ?? 'cash';
    await recordPayment(tx, { orderId, amount, method, origin: `talk:${conversation.id}:${conversation.draft}`, by, now });
    const balance = await balanceOf(turn);
    turn.say({ text: t.staff.paid(orderId, f.money(amount), balance > 0 ? f.money(balance) : undefined) });
  },
});

async function balanceOf({ tx, answers }: StaffTurn): Promise<Minor> {
  const { order } = await loadFacts(tx, numberIn(answers, 'orderId'));
  return order.total - order.paid;
}

/** What is missing to the deposit, and everything that is due. */
async function offers({ tx, answers, shop }: StaffTurn): Promise<Minor[]> {
  const { order } = await loadFacts(tx, numberIn(answers, 'orderId'));
  return [...new Set([depositOf(order, shop) - order.paid, order.total - order.paid])].filter((amount) => amount > 0);
}

async function askText({ tx, answers, t, f }: StaffTurn): Promise<string> {
  const { order } = await loadFacts(tx, numberIn(answers, 'orderId'));
  return t.staff.payHowMuch(order.id, f.money(order.paid), f.money(order.total));
}
