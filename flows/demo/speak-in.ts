import { and, eq, inArray, like } from 'drizzle-orm';
import { clients, identities, staff } from '../../db/schema/people.ts';
import { webMessages } from '../../db/schema/talk.ts';
import { type Instant, type Language, languages } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { refreshCardsOf } from '../orders/card.ts';
import { bakeryDemo } from '../presets/bakery/demo.ts';
import { getShop, saveShop } from '../shop.ts';

/**
 * From now on the demo's shop speaks this language, and so does everybody on its phones. Cards are written anew, and what still has the
 * name that the demo gave it is called by its name in this language. Answers the addresses of those who have begun to talk.
 */
export async function speakIn(tx: Tx, { language, now }: { language: Language; now: Instant }): Promise<string[]> {
  const people = await tx
    .select({ id: identities.id, address: identities.address, staffId: identities.staffId, clientId: identities.clientId })
    .from(identities)
    .where(and(eq(identities.channel, 'web'), like(identities.address, 'demo-%')));
  const staffIds = people.flatMap(({ staffId }) => staffId ?? []);
  const clientIds = people.flatMap(({ clientId }) => clientId ?? []);
  await tx.update(staff).set({ language }).where(inArray(staff.id, staffIds));
  await tx.update(clients).set({ language }).where(inArray(clients.id, clientIds));
  await turnShop(tx, language);
  await renameColleagues(tx, staffIds, language);
  for (const id of staffIds) await refreshCardsOf(tx, id, now);

  const ids = people.map(({ id }) => id);
  const talking = await tx.selectDistinct({ id: webMessages.identityId }).from(webMessages).where(inArray(webMessages.identityId, ids));
  const begun = new Set(talking.map(({ id }) => id));
  return people.filter(({ id }) => begun.has(id)).map(({ address }) => address);
}

async function turnShop(tx: Tx, language: Language): Promise<void> {
  const shop = await getShop(tx);
  await saveShop(tx, { ...shop, language });
}

async function renameColleagues(tx: Tx, staffIds: number[], language: Language): Promise<void> {
  const known = bakeryDemo.scenery.ru.colleagues.map((_, index) =>
    ownWords((each) => bakeryDemo.scenery[each].colleagues[index]?.name ?? ''),
  );
  for (const { id, name } of await tx.select().from(staff).where(inArray(staff.id, staffIds))) {
    const renamed = known.map((names) => inLanguage(names, name, language)).find((each) => each !== name);
    if (renamed) await tx.update(staff).set({ name: renamed }).where(eq(staff.id, id));
  }
}

const ownWords = (find: (language: Language) => string): Record<Language, string> => ({ ru: find('ru'), en: find('en') });

/** What the demo called so is called so in the language; what somebody has changed stays. */
const inLanguage = (words: Record<Language, string>, now: string, language: Language): string =>
  languages.some((each) => words[each] === now) ? words[language] : now;
