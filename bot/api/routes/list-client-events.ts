import { and, desc, eq, inArray, lt } from 'drizzle-orm';
import { z } from 'zod';
import { events } from '../../../db/schema/work.ts';
import { getClient } from '../../../flows/clients/load-client.ts';
import { showEvent } from '../../../flows/webhooks/show-event.ts';
import { toldEvents } from '../../../flows/webhooks/told-events.ts';
import { route } from '../route.ts';
import { cut, pageOf, paging, windowOf } from '../shapes/common.ts';
import { eventShape } from '../shapes/event.ts';
import { clientPath } from '../shapes/paths.ts';

export default route({
  name: 'list-client-events',
  ...{ method: 'get', at: '/clients/{clientId}/events', noun: 'Clients', scope: 'clients.read', may: 'client.see' },
  summary: { ru: 'Что было с клиентом, новое сверху', en: 'What happened with a client, the newest first' },
  path: clientPath,
  query: z.strictObject(paging),
  answer: pageOf(eventShape),
  async read({ db }, { path, query }) {
    const { before, limit } = windowOf(query);
    const { id } = await getClient(db, path.clientId);
    const ours = eq(events.clientId, id);
    const found = await db
      .select()
      .from(events)
      .where(and(ours, inArray(events.type, [...toldEvents]), lt(events.id, before)))
      .orderBy(desc(events.id))
      .limit(limit + 1);
    const { rows, next } = cut(found, limit);
    return { data: rows.map(showEvent), next };
  },
});
