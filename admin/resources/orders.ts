import { eq, type SQL, sql } from 'drizzle-orm';
import { orders, stages } from '../../db/schema/orders.ts';
import { clients, staff } from '../../db/schema/people.ts';
import { fulfilments, stageKinds } from '../../db/schema/words.ts';
import { sources } from '../../db/schema/work.ts';
import { typedNumber } from '../../flows/orders/typed-number.ts';
import { isClientLike } from '../client-like.ts';
import { resource } from '../resource.ts';
import { ordersTexts } from '../texts/orders.ts';

/** Every order there ever was. */
export default resource({
  name: 'orders',
  texts: ordersTexts,
  menu: { group: 'work', position: 20, icon: 'ShoppingBag' },
  opens: 'order',
  may: { list: 'client.find', export: 'reports.export' },
  createsOn: { screen: 'new-order', may: 'order.place' },
  columns: {
    id: { of: orders.id, type: 'number', sort: true, filter: true, isTitle: true },
    clientId: { of: orders.clientId, type: 'number', refers: { resource: 'clients', title: clients.name } },
    stage: { of: stages.title, type: 'localized' },
    dueAt: { of: orders.dueAt, type: 'instant', sort: true, filter: true },
    total: { of: orders.total, type: 'money', filter: true },
    due: { of: sql<number>`${orders.total} - ${orders.paid}`.as('due'), type: 'money' },
    responsible: { of: staff.name, type: 'text' },
    fulfilment: { of: orders.fulfilment, type: 'word', words: fulfilments, filter: true },
    outcome: { of: orders.outcome, type: 'word', words: stageKinds, filter: true, list: false },
    source: { of: sql<string>`coalesce(${sources.title}, ${orders.source})`, type: 'word', filter: true },
    createdAt: { of: orders.createdAt, type: 'instant', sort: true, filter: true },
  },
  // Left joins only: SQLite leaves out those that a count does not need, and takes the orders in the order of the list.
  from: (db, fields) =>
    db
      .select(fields)
      .from(orders)
      .leftJoin(clients, eq(clients.id, orders.clientId))
      .leftJoin(stages, eq(stages.id, orders.stageId))
      .leftJoin(staff, eq(staff.id, orders.responsibleId))
      .leftJoin(sources, eq(sources.code, orders.source)),
  order: { column: 'id', descending: true },
  search: (text) => {
    const number = typedNumber(text);
    return number !== undefined && number < 1_000_000 ? eq(orders.id, number) : areTheirs(text);
  },
});

/** The orders of clients who are like that, by numbers first: a common name has thousands, and a page shows few. */
const areTheirs = (text: string): SQL =>
  sql`${orders.id} in (select theirs.id from orders as theirs where theirs.client_id in (select ${clients.id} from clients where ${isClientLike(text)}))`;
