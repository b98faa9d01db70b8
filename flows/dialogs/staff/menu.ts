import { type Button, bold } from '../../../notifications/message.ts';
import { type Action, may } from '../../staff/rights.ts';
import type { Texts } from '../../texts/texts.ts';
import { type StaffTurn, staffDialog } from '../dialog.ts';

type Screen = keyof Texts['staff']['menu'];

/** The screens, in their order, and the right that each needs. Who has the right sees the button: so each role has its own menu. */
const screens: readonly [dialog: Screen, needs: Action | undefined][] = [
  ['mine', undefined],
  ['pool', 'order.take'],
  ['today', undefined],
  ['new-order', 'order.place'],
  ['stage', 'stages.see'],
  ['find', 'client.find'],
  ['task-new', 'task.create'],
  ['goals', 'goals.see-own'],
  ['team', 'team.see'],
  ['source', 'sources.manage'],
  ['invite', 'staff.manage'],
  ['remove', 'staff.manage'],
  ['shift', undefined],
  ['language', undefined],
  ['help', undefined],
];

/** The home of a colleague. */
export default staffDialog({
  name: 'menu',
  opensOn: ['/start', '/menu'],
  label: (t) => t.staff.toMenu,
  done(turn) {
    const { t, f, staff, shop } = turn;
    const roles = staff.roles.map((role) => t.roles[role]).join(', ');
    turn.say({
      text: `${bold(f.title(shop.name))}\n${staff.name}, ${roles}\n${t.staff.shiftState(staff.onShift)}`,
      buttons: inPairs(screenButtons(turn)),
    });
  },
  /** A second tap on an answer, with no question open: what came of it stands there and stays. */
  stale({ toast, t }) {
    toast(t.staff.buttonOld);
    return true;
  },
});

const screenButtons = (turn: StaffTurn): Button[] =>
  screens
    .filter(([, needs]) => needs === undefined || may(turn.staff, needs))
    .map(([dialog]) => turn.button(labelOf(turn, dialog), dialog));

/** A driver has deliveries where others have orders. */
function labelOf({ t, staff }: StaffTurn, screen: Screen): string {
  const drives = staff.roles.every((role) => role === 'driver');
  return drives && (screen === 'mine' || screen === 'pool') ? t.staff.driverMenu[screen] : t.staff.menu[screen];
}

const inPairs = (buttons: Button[]): Button[][] =>
  Array.from({ length: Math.ceil(buttons.length / 2) }, (_, row) => buttons.slice(row * 2, row * 2 + 2));
