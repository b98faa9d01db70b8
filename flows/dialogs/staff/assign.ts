import { assignOrder } from '../../orders/assign-order.ts';
import { loadFacts } from '../../orders/order-facts.ts';
import { Refused } from '../../refused.ts';
import { getStaff } from '../../staff/find-staff.ts';
import { isPart, type Part, parts, rolesOfPart } from '../../staff/parts.ts';
import { may } from '../../staff/rights.ts';
import { type StaffTurn, staffDialog } from '../dialog.ts';
import { colleagueChoices } from '../working/colleagues.ts';
import { numberIn } from '../working/numbers.ts';

/** "Assign" and "Reassign": which part, then to whom, with everybody's load. */
export default staffDialog({
  name: 'assign',
  args: ['orderId', 'part'],
  async open(turn) {
    const possible = await assignable(turn);
    const orderId = numberIn(turn.answers, 'orderId');
    if (possible.length === 0) throw new Refused('access.not-your-role', { orderId });
    if ((await loadFacts(turn.tx, orderId)).order.outcome !== 'open') throw new Refused('order.already-closed', { orderId });
    if (possible.length === 1) turn.answers.part = possible[0];
  },
  steps: {
    part: {
      first: true,
      async ask(turn) {
        const choices = (await assignable(turn)).map((part) => ({ id: part, label: turn.t.card.parts[part] }));
        return { text: turn.t.staff.assignWhat(numberIn(turn.answers, 'orderId')), choices };
      },
    },
    staffId: {
      ask: async (turn) => ({
        text: turn.t.staff.assignWhom(numberIn(turn.answers, 'orderId'), turn.t.card.parts[partOf(turn)]),
        choices: await colleagueChoices(turn, rolesOfPart[partOf(turn)]),
      }),
    },
  },
  async done(turn) {
    const { tx, by, now, answers, t } = turn;
    const orderId = numberIn(answers, 'orderId');
    const { name, id: staffId } = await getStaff(tx, numberIn(answers, 'staffId'));
    await assignOrder(tx, { orderId, part: partOf(turn), staffId, by, now });
    turn.say({ text: t.staff.assigned(orderId, t.card.parts[partOf(turn)], name) });
  },
});

const partOf = ({ answers }: StaffTurn): Part => (isPart(answers.part) ? answers.part : 'responsible');

async function assignable({ tx, staff, answers }: StaffTurn): Promise<Part[]> {
  const facts = await loadFacts(tx, numberIn(answers, 'orderId'));
  const passing = parts.filter((part) => part !== 'driver' || facts.order.fulfilment === 'delivery');
  return passing.filter((part) => may(staff, `order.assign-${part}`, facts));
}
