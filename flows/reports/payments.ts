import { and, count, desc, eq } from 'drizzle-orm';
import { orders, payments } from '../../db/schema/orders.ts';
import { clients } from '../../db/schema/people.ts';
import { sumOf } from '../reporting/aggregates.ts';
import { type PaymentsFilter, paymentsFilter } from '../reporting/opens.ts';
import { is, within } from '../reporting/which-orders.ts';
import { report } from '../reports.ts';
import { textsIn } from '../texts/texts.ts';

type Name = 'at' | 'amount' | 'method' | 'order' | 'client';

/** The payments behind a number. */
export default report<Name, PaymentsFilter>({
  name: 'payments',
  title: { ru: 'Платежи за этим числом', en: 'The payments behind the number' },
  about: { ru: 'Платежи и возвраты, из которых сложилось число.', en: 'The payments and returns that make up the number.' },
  time: 'now',
  filter: paymentsFilter,
  columns: {
    at: { title: { ru: 'Когда', en: 'When' }, kind: 'moment' },
    amount: { title: { ru: 'Сумма', en: 'Amount' }, kind: 'money' },
    method: { title: { ru: 'Как', en: 'How' }, kind: 'text' },
    order: { title: { ru: 'Заказ', en: 'Order' }, kind: 'text' },
    client: { title: { ru: 'Клиент', en: 'Client' }, kind: 'text' },
  },
  async read({ db, language, limit }, filter) {
    const where = and(within(payments.at, filter.within), is(orders.responsibleId, filter.responsible));
    const sums = db.select({ payments: count(), sum: sumOf(payments.amount) }).from(payments);
    const joined = filter.responsible === undefined ? sums : sums.innerJoin(orders, eq(orders.id, payments.orderId));
    const [all] = await joined.where(where);
    const found = await db
      .select({ payment: payments, clientId: orders.clientId, client: clients.name })
      .from(payments)
      .innerJoin(orders, eq(orders.id, payments.orderId))
      .innerJoin(clients, eq(clients.id, orders.clientId))
      .where(where)
      .orderBy(desc(payments.at), desc(payments.id))
      .limit(limit);
    const methods: Record<string, string> = textsIn(language).staff.methods;
    return {
      figures: [
        { title: { ru: 'Платежей', en: 'Payments' }, kind: 'count', value: all?.payments ?? 0 },
        { title: { ru: 'На сумму', en: 'Sum' }, kind: 'money', value: all?.sum ?? 0 },
      ],
      rows: found.map(({ payment, clientId, client }) => ({
        at: { value: payment.at },
        amount: { value: payment.amount },
        method: { value: methods[payment.method] ?? payment.method },
        order: { value: String(payment.orderId), opens: { record: 'order', id: payment.orderId } },
        client: { value: client, opens: { record: 'client', id: clientId } },
      })),
      more: (all?.payments ?? 0) > found.length,
    };
  },
});
