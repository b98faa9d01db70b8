import { bold } from '../../../notifications/message.ts';
import { allStaff, reachableStaff } from '../../staff/find-staff.ts';
import { refuseUnless } from '../../staff/rights.ts';
import { staffDialog } from '../dialog.ts';
import { findLoads, findTaskLoads } from '../working/colleagues.ts';
import { menuRow } from '../working/order-list.ts';

/** Who works here, who is on shift and how busy everybody is. */
export default staffDialog({
  name: 'team',
  opensOn: ['/team'],
  label: (t) => t.staff.menu.team,
  async done(turn) {
    const { tx, by, t } = turn;
    await refuseUnless(tx, by, 'team.see');
    const [loads, taskLoads] = [await findLoads(tx), await findTaskLoads(tx)];
    const joined = new Set((await reachableStaff(tx)).map(({ id }) => id));
    const lines = (await allStaff(tx)).map(({ id, name, roles, onShift }) => {
      const titles = roles.map((role) => t.roles[role]).join(', ');
      if (!joined.has(id)) return t.staff.notInTouch(name, titles);
      return t.staff.teamLine({ name, roles: titles, onShift, orders: loads.get(id) ?? 0, tasks: taskLoads.get(id) ?? 0 });
    });
    turn.say({ text: [bold(t.staff.teamTitle), ...lines].join('\n'), buttons: [menuRow(turn)] });
  },
});
