import { eq } from 'drizzle-orm';
import { clients } from '../../db/schema/people.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Reader } from '../../db/store.ts';
import { isOpen } from '../../notifications/time.ts';
import type { Staff } from '../dialogs/dialog.ts';
import { findOrder } from '../orders/load-order.ts';
import type { Shop } from '../shop.ts';
import { allStaff, reachableStaff } from '../staff/find-staff.ts';
import { may } from '../staff/rights.ts';
import type { Call } from './load-call.ts';

/** A caller has patience for so many phones, one after another. */
const mostPhones = 3;

/**
 * Whose phones ring for a caller, one after another: the client's own manager first, then the other managers on shift; heads only where no
 * manager has a phone. Nobody's while the shop is closed.
 */
export async function whomToRing(db: Reader, call: Call, { shop, now }: { shop: Shop; now: Instant }): Promise<Staff[]> {
  if (!isOpen(now, shop)) return [];
  const present = (await allStaff(db)).filter(
    (each) => each.onShift && each.phone !== null && each.phone !== call.phone && may(each, 'call.make'),
  );
  const own = await responsibleFor(db, call);
  const managers = present.filter(({ id, roles }) => id === own || roles.includes('manager'));
  return (managers.length > 0 ? managers : present).toSorted((a, b) => Number(b.id === own) - Number(a.id === own)).slice(0, mostPhones);
}

/** Who is shown the caller's card in the messenger: those whose phones ring, else all managers on shift, else who leads. */
export async function whomToTell(db: Reader, call: Call, ringing: readonly Staff[]): Promise<Staff[]> {
  if (ringing.length > 0) return [...ringing];
  const own = await responsibleFor(db, call);
  const reachable = await reachableStaff(db, 'manager', 'sales-head', 'owner');
  const present = reachable.filter(({ onShift }) => onShift);
  const theirs = present.filter(({ id }) => id === own);
  if (theirs.length > 0) return theirs;
  const managers = present.filter(({ roles }) => roles.includes('manager'));
  if (managers.length > 0) return managers;
  return present.length > 0 ? present : reachable;
}

/** Who is responsible for the caller's order, or for the caller. */
export async function responsibleFor(db: Reader, { orderId, clientId }: Pick<Call, 'orderId' | 'clientId'>): Promise<number | null> {
  const order = orderId === null ? undefined : await findOrder(db, orderId);
  if (order?.responsibleId) return order.responsibleId;
  if (clientId === null) return null;
  const [client] = await db.select({ responsibleId: clients.responsibleId }).from(clients).where(eq(clients.id, clientId));
  return client?.responsibleId ?? null;
}
