import { and, desc, eq, isNull, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { clients } from '../../../db/schema/people.ts';
import { clientStatuses } from '../../../db/schema/words.ts';
import { contains, folded } from '../../../db/search.ts';
import { route } from '../route.ts';
import { clientShape, readPhone, showClient } from '../shapes/client.ts';
import { cut, pageOf, paging, windowOf, words } from '../shapes/common.ts';

export default route({
  name: 'list-clients',
  ...{ method: 'get', at: '/clients', noun: 'Clients', scope: 'clients.read', may: 'client.find' },
  summary: { ru: 'Клиенты, новые сверху; поиск по телефону и имени', en: 'Clients, the newest first; found by phone or name' },
  query: z.strictObject({
    phone: words(40).optional(),
    text: words(100).optional().meta({ description: 'Words of the name, or digits of the phone; all of them.' }),
    status: z.enum(clientStatuses).optional(),
    ...paging,
  }),
  answer: pageOf(clientShape),
  async read({ db, shop }, { query }) {
    const { before, limit } = windowOf(query);
    const phone = query.phone && readPhone(query.phone, shop, '?phone').phone;
    const found = await db
      .select()
      .from(clients)
      .where(
        and(
          lt(clients.id, before),
          isNull(clients.mergedInto),
          phone === undefined ? undefined : eq(clients.phone, phone),
          query.status && eq(clients.status, query.status),
          ...(query.text?.split(/\s+/u).slice(0, 5) ?? []).map((word) => contains(sql`${clients.search}`, folded(word))),
        ),
      )
      .orderBy(desc(clients.id))
      .limit(limit + 1);
    const { rows, next } = cut(found, limit);
    return { data: rows.map(showClient), next };
  },
});
