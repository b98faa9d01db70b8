import { eq, type SQL, sql } from 'drizzle-orm';
import { orders, stages } from '../../db/schema/orders.ts';
import { clients, staff } from '../../db/schema/people.ts';
import { formatsFor } from '../format.ts';
import type { Asked, Row } from '../reports.ts';

/** The columns that every list of orders begins with. */
export const orderColumns = {
  number: { title: { ru: 'Заказ', en: 'Order' }, kind: 'text' },
  client: { title: { ru: 'Клиент', en: 'Client' }, kind: 'text' },
  stage: { title: { ru: 'Этап', en: 'Stage' }, kind: 'text' },
  due: { title: { ru: 'Выдать', en: 'Due' }, kind: 'moment' },
  total: { title: { ru: 'Сумма', en: 'Total' }, kind: 'money' },
  owing: { title: { ru: 'Осталось оплатить', en: 'To pay' }, kind: 'money' },
  responsible: { title: { ru: 'Ответственный', en: 'Responsible' }, kind: 'text' },
} as const;

export type OrderRow = Row<keyof typeof orderColumns>;

/** What is left to pay of an order. */
export const owing = sql<number>`${orders.total} - ${orders.paid}`.mapWith(Number);

/** By hand-over; those without a time come last on both engines. */
export const soonest = sql`${orders.dueAt} nulls last`;

export interface OrderLine {
  row: OrderRow;
  order: { id: number; dueAt: number | null; dueUntil: number | null; stageSince: number };
}

/** Orders as lines, each opening its order and its client. */
export async function orderLines({ db, shop, language, limit }: Asked, where: SQL | undefined, ...by: SQL[]): Promise<OrderLine[]> {
  const f = formatsFor(language, shop);
  const found = await db
    .select({
      id: orders.id,
      clientId: orders.clientId,
      clientName: clients.name,
      contactName: orders.contactName,
      stageTitle: stages.title,
      dueAt: orders.dueAt,
      dueUntil: orders.dueUntil,
      stageSince: orders.stageSince,
      outcome: orders.outcome,
      total: orders.total,
      owing,
      responsibleId: orders.responsibleId,
      responsible: staff.name,
    })
    .from(orders)
    .innerJoin(clients, eq(clients.id, orders.clientId))
    .innerJoin(stages, eq(stages.id, orders.stageId))
    .leftJoin(staff, eq(staff.id, orders.responsibleId))
    .where(where)
    .orderBy(...by)
    .limit(limit);
  return found.map(({ id, dueAt, dueUntil, stageSince, ...order }) => ({
    order: { id, dueAt, dueUntil, stageSince },
    row: {
      number: { value: String(id), opens: { record: 'order', id } },
      client: { value: order.clientName ?? order.contactName, opens: { record: 'client', id: order.clientId } },
      stage: { value: f.title(order.stageTitle) },
      due: { value: dueAt },
      total: { value: order.total },
      owing: { value: order.outcome === 'lost' ? 0 : order.owing },
      responsible: {
        value: order.responsible,
        ...(order.responsibleId !== null && { opens: { record: 'staff', id: order.responsibleId } }),
      },
    },
  }));
}
