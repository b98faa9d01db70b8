import { confirmOrder } from '../../orders/confirm-order.ts';
import { customerDialog } from '../dialog.ts';

/** The answer to the reminder: yes, as agreed. */
export default customerDialog({
  name: 'order-confirm',
  args: ['order'],
  async done(turn) {
    const { tx, by, now, t, f, answers } = turn;
    const order = await confirmOrder(tx, { orderId: Number(answers.order), by, now });
    turn.say({ text: t.customer.confirmed(order.id, f.window(order.dueAt, order.dueUntil), order.fulfilment) });
  },
});
