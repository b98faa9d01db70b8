import { eq } from 'drizzle-orm';
import { orders, payments } from '../../db/schema/orders.ts';
import { clients, staff } from '../../db/schema/people.ts';
import { resource } from '../resource.ts';
import { paymentsTexts } from '../texts/payments.ts';

/** All money that came, and what was given back. */
export default resource({
  name: 'payments',
  texts: paymentsTexts,
  menu: { group: 'results', position: 60, icon: 'CreditCard' },
  may: { list: 'payment.see', export: 'reports.export' },
  columns: {
    id: { of: payments.id, type: 'number', list: false },
    at: { of: payments.at, type: 'instant', sort: true, filter: true, isTitle: true },
    orderId: { of: payments.orderId, type: 'number', filter: true, refers: { resource: 'orders', title: payments.orderId } },
    clientId: { of: orders.clientId, type: 'number', refers: { resource: 'clients', title: clients.name } },
    amount: { of: payments.amount, type: 'money' },
    method: { of: payments.method, type: 'word', words: ['cash', 'card', 'transfer', 'online'], filter: true },
    by: { of: staff.name, type: 'text' },
  },
  from: (db, fields) =>
    db
      .select(fields)
      .from(payments)
      .leftJoin(orders, eq(orders.id, payments.orderId))
      .leftJoin(clients, eq(clients.id, orders.clientId))
      .leftJoin(staff, eq(staff.id, payments.byId)),
  order: { column: 'at', descending: true },
});
