import { type Role, roles } from '../../../db/schema/words.ts';
import { cleanName } from '../../clients/name.ts';
import { inviteLinks } from '../../staff/doors.ts';
import { inviteStaff } from '../../staff/invite-staff.ts';
import { refuseUnless } from '../../staff/rights.ts';
import { refuse, staffDialog, value } from '../dialog.ts';
import { textIn } from '../working/numbers.ts';
import { menuRow } from '../working/order-list.ts';

/** The owner takes a colleague on: role, name, and a link that works once. */
export default staffDialog({
  name: 'invite',
  opensOn: ['/invite'],
  label: (t) => t.staff.menu.invite,
  open: async ({ tx, by }) => void (await refuseUnless(tx, by, 'staff.manage')),
  steps: {
    role: {
      first: true,
      ask: ({ t }) => ({ text: t.staff.inviteRole, choices: roles.map((role) => ({ id: role, label: t.roles[role] })), columns: 2 }),
    },
    name: {
      ask: ({ t }) => ({ text: t.staff.inviteName }),
      read({ t }, answer) {
        if (answer.kind !== 'text') return undefined;
        const name = cleanName(answer.text);
        return name === undefined ? refuse(t.staff.inviteName) : value(name);
      },
    },
  },
  async done(turn) {
    const { tx, by, now, language, answers, t } = turn;
    const role: Role = roles.find((each) => each === textIn(answers, 'role')) ?? 'manager';
    const name = textIn(answers, 'name');
    const { code } = await inviteStaff(tx, { name, roles: [role], language, by, now });
    turn.say({ text: t.staff.invited({ name, role: t.roles[role], links: await inviteLinks(tx, code), code }), buttons: [menuRow(turn)] });
  },
});
