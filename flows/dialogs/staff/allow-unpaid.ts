import { hours } from '../../../notifications/time.ts';
import { notifyStaff } from '../../messages/notify-staff.ts';
import { allowUnpaid } from '../../orders/allow-unpaid.ts';
import { showCard } from '../../orders/card.ts';
import { loadFacts } from '../../orders/order-facts.ts';
import { Refused } from '../../refused.ts';
import { reachableStaff } from '../../staff/find-staff.ts';
import { may, refuseUnless } from '../../staff/rights.ts';
import { textsIn } from '../../texts/texts.ts';
import { type StaffTurn, staffDialog } from '../dialog.ts';
import { numberIn } from '../working/numbers.ts';
import { wasAsked } from '../working/was-asked.ts';

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

/** Once an hour is enough: the request stands in the owner's chat. */
async function askOwner(turn: StaffTurn, orderId: number): Promise<void> {
  const { tx, by, now, staff, t } = turn;
  const facts = await loadFacts(tx, orderId);
  await refuseUnless(tx, by, 'payment.see', facts);
  if (facts.order.outcome !== 'open') throw new Refused('order.already-closed', { orderId });
  if (facts.order.unpaidAllowed) return turn.toast(t.staff.unpaidAllowed(orderId));
  for (const { id, language } of await reachableStaff(tx, 'owner')) {
    const dedupe = `asks-unpaid:${orderId}:${id}:${Math.floor(now / hours(1))}`;
    if (await wasAsked(tx, dedupe)) continue;
    const text = textsIn(language).staff.asksUnpaid(staff.name, orderId);
    await notifyStaff(tx, { staffId: id, text, buttons: [], about: { orderId }, dedupe, now });
    await showCard(tx, { orderId, staffId: id, notify: true, now });
  }
  turn.toast(t.staff.ownerAsked);
}
