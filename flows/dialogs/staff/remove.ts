import { getStaff } from '../../staff/find-staff.ts';
import { removeStaff } from '../../staff/remove-staff.ts';
import { refuseUnless } from '../../staff/rights.ts';
import { staffDialog } from '../dialog.ts';
import { colleagueChoices } from '../working/colleagues.ts';
import { numberIn, textIn } from '../working/numbers.ts';
import { menuRow } from '../working/order-list.ts';

/** The owner ends a colleague's access: the next press there answers "no access". */
export default staffDialog({
  name: 'remove',
  opensOn: ['/remove'],
  label: (t) => t.staff.menu.remove,
  open: async ({ tx, by }) => void (await refuseUnless(tx, by, 'staff.manage')),
  steps: {
    staffId: { first: true, ask: async (turn) => ({ text: turn.t.staff.removeWhom, choices: await colleagueChoices(turn) }) },
    sure: {
      async ask({ tx, t, answers }) {
        const { name } = await getStaff(tx, numberIn(answers, 'staffId'));
        return {
          text: t.staff.removeSure(name),
          choices: [
            { id: 'yes', label: t.staff.removeYes },
            { id: 'no', label: t.staff.removeNo },
          ],
        };
      },
    },
  },
  async done(turn) {
    const { tx, by, now, answers, t } = turn;
    const { name } = await getStaff(tx, numberIn(answers, 'staffId'));
    const sure = textIn(answers, 'sure') === 'yes';
    if (sure) await removeStaff(tx, { staffId: numberIn(answers, 'staffId'), by, now });
    turn.say({ text: sure ? t.staff.removed(name) : t.engine.cancelled, buttons: [menuRow(turn)] });
  },
});
