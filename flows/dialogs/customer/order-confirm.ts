import { confirmOrder } from '../../orders/confirm-order.ts';
import { getOrder } from '../../orders/load-order.ts';
import { speakerFor } from '../../orders/speaker-for.ts';
import { customerDialog } from '../dialog.ts';

/** The answer to the reminder: yes, as agreed. One to the reminder of a time that has changed since confirms nothing. */
export default customerDialog({
  name: 'order-confirm',
  args: ['order', 'due'],
  async done(turn) {
    const { tx, now, t, f, answers } = turn;
    const found = await getOrder(tx, Number(answers.order));
    const by = speakerFor(turn, found);
    const window = f.window(found.dueAt, found.dueUntil);
    const isOfAnotherTime = answers.due !== undefined && Number.parseInt(String(answers.due), 36) !== found.dueAt;
    if (isOfAnotherTime && found.outcome === 'open' && found.clientId === by.id) {
      const confirm = turn.keptButton(t.reminder.confirm, 'order-confirm', found.id, (found.dueAt ?? 0).toString(36));
      const show = turn.keptButton(t.customer.orders.show(found.id), 'orders', found.id);
      return turn.say({ text: t.customer.movedSince(found.id, window), buttons: [[confirm], [show]] });
    }
    const { order, isNew } = await confirmOrder(tx, { orderId: found.id, by, now });
    if (isNew) turn.say({ text: t.customer.confirmed(order.id, window, order.fulfilment) });
    else turn.toast(t.customer.confirmedAlready(order.id));
  },
});
