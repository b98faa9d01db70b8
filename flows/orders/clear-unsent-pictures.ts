import { and, inArray, lt, ne, or, sql } from 'drizzle-orm';
import type { Files } from '../../db/files.ts';
import { products } from '../../db/schema/catalog.ts';
import { attachments, webMessages } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Reader, Store } from '../../db/store.ts';
import { days } from '../../notifications/time.ts';

/** A form is good for two days. */
const keptFor = days(3);
const piece = 200;

/** Takes files away that came with order forms which were never sent, unless somebody else has sent or shows the same. */
export async function clearUnsentPictures(
  { store, files }: { store: Store; files: Files },
  now: Instant,
  enough: () => boolean = () => false,
): Promise<void> {
  const since = now - keptFor;
  while (!enough()) {
    const old = await store.read
      .select({ id: attachments.id, file: attachments.remoteId })
      .from(attachments)
      .where(and(sql`${attachments.purpose} = 'unsent'`, lt(attachments.at, since)))
      .limit(piece);
    if (old.length === 0) return;
    const used = await inUse(store.read, since, [...new Set(old.map(({ file }) => file))]);
    for (const { file } of old) if (!used.has(file)) await files.remove(file, since);
    const ids = old.map(({ id }) => id);
    await store.tx((tx) => tx.delete(attachments).where(inArray(attachments.id, ids)));
  }
}

/** Which of the files somebody sent, sells or is shown, or brought with a form that may still be sent. */
async function inUse(db: Reader, since: Instant, names: string[]): Promise<Set<string | null>> {
  const isOther = or(ne(attachments.purpose, 'unsent'), sql`${attachments.at} >= ${since}`);
  const sent = await db
    .select({ file: attachments.file })
    .from(attachments)
    .where(and(inArray(attachments.file, names), isOther));
  const brought = await db
    .select({ file: attachments.remoteId })
    .from(attachments)
    .where(and(inArray(attachments.remoteId, names), isOther));
  const sold = await db.select({ file: products.photo }).from(products).where(inArray(products.photo, names));
  const [picture, attached] = [sql<string>`${webMessages.body} ->> 'picture'`, sql<string>`${webMessages.body} ->> 'attached'`];
  const drawn = await db.select({ file: picture }).from(webMessages).where(inArray(picture, names));
  const added = await db.select({ file: attached }).from(webMessages).where(inArray(attached, names));
  return new Set([...sent, ...brought, ...sold, ...drawn, ...added].map(({ file }) => file));
}
