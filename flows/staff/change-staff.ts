import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { staff } from '../../db/schema/people.ts';
import { type Instant, languages, roles } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { cleanName } from '../clients/name.ts';
import { cleanPhone } from '../clients/phone.ts';
import type { By } from '../events.ts';
import { refreshCardsOf } from '../orders/card.ts';
import { recordChange } from '../record-change.ts';
import { Refused } from '../refused.ts';
import type { Shop } from '../shop.ts';
import { getStaff, staffWithRole } from './find-staff.ts';
import { refuseUnless } from './rights.ts';

export const staffForm = z.object({
  name: z.string(),
  roles: z.array(z.enum(roles)).transform((all) => roles.filter((role) => all.includes(role))),
  language: z.enum(languages),
  /** As people type it; empty for none. */
  phone: z.string().max(40),
});

interface ChangeStaff {
  staffId: number;
  change: z.infer<typeof staffForm>;
  by: By;
  now: Instant;
  shop: Shop;
}

/**
 * Changes a colleague's name, roles, language or phone; menu, cards and rights follow with the next press. Refusals: `staff.no-name`,
 * `staff.no-role`, `settings.phone`, `staff.last-owner`.
 */
export async function changeStaff(tx: Tx, { staffId, change, by, now, shop }: ChangeStaff): Promise<void> {
  await refuseUnless(tx, by, 'staff.manage');
  const before = await getStaff(tx, staffId);
  const name = cleanName(change.name);
  if (name === undefined) throw new Refused('staff.no-name');
  if (change.roles.length === 0) throw new Refused('staff.no-role');
  const phone = change.phone.trim() === '' ? null : cleanPhone(change.phone, shop.country);
  if (phone === undefined) throw new Refused('settings.phone');
  if (!change.roles.includes('owner') && (await staffWithRole(tx, 'owner')).every(({ id }) => id === staffId))
    throw new Refused('staff.last-owner');
  const [after] = await tx
    .update(staff)
    .set({ ...change, name, phone })
    .where(eq(staff.id, staffId))
    .returning();
  const changed = await recordChange(tx, { part: 'staff', id: staffId, title: { ru: name, en: name }, before, after, by, now });
  if (changed) await refreshCardsOf(tx, staffId, now);
}
