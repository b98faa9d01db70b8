import { eq, sql } from 'drizzle-orm';
import { sources } from '../../db/schema/work.ts';
import { type Reader, statement } from '../../db/store.ts';
import type { Texts } from '../texts/texts.ts';

const byCode = statement('source_by_code', (db: Reader) =>
  db
    .select({ title: sources.title })
    .from(sources)
    .where(eq(sources.code, sql.placeholder('code'))),
);

/** The owner's words for a source, also for one that was removed; undefined when nobody gave it a title. */
export async function findSourceTitle(db: Reader, code: string | null): Promise<string | undefined> {
  if (code === null) return undefined;
  const [source] = await byCode(db, { code });
  return source?.title;
}

/** A source as colleagues read it: the owner's title, our word for what is known without one, else the code itself. */
export function sourceWords(t: Texts, code: string, title: string | undefined): string {
  const known: Readonly<Record<string, string>> = t.source.known;
  return title ?? known[code] ?? code;
}
