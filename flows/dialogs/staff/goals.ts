import { findRunningGoals, maySeeGoal } from '../../goals/find-goals.ts';
import { goalLines } from '../../goals/goal-lines.ts';
import { refuseUnless } from '../../staff/rights.ts';
import { staffDialog } from '../dialog.ts';
import { menuRow } from '../working/order-list.ts';

/** The goals of these days: one's own, for bosses everybody's. */
export default staffDialog({
  name: 'goals',
  opensOn: ['/goals'],
  label: (t) => t.staff.menu.goals,
  async done(turn) {
    const { tx, by, staff, shop, now, language, t } = turn;
    await refuseUnless(tx, by, 'goals.see-own');
    const mine = (await findRunningGoals(tx, { shop, now })).filter((goal) => maySeeGoal(staff, goal));
    turn.say({ text: mine.length === 0 ? t.staff.goals.none : await goalLines(tx, mine, { language, shop }), buttons: [menuRow(turn)] });
  },
});
