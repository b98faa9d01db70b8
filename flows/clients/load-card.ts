import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import { orderItems, orders, payments, stages } from '../../db/schema/orders.ts';
import { identities } from '../../db/schema/people.ts';
import { attachments } from '../../db/schema/talk.ts';
import { tasks } from '../../db/schema/work.ts';
import type { Reader } from '../../db/store.ts';
import type { Client } from '../dialogs/dialog.ts';
import { findSourceTitle } from '../sources/source-title.ts';
import { findDuplicates } from './find-duplicates.ts';
import { findMerges } from './undo-merge.ts';

const most = { orders: 200, payments: 200, files: 100, tasks: 50 };

/** Everything about one client on one page but what was said and done, which is the timeline. */
export async function loadClientCard(db: Reader, client: Client) {
  const { id } = client;
  const theirs = await db
    .select({
      ...{
        id: orders.id,
        outcome: orders.outcome,
        total: orders.total,
        paid: orders.paid,
        dueAt: orders.dueAt,
        createdAt: orders.createdAt,
      },
      stage: stages.title,
    })
    .from(orders)
    .innerJoin(stages, eq(stages.id, orders.stageId))
    .where(eq(orders.clientId, id))
    .orderBy(desc(orders.id))
    .limit(most.orders);
  const orderIds = theirs.map((order) => order.id);
  const none = orderIds.length === 0;
  const items = none
    ? []
    : await db
        .select({ orderId: orderItems.orderId, title: orderItems.title })
        .from(orderItems)
        .where(inArray(orderItems.orderId, orderIds))
        .orderBy(orderItems.id);
  const paid = none
    ? []
    : await db.select().from(payments).where(inArray(payments.orderId, orderIds)).orderBy(desc(payments.id)).limit(most.payments);
  const firstItems = Map.groupBy(items, ({ orderId }) => orderId);
  return {
    client,
    identities: await db.select().from(identities).where(eq(identities.clientId, id)).orderBy(identities.id),
    orders: theirs.map((order) => ({ ...order, items: (firstItems.get(order.id) ?? []).map(({ title }) => title) })),
    payments: paid,
    files: await db.select().from(attachments).where(eq(attachments.clientId, id)).orderBy(desc(attachments.id)).limit(most.files),
    tasks: await db
      .select()
      .from(tasks)
      .where(and(eq(tasks.clientId, id), isNull(tasks.doneAt)))
      .orderBy(tasks.dueAt)
      .limit(most.tasks),
    sourceTitle: await findSourceTitle(db, client.source),
    duplicates: await findDuplicates(db, client),
    merges: await findMerges(db, id),
  };
}
