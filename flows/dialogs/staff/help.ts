import { type Action, may } from '../../staff/rights.ts';
import type { Texts } from '../../texts/texts.ts';
import { staffDialog } from '../dialog.ts';
import { menuRow } from '../working/order-list.ts';

type Command = keyof Texts['staff']['help']['commands'];

/** The commands in their order, and the right that each needs. */
const commands: readonly [command: Command, needs: Action | undefined][] = [
  ['mine', undefined],
  ['pool', 'order.take'],
  ['today', undefined],
  ['order', undefined],
  ['new', 'order.place'],
  ['find', 'client.find'],
  ['stage', 'stages.see'],
  ['task', 'task.create'],
  ['goals', 'goals.see-own'],
  ['team', 'team.see'],
  ['shift', undefined],
  ['phone', 'call.make'],
];

/** What a colleague in this role can do, in one screen. */
export default staffDialog({
  name: 'help',
  opensOn: ['/help'],
  label: (t) => t.staff.menu.help,
  done(turn) {
    const { t, staff } = turn;
    const { help } = t.staff;
    const possible = commands.filter(([, needs]) => needs === undefined || may(staff, needs)).map(([command]) => help.commands[command]);
    const ways = [
      ...(may(staff, 'client.write') ? [help.write] : []),
      help.note,
      ...(may(staff, 'order.place') ? [t.draft.how] : []),
      ...(may(staff, 'order.photo') ? [help.photo] : []),
    ];
    turn.say({ text: [help.all, '', ...possible, '', ...ways].join('\n'), buttons: [menuRow(turn)] });
  },
});
