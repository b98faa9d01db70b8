import { and, eq } from 'drizzle-orm';
import { kindOf } from '../../../db/file-kinds.ts';
import { webMessages } from '../../../db/schema/talk.ts';
import type { Instant } from '../../../db/schema/words.ts';
import type { Store } from '../../../db/store.ts';
import type { Message } from '../../../notifications/message.ts';
import { type Place, revise } from './revise.ts';

/** Shows a message, in the place of `replaces` when that is still shown. Answers its id; undefined when nobody has this address. */
export function show(store: Store, address: string, message: Message, at: Instant, replaces?: string): Promise<string | undefined> {
  return revise(store, address, async (place) => {
    const rewritten = replaces === undefined ? undefined : await rewrite(place, Number(replaces), message);
    return String(rewritten ?? (await add(place, message, at)));
  });
}

async function rewrite({ tx, identityId, revision }: Place, id: number, message: Message): Promise<number | undefined> {
  if (!Number.isSafeInteger(id)) return undefined;
  const theirs = and(
    eq(webMessages.id, id),
    eq(webMessages.identityId, identityId),
    eq(webMessages.mine, false),
    eq(webMessages.removed, false),
  );
  const rows = await tx
    .update(webMessages)
    .set({ body: bodyOf(message), revision })
    .where(theirs)
    .returning({ id: webMessages.id });
  return rows[0]?.id;
}

async function add({ tx, identityId, revision }: Place, message: Message, at: Instant): Promise<number | undefined> {
  const rows = await tx
    .insert(webMessages)
    .values({ identityId, mine: false, body: bodyOf(message), at, revision })
    .returning({ id: webMessages.id });
  return rows[0]?.id;
}

/** Pictures are shown, sounds and films are played; anything else is offered as a file. */
function bodyOf({ picture, fileName, ...message }: Message): Record<string, unknown> {
  if (picture === undefined) return message;
  const showing = kindOf(picture)?.showing;
  if (showing === 'picture') return { ...message, picture };
  return { ...message, attached: picture, kind: showing === 'sound' ? 'voice' : 'file', ...(fileName && { name: fileName }) };
}
