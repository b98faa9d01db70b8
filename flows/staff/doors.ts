import { eq } from 'drizzle-orm';
import { settings } from '../../db/schema/work.ts';
import type { Reader, Tx } from '../../db/store.ts';

/** Where colleagues get in. */
export interface StaffDoors {
  /** The bot's name in Telegram, without @. */
  bot?: string | undefined;
  /** The shop's own address. */
  site?: string | undefined;
}

const key = 'staff-doors';

/** Remembers, at start, where colleagues get in: a conversation has no network to ask. */
export async function rememberStaffDoors(tx: Tx, doors: StaffDoors): Promise<void> {
  await tx
    .insert(settings)
    .values({ key, value: doors })
    .onConflictDoUpdate({ target: settings.key, set: { value: doors } });
}

/** The links that a code opens; none before the first start has remembered the doors. */
export async function inviteLinks(db: Reader, code: string): Promise<string[]> {
  const { bot, site } = await findStaffDoors(db);
  return [...(bot ? [`https://t.me/${bot}?start=${code}`] : []), ...(site ? [`${site}/chat?start=${code}`] : [])];
}

/** Where a code for the panel leads; undefined before the first start has remembered the doors. */
export async function panelLink(db: Reader, code: string): Promise<string | undefined> {
  const { site } = await findStaffDoors(db);
  return site && `${site}/admin/welcome?code=${code}`;
}

/** Empty before the first start has remembered them. */
export async function findStaffDoors(db: Reader): Promise<StaffDoors> {
  const [row] = await db.select({ value: settings.value }).from(settings).where(eq(settings.key, key));
  // Written by `rememberStaffDoors` only.
  return (row?.value ?? {}) as StaffDoors;
}
