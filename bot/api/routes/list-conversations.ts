import { z } from 'zod';
import { findConversations } from '../../../flows/messages/find-conversations.ts';
import { route } from '../route.ts';
import { id, pageOf, paging, showTime, showTimeOrNull, timeText } from '../shapes/common.ts';

const conversation = z
  .strictObject({
    clientId: id,
    name: z.string().nullable(),
    responsibleId: id.nullable(),
    waitingSince: timeText.nullable().meta({ description: 'Since when the client waits for a person’s answer.' }),
    withPerson: z.boolean().meta({ description: 'A colleague has the floor.' }),
    unread: z.int().meta({ description: 'How much the client has asked since.' }),
    lastText: z.string(),
    isCorrected: z.boolean().meta({ description: 'The last words were changed after they had been sent.' }),
    lastAt: timeText,
    lastDirection: z.enum(['in', 'out']),
    channel: z.string(),
  })
  .meta({ id: 'Conversation' });

export default route({
  name: 'list-conversations',
  ...{ method: 'get', at: '/conversations', noun: 'Messages', scope: 'messages.read', may: 'inbox.see' },
  summary: { ru: 'Разговоры: сначала те, где ждут ответа', en: 'Conversations: first those where somebody waits' },
  about: 'With `state=open` only those where somebody waits or a colleague has the floor, all at once.',
  query: z.strictObject({ state: z.enum(['open']).optional(), cursor: paging.cursor }),
  answer: pageOf(conversation),
  async read({ db }, { query: { state, cursor } }) {
    const { list, older } = await findConversations(db, { only: state, before: cursor === undefined ? undefined : Number(cursor) });
    const data = list.map((each) => ({ ...each, waitingSince: showTimeOrNull(each.waitingSince), lastAt: showTime(each.lastAt) }));
    return { data, next: older === undefined ? null : String(older) };
  },
});
