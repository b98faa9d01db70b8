import { eq, inArray } from 'drizzle-orm';
import { stages } from '../../../db/schema/orders.ts';
import { clients } from '../../../db/schema/people.ts';
import type { Button } from '../../../notifications/message.ts';
import type { Order } from '../../orders/load-order.ts';
import { may } from '../../staff/rights.ts';
import type { StaffTurn } from '../dialog.ts';

/** One button per order, each opening its card below the list: `№ 41 · сб 21.11, 12:00 · Анна · Готовится`. */
export async function orderButtons(turn: StaffTurn, found: readonly Order[]): Promise<Button[][]> {
  const { tx, t, f, staff } = turn;
  const names = await namesOf(turn, found);
  const titles = new Map(
    (await tx.select({ id: stages.id, title: stages.title }).from(stages)).map(({ id, title }) => [id, f.title(title)]),
  );
  return found.map(({ id, dueAt, clientId, stageId, contactName }) => {
    const who = may(staff, 'client.find') ? (contactName ?? names.get(clientId)) : undefined;
    const label = [t.staff.number(id), dueAt === null ? undefined : f.moment(dueAt), who, titles.get(stageId)].filter(Boolean).join(' · ');
    return [turn.keptButton(label, 'order', id)];
  });
}

async function namesOf({ tx }: StaffTurn, found: readonly Order[]): Promise<Map<number, string | null>> {
  const ids = [...new Set(found.map(({ clientId }) => clientId))];
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: clients.id, name: clients.name })
    .from(clients)
    .where(ids.length === 1 ? eq(clients.id, ids[0] ?? 0) : inArray(clients.id, ids));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The way back to the menu, under every list. */
export const menuRow = (turn: StaffTurn): Button[] => [turn.button(turn.t.staff.toMenu, 'menu')];
