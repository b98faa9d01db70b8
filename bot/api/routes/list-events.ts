import { z } from 'zod';
import { findEventsAfter } from '../../../flows/find-events.ts';
import { showEvent } from '../../../flows/webhooks/show-event.ts';
import { isTold, toldEvents } from '../../../flows/webhooks/told-events.ts';
import { route } from '../route.ts';
import { paging } from '../shapes/common.ts';
import { eventShape } from '../shapes/event.ts';

export default route({
  name: 'list-events',
  ...{ method: 'get', at: '/events', noun: 'Events', scope: 'events.read', may: 'order.see' },
  summary: { ru: 'Что произошло, по порядку, начиная с отметки', en: 'What happened, in order, from a mark on' },
  about:
    'For programs that poll: keep `next` and ask with it as `cursor` next time; each event comes once and none is left out. ' +
    `Types: ${toldEvents.join(', ')}.`,
  query: z.strictObject({
    ...paging,
    cursor: z
      .string()
      .regex(/^\d{1,15}$/, 'cursor')
      .optional()
      .meta({ description: '`next` of the answer before; 0 or nothing is the beginning.' }),
    types: z
      .string()
      .max(1000)
      .refine((types) => types.split(',').every(isTold), 'event-types')
      .optional()
      .meta({ description: 'Only these, with commas between.', examples: ['order.placed,order.moved'] }),
  }),
  answer: z.strictObject({
    data: z.array(eventShape),
    next: z.string().meta({ description: 'The mark to go on from, also when nothing is new.' }),
  }),
  async read({ db, now }, { query }) {
    const types = new Set(query.types?.split(',') ?? toldEvents);
    const { events, mark } = await findEventsAfter(db, { after: Number(query.cursor ?? 0), limit: query.limit ?? 50, now });
    return { data: events.filter(({ type }) => isTold(type) && types.has(type)).map(showEvent), next: String(mark) };
  },
});
