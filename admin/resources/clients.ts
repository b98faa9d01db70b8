import { eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { clients, staff } from '../../db/schema/people.ts';
import { clientStatuses } from '../../db/schema/words.ts';
import { sources } from '../../db/schema/work.ts';
import { addClient } from '../../flows/clients/add-client.ts';
import { days } from '../../notifications/time.ts';
import { isClientLike } from '../client-like.ts';
import { resource } from '../resource.ts';
import { clientsTexts } from '../texts/clients.ts';

/** Everybody who ever wrote, called or ordered. */
export default resource({
  name: 'clients',
  texts: clientsTexts,
  menu: { group: 'clients', position: 30, icon: 'Users' },
  opens: 'client',
  may: { list: 'client.find', create: 'client.edit', export: 'client.export' },
  columns: {
    id: { of: clients.id, type: 'number', list: false },
    name: { of: clients.name, type: 'text', isTitle: true },
    phone: { of: clients.phone, type: 'phone' },
    status: { of: clients.status, type: 'word', words: clientStatuses, filter: true },
    ordersCount: { of: clients.ordersCount, type: 'number', filter: true },
    ordersSum: { of: clients.ordersSum, type: 'money', sort: true, filter: true },
    lastOrderAt: { of: clients.lastOrderAt, type: 'instant', sort: true, filter: true },
    source: { of: sql<string>`coalesce(${sources.title}, ${clients.source})`, type: 'word', filter: true },
    responsible: { of: staff.name, type: 'text' },
    createdAt: { of: clients.createdAt, type: 'instant', filter: true },
  },
  from: (db, fields) =>
    db
      .select(fields)
      .from(clients)
      .leftJoin(staff, eq(staff.id, clients.responsibleId))
      .leftJoin(sources, eq(sources.code, clients.source)),
  create: {
    form: z.object({ name: z.string().trim().min(1).max(100), phone: z.string().trim().min(3).max(40) }),
    run: ({ tx, by, now, shop }, form: { name: string; phone: string }) => addClient(tx, { ...form, by, now, shop }),
  },
  createsOn: { screen: 'new-client', may: 'client.edit' },
  quick: { silent: (now) => ({ 'filters.lastOrderAt~~to': String(now - days(90)) }) },
  scope: () => isNull(clients.mergedInto),
  order: { column: 'id', descending: true },
  search: isClientLike,
});
