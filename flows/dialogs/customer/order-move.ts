import { getOrder } from '../../orders/load-order.ts';
import { getStage } from '../../orders/pipeline.ts';
import { refuseChange } from '../../orders/refuse-change.ts';
import { rescheduleOrder, wantedFor } from '../../orders/reschedule-order.ts';
import { speakerFor } from '../../orders/speaker-for.ts';
import { Refused } from '../../refused.ts';
import { type ClientTurn, customerDialog } from '../dialog.ts';
import { draftOf } from '../ordering/draft.ts';
import { dueSteps, exampleDate } from '../ordering/due-steps.ts';

const movedOrder = ({ tx, answers }: ClientTurn) => getOrder(tx, Number(answers.order));

const { day, slot } = dueSteps(
  async (turn) => wantedFor(turn.tx, await movedOrder(turn), turn.now),
  async (turn) => {
    const { id, dueAt, dueUntil } = await movedOrder(turn);
    return turn.t.customer.move.day(id, turn.f.window(dueAt, dueUntil), exampleDate(turn));
  },
);

/** The client moves their order to another day or hour that is free. */
export default customerDialog({
  name: 'order-move',
  args: ['order'],
  leave: (t) => ({ label: t.customer.move.keep, said: t.customer.move.kept }),
  async open(turn) {
    const order = await getOrder(turn.tx, Number(turn.answers.order));
    const refusal = refuseChange(order, await getStage(turn.tx, order.stageId), speakerFor(turn, order));
    if (refusal) throw new Refused(refusal);
  },
  steps: { day: { ...day, first: true }, slot },
  async done(turn) {
    const { tx, now, shop, t, f, answers } = turn;
    const orderId = Number(answers.order);
    const by = speakerFor(turn, await movedOrder(turn));
    const { slot: chosen } = draftOf(turn);
    if (!chosen) return;
    await rescheduleOrder(tx, { orderId, dueAt: chosen.from, dueUntil: chosen.until, by, now, shop });
    turn.say({
      text: t.customer.move.done(orderId, f.window(chosen.from, chosen.until)),
      buttons: [[turn.button(t.customer.orders.show(orderId), 'orders', orderId)]],
    });
  },
});
