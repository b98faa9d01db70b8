import { cancelOrder } from '../../orders/cancel-order.ts';
import { getOrder } from '../../orders/load-order.ts';
import { getStage } from '../../orders/pipeline.ts';
import { refuseChange } from '../../orders/refuse-change.ts';
import { speakerFor } from '../../orders/speaker-for.ts';
import { Refused } from '../../refused.ts';
import { customerDialog, refuse, value } from '../dialog.ts';
import { saysNo, saysYes } from '../ordering/says.ts';

const longestReason = 300;

/** The client cancels their order: a pressed reason is the confirmation; typed words may be a question, so they are asked about. */
export default customerDialog({
  name: 'order-cancel',
  args: ['order'],
  leave: (t) => ({ label: t.customer.cancel.keep, said: t.customer.cancel.kept }),
  async open(turn) {
    const order = await getOrder(turn.tx, Number(turn.answers.order));
    const refusal = refuseChange(order, await getStage(turn.tx, order.stageId), speakerFor(turn, order));
    if (refusal) throw new Refused(refusal);
  },
  steps: {
    reason: {
      first: true,
      ask: ({ t, answers }) => ({
        text: t.customer.cancel.why(Number(answers.order)),
        choices: Object.entries(t.lossReasons.client).map(([id, label]) => ({ id, label })),
      }),
      read({ t }, answer) {
        if (answer.kind !== 'text') return undefined;
        const words = answer.text.trim();
        return words.length > longestReason ? refuse(t.customer.order.tooLong(words.length, longestReason)) : value(words);
      },
    },
    sure: {
      when: ({ t, answers }) => !Object.hasOwn(t.lossReasons.client, String(answers.reason)),
      ask: ({ t, answers }) => ({
        text: t.customer.cancel.sure(Number(answers.order), String(answers.reason)),
        choices: [{ id: 'yes', label: t.customer.cancel.yes }],
      }),
      read(_, answer) {
        if (answer.kind !== 'text') return undefined;
        return saysYes(answer.text) ? value('yes') : saysNo(answer.text) ? value('no') : undefined;
      },
    },
  },
  async done(turn) {
    const { tx, now, shop, t, answers } = turn;
    const orderId = Number(answers.order);
    const by = speakerFor(turn, await getOrder(tx, orderId));
    if (answers.sure === 'no') return turn.say({ text: t.customer.cancel.kept });
    await cancelOrder(tx, { orderId, by, now, shop, reason: String(answers.reason) });
    turn.say({
      text: t.customer.cancel.done(orderId),
      buttons: [[turn.button(t.customer.menu.order, 'new-order'), turn.button(t.customer.menu.menu, 'menu')]],
    });
  },
});
