import { moveOrder } from '../../orders/move-order.ts';
import { loadFacts } from '../../orders/order-facts.ts';
import { wayOf } from '../../orders/refuse-move.ts';
import { Refused } from '../../refused.ts';
import { may } from '../../staff/rights.ts';
import { type StaffTurn, staffDialog } from '../dialog.ts';
import { maybeNumberIn, numberIn } from '../working/numbers.ts';
import { keepCardFresh } from '../working/show-order.ts';

/** A stage's button: moves the order on at once; the way back first asks why. */
export default staffDialog({
  name: 'move',
  args: ['orderId', 'to', 'visitId'],
  async done(turn) {
    const { tx, answers } = turn;
    const orderId = numberIn(answers, 'orderId');
    const to = numberIn(answers, 'to');
    const visitId = maybeNumberIn(answers, 'visitId');
    const { order, pipeline } = await loadFacts(tx, orderId);
    const target = pipeline.stages.find(({ id }) => id === to);
    const way = target && order.stageId !== to ? wayOf(pipeline, order, target) : undefined;
    const isPresent = visitId === undefined || visitId === order.visitId;
    if (isPresent && way === 'lost') turn.next = { dialog: 'cancel', args: [String(orderId)] };
    else if (isPresent && way === 'back') turn.next = { dialog: 'move-back', args: [orderId, to, order.visitId].map(String) };
    else await moveOn(turn, { orderId, to, visitId });
  },
});

async function moveOn(
  turn: StaffTurn,
  { orderId, to, visitId }: { orderId: number; to: number; visitId: number | undefined },
): Promise<void> {
  const { tx, by, now, shop, t } = turn;
  try {
    const moved = await moveOrder(tx, { orderId, to, visitId, by, now, shop });
    if (moved !== undefined) await sayMoved(turn, orderId);
  } catch (error) {
    // The command refuses before it writes, so the offer can be made in the same step.
    if (!(error instanceof Refused) || error.code !== 'order.unpaid') throw error;
    offerHelp(turn, orderId, t.refused[error.code](error.details, turn.f));
  }
  await keepCardFresh(turn, orderId);
}

async function sayMoved(turn: StaffTurn, orderId: number): Promise<void> {
  const { tx, t, f, staff, shop } = turn;
  const facts = await loadFacts(tx, orderId);
  turn.toast(t.staff.moved(orderId, f.title(facts.stage.title), shop.undoSeconds));
  const balance = facts.order.total - facts.order.paid;
  if (facts.stage.kind !== 'won' || balance <= 0 || !may(staff, 'payment.record', facts)) return;
  turn.say(
    {
      text: t.staff.collected(orderId, f.money(balance)),
      buttons: [
        [turn.button(t.staff.yesCollected(f.money(balance)), 'pay', orderId, balance)],
        [turn.button(t.staff.otherSum, 'pay', orderId)],
      ],
    },
    { fresh: true },
  );
}

/** An unpaid order can go on by a payment, or by the owner's word. */
function offerHelp(turn: StaffTurn, orderId: number, why: string): void {
  const { t, staff } = turn;
  const ways = [
    ...(may(staff, 'payment.see') ? [[turn.button(t.card.pay, 'pay', orderId)]] : []),
    [turn.button(may(staff, 'order.allow-unpaid') ? t.card.allowUnpaid : t.card.askOwner, 'allow-unpaid', orderId)],
  ];
  turn.toast(why);
  turn.say({ text: `${t.staff.number(orderId)}: ${why}`, buttons: ways }, { fresh: true });
}
