import { and, eq, gt } from 'drizzle-orm';
import { z } from 'zod';
import { identities } from '../../db/schema/people.ts';
import { conversations, messages } from '../../db/schema/talk.ts';
import type { MessageState } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { goOn, isMine } from '../messages/go-on.ts';
import { takeBackMessage } from '../messages/take-back.ts';
import { timer } from '../timers.ts';

type Line = typeof messages.$inferSelect;

/** Platforms that tell what became of a message; of the others "sent" is the last word. */
const reporting: Readonly<Record<string, readonly MessageState[]>> = { whatsapp: ['delivered', 'read'] };
const lastWords: readonly MessageState[] = ['sent', 'delivered', 'read', 'skipped'];

/** Time is up for a message that must arrive: if it has not, it goes on by another way. */
export default timer({
  name: 'reach-check',
  payload: z.object({ lineId: z.number() }),
  async fire({ tx, now, shop }, { lineId: messageId }) {
    const [line] = await tx.select().from(messages).where(eq(messages.id, messageId));
    if (!line?.onward) return;
    const wanted = shop.reachUntilRead && line.channel in reporting ? ['read', 'skipped'] : (reporting[line.channel] ?? lastWords);
    if (line.state === 'skipped' || wanted.includes(line.state) || (await hasReacted(tx, line))) return void (await isMine(tx, messageId));
    if (line.state === 'waiting') await takeBackMessage(tx, line, now);
    await goOn(tx, { messageId, why: line.state === 'delivered' ? 'unread' : 'undelivered', now });
  },
});

/** The client has said or pressed something since, wherever. */
async function hasReacted(tx: Tx, { clientId, at }: Line): Promise<boolean> {
  if (clientId === null) return false;
  const [heard] = await tx
    .select({ id: conversations.id })
    .from(conversations)
    .innerJoin(identities, eq(identities.id, conversations.identityId))
    .where(and(eq(identities.clientId, clientId), gt(conversations.updatedAt, at)))
    .limit(1);
  return heard !== undefined;
}
