import { eq } from 'drizzle-orm';
import { outbox } from '../../../db/schema/work.ts';
import type { Reader } from '../../../db/store.ts';

/** Whether a message that must not come twice is on its way already, or has come. */
export async function wasAsked(db: Reader, dedupe: string): Promise<boolean> {
  const [row] = await db.select({ id: outbox.id }).from(outbox).where(eq(outbox.dedupe, dedupe)).limit(1);
  return row !== undefined;
}
