import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { encodePress } from '../dialogs/press.ts';
import { reachStaff } from '../messages/reach.ts';
import { sendMessage } from '../messages/send-message.ts';
import { textsIn } from '../texts/texts.ts';
import { reachableStaff } from './find-staff.ts';
import { type Part, rolesOfPart } from './parts.ts';

interface TellPool {
  part: Part;
  /** Whose orders they were. */
  name: string;
  orders: number;
  now: Instant;
}

/** Tells those who could take them that orders are free again, with one button to see them: who is on shift, else all, else the owners. */
export async function tellPool(tx: Tx, { part, name, orders, now }: TellPool): Promise<void> {
  if (orders === 0) return;
  const fitting = await reachableStaff(tx, ...rolesOfPart[part]);
  const present = fitting.filter(({ onShift }) => onShift);
  const told = present.length > 0 ? present : fitting.length > 0 ? fitting : await reachableStaff(tx, 'owner');
  for (const { id, language } of told) {
    const to = await reachStaff(tx, id);
    if (!to) continue;
    const t = textsIn(language).staff;
    const label = part === 'driver' ? t.driverMenu.pool : t.menu.pool;
    const button = { label, data: encodePress({ kind: 'open', dialog: 'pool', args: [], keep: true }, to.id) };
    await sendMessage(tx, { to, message: { text: t.backInPool(name, orders), buttons: [[button]] }, now });
  }
}
