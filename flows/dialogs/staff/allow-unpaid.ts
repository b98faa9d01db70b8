import { notifyStaff } from '../../messages/notify-staff.ts';
import { allowUnpaid } from '../../orders/allow-unpaid.ts';
import { showCard } from '../../orders/card.ts';
import { loadFacts } from '../../orders/order-facts.ts';
import { staffWithRole } from '../../staff/find-staff.ts';
import { may, refuseUnless } from '../../staff/rights.ts';
import { textsIn } from '../../texts/texts.ts';
import { type StaffTurn, staffDialog } from '../dialog.ts';
import { numberIn } from '../working/numbers.ts';

/** The owner allows an order to go on unpaid; a colleague asks the owner to, who gets the card with that button. */
export default staffDialog({
  name: 'allow-unpaid',
  args: ['orderId'],
  async done(turn) {
    const { tx, by, now, staff, answers, t } = turn;
    const orderId = numberIn(answers, 'orderId');
    if (!may(staff, 'order.allow-unpaid')) return askOwner(turn, orderId);
    await allowUnpaid(tx, { orderId, by, now });
    turn.toast(t.staff.unpaidAllowed(orderId));
  },
});

async function askOwner(turn: StaffTurn, orderId: number): Promise<void> {
  const { tx, by, now, staff, t } = turn;
  await refuseUnless(tx, by, 'payment.see', await loadFacts(tx, orderId));
  for (const { id, language } of await staffWithRole(tx, 'owner')) {
    const text = textsIn(language).staff.asksUnpaid(staff.name, orderId);
    await notifyStaff(tx, { staffId: id, text, buttons: [], about: { orderId }, now });
    await showCard(tx, { orderId, staffId: id, notify: true, now });
  }
  turn.toast(t.staff.ownerAsked);
}
