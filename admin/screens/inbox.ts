import { z } from 'zod';
import { fillText } from '../../flows/automation/words.ts';
import { getClient } from '../../flows/clients/load-client.ts';
import { showPhone } from '../../flows/clients/phone.ts';
import { giveFloorBack } from '../../flows/dialogs/working/give-floor-back.ts';
import { findNotes, findThread } from '../../flows/history/find-timeline.ts';
import { isRecorded, recordView } from '../../flows/history/record-view.ts';
import { closedWays } from '../../flows/messages/closed-ways.ts';
import { countOpen, findConversations } from '../../flows/messages/find-conversations.ts';
import { answersAt } from '../../flows/messages/reach.ts';
import { writeClient } from '../../flows/messages/write-client.ts';
import { findOpenOrderOf } from '../../flows/orders/find-client-orders.ts';
import { pageOf } from '../../flows/page-of.ts';
import { allStaff } from '../../flows/staff/find-staff.ts';
import { allTemplates } from '../../flows/templates/save-template.ts';
import { act, question, screen } from '../screen.ts';

const id = z.coerce.number().int().positive();

/** Every conversation with clients: who waits first, and the chat itself. */
export default screen({
  name: 'inbox',
  title: { ru: 'Сообщения', en: 'Messages' },
  may: 'inbox.see',
  menu: { group: 'work', position: 5, icon: 'MessageCircle' },
  questions: {
    list: question({
      may: 'inbox.see',
      form: z.object({ only: z.enum(['open']).optional(), before: id.optional() }),
      async answer({ db }, form) {
        const names = new Map((await allStaff(db)).map(({ id: staffId, name }) => [staffId, name]));
        const { list, older } = await findConversations(db, form);
        const conversations = list.map((each) => ({ ...each, responsible: names.get(each.responsibleId ?? 0) ?? null }));
        return { conversations, older: older ?? null, open: await countOpen(db) };
      },
    }),
    /** The chat; only after the look at it is in the journal. */
    chat: question({
      may: 'inbox.see',
      form: z.object({ id, before: id.optional() }),
      async answer({ db, by, now }, { id: clientId, before }) {
        const client = await getClient(db, clientId);
        if (!(await isRecorded(db, { type: 'client.viewed', clientId: client.id }, by, now))) return { client: null };
        const names = new Map((await allStaff(db)).map(({ id: staffId, name }) => [staffId, name]));
        const lines = await findThread(db, { clientId: client.id, limit: pageSize + 1, ...(before !== undefined && { before }) });
        const { page, last } = pageOf(lines, pageSize);
        const order = await findOpenOrderOf(db, client.id);
        const oldest = last === undefined ? 0 : (page.at(-1)?.at ?? 0);
        const notes = before === undefined ? await findNotes(db, { clientId: client.id, since: oldest }) : [];
        return {
          notes: notes.map(({ id: noteId, at, actorId, data }) => ({
            ...{ id: noteId, at, author: names.get(actorId ?? 0) ?? null },
            text: typeof data.text === 'string' ? data.text : '',
          })),
          client: {
            ...{ id: client.id, name: client.name, phone: client.phone, shownPhone: client.phone && showPhone(client.phone) },
            ...{ waitingSince: client.waitingSince, orderId: order?.id ?? null },
          },
          lines: page.map(({ staffId, ...line }) => ({ ...line, author: names.get(staffId ?? 0) ?? null })),
          older: last?.id ?? null,
        };
      },
    }),
    /** Where an answer would go now; `closed` are the ways that are left when WhatsApp takes no free words any more. */
    way: question({
      may: 'client.write',
      form: z.object({ id }),
      async answer({ db, now }, { id: clientId }) {
        const { id: kept } = await getClient(db, clientId);
        const to = await answersAt(db, kept);
        return { channel: to?.channel ?? null, closed: (await closedWays(db, kept, now)) ?? null };
      },
    }),
    /** Ready answers with the fields of the client's order filled in, in the client's language. */
    ready: question({
      may: 'templates.use',
      form: z.object({ id }),
      async answer({ db, shop }, { id: clientId }) {
        const { id: kept, language } = await getClient(db, clientId);
        const order = await findOpenOrderOf(db, kept);
        const all = await allTemplates(db);
        return Promise.all(
          all.map(async ({ id: templateId, title, text }) => ({
            id: templateId,
            title,
            text: await fillText(db, { order, clientId: kept, shop }, text, language),
          })),
        );
      },
    }),
  },
  acts: {
    look: act({
      may: 'inbox.see',
      form: z.object({ id }),
      async run({ tx, by, now }, { id: clientId }) {
        const client = await getClient(tx, clientId);
        await recordView(tx, { type: 'client.viewed', clientId: client.id }, by, now);
      },
    }),
    write: act({
      may: 'client.write',
      form: z.object({ id, text: z.string().max(4000), orderId: id.optional(), way: z.enum(['template', 'sms']).optional() }),
      async run({ tx, by, now }, { id: clientId, ...form }) {
        const written = await writeClient(tx, { clientId, ...form, by, now });
        return written.inside
          ? { inside: true, called: written.called.told.map(({ name }) => name), unknown: written.called.unknown }
          : written;
      },
    }),
    done: act({
      may: 'client.write',
      form: z.object({ id }),
      run: ({ tx, by, now, shop }, { id: clientId }) => giveFloorBack(tx, { clientId, by, now, shop }),
    }),
  },
});

const pageSize = 50;
