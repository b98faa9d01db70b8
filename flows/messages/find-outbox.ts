import { and, desc, eq, inArray, lt } from 'drizzle-orm';
import { clients, identities, staff } from '../../db/schema/people.ts';
import { messages } from '../../db/schema/talk.ts';
import type { MessageState } from '../../db/schema/words.ts';
import type { Reader } from '../../db/store.ts';
import { plain } from '../../notifications/message.ts';
import { pageOf } from '../page-of.ts';

/** What became of what was sent, by kind of trouble. */
export const outboxViews = {
  waiting: ['waiting'],
  failed: ['failed', 'uncertain'],
  skipped: ['skipped'],
  sent: ['sent', 'delivered', 'read'],
} as const satisfies Record<string, readonly MessageState[]>;
export type OutboxView = keyof typeof outboxViews;

const pageSize = 50;

/** Messages that leave the shop, the newest first, with their states and reasons; older ones below a number. */
export async function findOutbox(db: Reader, { view, before }: { view: OutboxView; before?: number | undefined }) {
  const rows = await db
    .select({
      ...{
        id: messages.id,
        channel: messages.channel,
        text: messages.text,
        state: messages.state,
        reason: messages.reason,
        at: messages.at,
      },
      ...{
        orderId: messages.orderId,
        clientId: messages.clientId,
        client: clients.name,
        colleague: staff.name,
        toStaffId: identities.staffId,
      },
    })
    .from(messages)
    .innerJoin(identities, eq(identities.id, messages.identityId))
    .leftJoin(clients, eq(clients.id, identities.clientId))
    .leftJoin(staff, eq(staff.id, identities.staffId))
    .where(
      and(
        eq(messages.direction, 'out'),
        inArray(messages.state, [...outboxViews[view]]),
        before === undefined ? undefined : lt(messages.id, before),
      ),
    )
    .orderBy(desc(messages.id))
    .limit(pageSize + 1);
  const { page, last } = pageOf(rows, pageSize);
  return {
    lines: page.map((row) => ({ ...row, text: plain(row.text).slice(0, 300) })),
    older: last?.id,
  };
}
