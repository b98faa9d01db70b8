import { and, asc, eq, inArray, isNotNull, ne } from 'drizzle-orm';
import { attachments } from '../../db/schema/talk.ts';
import type { Reader } from '../../db/store.ts';

/** A picture for each order that has one, as a file reference: the ready thing, else the look that was wished for. */
export async function picturesOf(db: Reader, orderIds: readonly number[]): Promise<Map<number, string>> {
  if (orderIds.length === 0) return new Map();
  const found = await db
    .select({ orderId: attachments.orderId, file: attachments.file, purpose: attachments.purpose })
    .from(attachments)
    .where(
      and(
        inArray(attachments.orderId, [...orderIds]),
        eq(attachments.kind, 'photo'),
        ne(attachments.purpose, 'chat'),
        isNotNull(attachments.file),
      ),
    )
    .orderBy(asc(attachments.id));
  const wishedFirst = [...found.filter(({ purpose }) => purpose === 'reference'), ...found.filter(({ purpose }) => purpose === 'ready')];
  return new Map(wishedFirst.flatMap(({ orderId, file }) => (orderId === null || file === null ? [] : [[orderId, file] as const])));
}
