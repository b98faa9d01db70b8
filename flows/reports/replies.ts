import { and, count, desc, eq, isNotNull } from 'drizzle-orm';
import { clients } from '../../db/schema/people.ts';
import { messages } from '../../db/schema/talk.ts';
import { minutes } from '../../notifications/time.ts';
import { medianOf } from '../reporting/aggregates.ts';
import { type RepliesFilter, repliesFilter } from '../reporting/opens.ts';
import { within } from '../reporting/which-orders.ts';
import { report } from '../reports.ts';

type Name = 'waited' | 'client' | 'at' | 'text';

/** The replies of one colleague, the slowest first. */
export default report<Name, RepliesFilter>({
  name: 'replies',
  title: { ru: 'Ответы клиентам, самые долгие сверху', en: 'Replies to clients, the slowest first' },
  about: { ru: 'Сколько рабочего времени клиент ждал каждого ответа.', en: 'How much working time the client waited for each reply.' },
  time: 'now',
  filter: repliesFilter,
  columns: {
    waited: { title: { ru: 'Ждал', en: 'Waited' }, kind: 'minutes' },
    client: { title: { ru: 'Клиент', en: 'Client' }, kind: 'text' },
    at: { title: { ru: 'Ответ дан', en: 'Answered' }, kind: 'moment' },
    text: { title: { ru: 'Ответ', en: 'Reply' }, kind: 'text' },
  },
  async read({ db, limit }, filter) {
    const where = and(isNotNull(messages.waitedMs), eq(messages.staffId, filter.staff), within(messages.at, filter.within));
    const [all] = await db
      .select({ replies: count(), median: medianOf(messages.waitedMs) })
      .from(messages)
      .where(where);
    const found = await db
      .select({ waitedMs: messages.waitedMs, at: messages.at, text: messages.text, clientId: messages.clientId, name: clients.name })
      .from(messages)
      .leftJoin(clients, eq(clients.id, messages.clientId))
      .where(where)
      .orderBy(desc(messages.waitedMs), desc(messages.id))
      .limit(limit);
    return {
      figures: [
        { title: { ru: 'Ответов', en: 'Replies' }, kind: 'count', value: all?.replies ?? 0 },
        { title: { ru: 'Обычно за', en: 'Median' }, kind: 'minutes', value: inMinutes(all?.median ?? null) },
      ],
      rows: found.map(({ waitedMs, at, text, clientId, name }) => ({
        waited: { value: inMinutes(waitedMs) },
        client: { value: name, ...(clientId !== null && { opens: { record: 'client' as const, id: clientId } }) },
        at: { value: at },
        text: { value: text.length > 120 ? `${text.slice(0, 119)}…` : text },
      })),
      more: (all?.replies ?? 0) > found.length,
    };
  },
});

const inMinutes = (ms: number | null): number | null => (ms === null ? null : Math.round(Number(ms) / minutes(1)));
