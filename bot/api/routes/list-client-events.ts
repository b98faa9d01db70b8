import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { events } from '../../../db/schema/work.ts';
import { getClient } from '../../../flows/clients/load-client.ts';
import { route } from '../route.ts';
import { pageOf, paging } from '../shapes/common.ts';
import { eventShape } from '../shapes/event.ts';
import { eventsPage } from '../shapes/events-page.ts';
import { clientPath } from '../shapes/paths.ts';

export default route({
  name: 'list-client-events',
  ...{ method: 'get', at: '/clients/{clientId}/events', noun: 'Clients', scope: 'clients.read', may: 'client.see' },
  summary: { ru: 'Что было с клиентом, новое сверху', en: 'What happened with a client, the newest first' },
  path: clientPath,
  query: z.strictObject(paging),
  answer: pageOf(eventShape),
  async read({ db }, { path, query }) {
    const { id } = await getClient(db, path.clientId);
    return eventsPage(db, eq(events.clientId, id), query);
  },
});
