import { z } from 'zod';
import { clientStatuses, languages } from '../../db/schema/words.ts';
import { findCalls } from '../../flows/calls/find-calls.ts';
import { editClient } from '../../flows/clients/edit-client.ts';
import { loadClientCard } from '../../flows/clients/load-card.ts';
import { getClient } from '../../flows/clients/load-client.ts';
import { mergeClients, previewMerge } from '../../flows/clients/merge-clients.ts';
import { showPhone } from '../../flows/clients/phone.ts';
import { tellApart } from '../../flows/clients/tell-apart.ts';
import { undoMerge } from '../../flows/clients/undo-merge.ts';
import type { Client } from '../../flows/dialogs/dialog.ts';
import { formatsFor } from '../../flows/format.ts';
import { findEdits } from '../../flows/history/find-journal.ts';
import { isRecorded, recordView } from '../../flows/history/record-view.ts';
import { Refused } from '../../flows/refused.ts';
import { findAnything } from '../../flows/search/find-anything.ts';
import { sourceWords } from '../../flows/sources/source-title.ts';
import { allStaff } from '../../flows/staff/find-staff.ts';
import { may } from '../../flows/staff/rights.ts';
import { textsIn } from '../../flows/texts/texts.ts';
import { tellEvents } from '../history.ts';
import { type Asking, act, question, screen } from '../screen.ts';
import { cursorOf, timelineOf } from '../timeline.ts';

const id = z.coerce.number().int().positive();

/** One client: who it is, what they bought and owe, what was said, on one page. */
export default screen({
  name: 'client',
  title: { ru: 'Клиент', en: 'Client' },
  may: 'panel.enter',
  questions: {
    /** Without an answer until the look is in the journal: then the page says `look` and asks again. */
    card: question({
      may: 'panel.enter',
      form: z.object({ id }),
      async answer(asking, form) {
        const client = await visible(asking, form.id);
        if (!(await isRecorded(asking.db, { type: 'client.viewed', clientId: client.id }, asking.by, asking.now))) return { seen: false };
        return cardOf(asking, client);
      },
    }),
    timeline: question({
      may: 'panel.enter',
      form: z.object({ id, messages: id.optional(), events: id.optional() }),
      async answer(asking, { id: clientId, ...older }) {
        const client = await visible(asking, clientId);
        if (!(await isRecorded(asking.db, { type: 'client.viewed', clientId: client.id }, asking.by, asking.now)))
          return { moments: [], older: null };
        return timelineOf(asking, { clientId: client.id, before: cursorOf(older) });
      },
    }),
    edits: question({
      may: 'panel.enter',
      form: z.object({ id }),
      async answer(asking, form) {
        const client = await visible(asking, form.id);
        return tellEvents(asking.db, asking, await findEdits(asking.db, { clientId: client.id }));
      },
    }),
    /** Cards to join this one with. */
    others: question({
      may: 'client.merge',
      form: z.object({ id, text: z.string().trim().min(2).max(100) }),
      async answer({ db }, { id: clientId, text }) {
        const { clients, orders } = await findAnything(db, text);
        const owners = await Promise.all(orders.map((order) => getClient(db, order.clientId)));
        const all = [...clients, ...owners].filter(
          (each, at, list) => each.id !== clientId && list.findIndex((other) => other.id === each.id) === at,
        );
        return all.map(inShort);
      },
    }),
    preview: question({
      may: 'client.merge',
      form: z.object({ keptId: id, goneId: id }),
      async answer({ db }, form) {
        const { kept, gone, after, moves } = await previewMerge(db, form);
        return {
          kept: inShort(kept),
          gone: inShort(gone),
          after: { name: after.name, phone: after.phone && showPhone(after.phone) },
          moves,
        };
      },
    }),
  },
  acts: {
    look: act({
      may: 'panel.enter',
      form: z.object({ id }),
      async run({ tx, staff, by, now }, form) {
        const client = await visible({ db: tx, staff }, form.id);
        await recordView(tx, { type: 'client.viewed', clientId: client.id }, by, now);
      },
    }),
    edit: act({
      may: 'client.edit',
      form: z.object({
        id,
        change: z.object({
          name: z.string().max(200).optional(),
          language: z.enum(languages).optional(),
          status: z.enum(clientStatuses).optional(),
          responsibleId: z.number().int().positive().nullable().optional(),
          phone: z.string().max(60).optional(),
          birthday: z.string().max(10).optional(),
          fields: z.record(z.string(), z.string()).optional(),
          preferredChannel: z.string().nullable().optional(),
          withdrawn: z.array(z.enum(['data', 'allergies', 'marketing'])).optional(),
        }),
      }),
      run: ({ tx, by, now, shop }, form) => editClient(tx, { clientId: form.id, change: form.change, by, now, shop }),
    }),
    merge: act({
      may: 'client.merge',
      form: z.object({ keptId: id, goneId: id }),
      run: ({ tx, by, now }, form) => mergeClients(tx, { ...form, by, now }),
    }),
    undoMerge: act({
      may: 'client.merge',
      form: z.object({ mergeId: id }),
      run: ({ tx, by, now }, { mergeId }) => undoMerge(tx, { mergeId, by, now }),
    }),
    tellApart: act({
      may: 'client.merge',
      form: z.object({ clientId: id, otherId: id }),
      run: ({ tx, by, now }, form) => tellApart(tx, { ...form, by, now }),
    }),
  },
});

