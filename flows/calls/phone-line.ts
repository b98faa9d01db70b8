import { eq, sql } from 'drizzle-orm';
import { settings } from '../../db/schema/work.ts';
import { type Reader, statement, type Tx } from '../../db/store.ts';

const key = 'phone-line';

/** Remembers, at start, whether the shop can call by itself: cards and menus have no channels to ask. */
export async function rememberLine(tx: Tx, number: string | undefined): Promise<void> {
  const value = { number };
  await tx.insert(settings).values({ key, value }).onConflictDoUpdate({ target: settings.key, set: { value } });
}

const lineRow = statement('phone_line', (db: Reader) =>
  db
    .select({ value: settings.value })
    .from(settings)
    .where(eq(settings.key, sql.placeholder('key'))),
);

/** The number that the shop calls from, E.164; undefined when calls are off. */
export async function findLine(db: Reader): Promise<string | undefined> {
  const [row] = await lineRow(db, { key });
  // Written by the function above only.
  return (row?.value as { number?: string } | undefined)?.number;
}