/** Who may not see clients hears the same as of a number that nobody has. */
async function visible({ db, staff }: Pick<Asking, 'db' | 'staff'>, clientId: number): Promise<Client> {
  if (!may(staff, 'client.find')) throw new Refused('client.not-found');
  return getClient(db, clientId);
}

const inShort = ({ id: clientId, name, phone, ordersCount, ordersSum, lastOrderAt }: Client) => ({
  ...{ id: clientId, name, ordersCount, ordersSum, lastOrderAt },
  phone: phone && showPhone(phone),
});

async function cardOf({ db, language, shop, by }: Asking, found: Client) {
  const { client, ...card } = await loadClientCard(db, found);
  const f = formatsFor(language, shop);
  const t = textsIn(language);
  const team = await allStaff(db);
  const names = new Map(team.map(({ id: staffId, name }) => [staffId, name]));
  const isOwed = ({ outcome }: { outcome: string }) => outcome !== 'lost';
  return {
    seen: true,
    client: {
      ...{ id: client.id, name: client.name, language: client.language, status: client.status, responsibleId: client.responsibleId },
      ...{ phone: client.phone, shownPhone: client.phone && showPhone(client.phone), isPhoneConfirmed: client.phoneConfirmedAt !== null },
      ...{ birthday: client.birthday, fields: client.fields },
      ...{
        consents: client.consents,
        preferredChannel: client.preferredChannel,
        waitingSince: client.waitingSince,
        createdAt: client.createdAt,
      },
      ...{ ordersCount: client.ordersCount, ordersSum: client.ordersSum, lastOrderAt: client.lastOrderAt },
      source: client.source === null ? null : sourceWords(t, client.source, card.sourceTitle),
    },
    identities: card.identities.map(({ id: identityId, channel, address, name, closedAt, closedWhy }) => ({
      ...{ id: identityId, channel, name, closedAt, closedWhy },
      address: ['sms', 'whatsapp', 'voice'].includes(channel) ? showPhone(address.startsWith('+') ? address : `+${address}`) : name,
    })),
    orders: card.orders.map(({ stage, items, ...order }) => ({
      ...order,
      stage: f.title(stage),
      items: items.map((title) => f.title(title)),
    })),
    money: {
      paid: card.orders.reduce((sum, { paid }) => sum + paid, 0),
      due: card.orders.filter(isOwed).reduce((sum, { total, paid }) => sum + Math.max(0, total - paid), 0),
    },
    payments: card.payments.map(({ id: paymentId, orderId, amount, method, at, byId }) => ({
      ...{ id: paymentId, orderId, amount, at, by: names.get(byId ?? 0) ?? null },
      method: (t.staff.methods as Record<string, string>)[method] ?? method,
    })),
    files: card.files
      .filter(({ channel }) => channel !== 'voice')
      .map(({ id: fileId, kind, purpose, name, file, failure, orderId, at }) => ({
        id: fileId,
        kind,
        purpose,
        name,
        file,
        failure,
        orderId,
        at,
      })),
    calls: (await findCalls(db, { by, clientId: client.id, limit: 30 })).map(({ call, staff, recording }) => ({
      ...{ id: call.id, direction: call.direction, state: call.state, at: call.startedAt, orderId: call.orderId, who: staff },
      recording: recording ? { inSeconds: recording.inSeconds, file: recording.file, failure: recording.failure } : null,
    })),
    tasks: card.tasks.map(({ id: taskId, title, dueAt, assigneeId, role, orderId }) => ({
      ...{ id: taskId, title: f.title(title), dueAt, orderId },
      who: names.get(assigneeId ?? 0) ?? t.roles[role],
    })),
    duplicates: card.duplicates.map(({ client: other, why }) => ({ ...inShort(other), why })),
    merges: card.merges.map((merge) => ({ ...merge, by: names.get(merge.byId ?? 0) ?? null })),
    team: team.filter((person) => may(person, 'client.write')).map(({ id: staffId, name }) => ({ id: staffId, name })),
  };
}
