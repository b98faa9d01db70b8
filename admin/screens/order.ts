import { desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { payments, stages, stageVisits } from '../../db/schema/orders.ts';
import { attachments } from '../../db/schema/talk.ts';
import { events } from '../../db/schema/work.ts';
import type { Reader } from '../../db/store.ts';
import { findAllergies } from '../../flows/clients/allergies.ts';
import { showPhone } from '../../flows/clients/phone.ts';
import { formatsFor } from '../../flows/format.ts';
import { findEdits } from '../../flows/history/find-journal.ts';
import { isRecorded, recordView } from '../../flows/history/record-view.ts';
import { allowUnpaid } from '../../flows/orders/allow-unpaid.ts';
import { askAllergies } from '../../flows/orders/ask-allergies.ts';
import { assignOrder } from '../../flows/orders/assign-order.ts';
import { attachPicture } from '../../flows/orders/attach-picture.ts';
import { cancelOrder } from '../../flows/orders/cancel-order.ts';
import { loadCard } from '../../flows/orders/card/facts.ts';
import { mapLink, viewOf } from '../../flows/orders/card/view.ts';
import { changeItems } from '../../flows/orders/change-items.ts';
import { editOrder } from '../../flows/orders/edit-order.ts';
import { tellNow } from '../../flows/orders/move-order.ts';
import { noteOrder } from '../../flows/orders/note-order.ts';
import { loadFacts, type OrderFacts } from '../../flows/orders/order-facts.ts';
import { depositOf } from '../../flows/orders/refuse-move.ts';
import { rescheduleOrder } from '../../flows/orders/reschedule-order.ts';
import { restoreOrder } from '../../flows/orders/restore-order.ts';
import { refuseUndo, undoEnds } from '../../flows/orders/undo-move.ts';
import { recordPayment } from '../../flows/payments/record-payment.ts';
import { returnPayment } from '../../flows/payments/return-payment.ts';
import { Refused } from '../../flows/refused.ts';
import { sourceWords } from '../../flows/sources/source-title.ts';
import { allStaff } from '../../flows/staff/find-staff.ts';
import { columnOfPart, parts, rolesOfPart } from '../../flows/staff/parts.ts';
import { may, refuseUnless } from '../../flows/staff/rights.ts';
import { textsIn } from '../../flows/texts/texts.ts';
import { tellEvents } from '../history.ts';
import { moveAct, movesOf, undoAct } from '../order-moves.ts';
import { type Asking, act, question, screen } from '../screen.ts';
import { cursorOf, timelineOf } from '../timeline.ts';
import { itemWish } from './new-order.ts';

const id = z.coerce.number().int().positive();
const method = z.enum(['cash', 'card', 'transfer']);
const text = (most: number) => z.string().trim().min(1).max(most);

/** One order: everything of it, and everything that can be done with it. */
export default screen({
  name: 'order',
  title: { ru: 'Заказ', en: 'Order' },
  may: 'panel.enter',
  questions: {
    /** Without an answer until the look is in the journal: then the page says `look` and asks again. */
    page: question({
      may: 'panel.enter',
      form: z.object({ id }),
      async answer(asking, form) {
        const { db, by, now } = asking;
        const { order } = await visible(asking, form.id);
        const view = { type: 'order.viewed', orderId: order.id, clientId: order.clientId, what: 'page' } as const;
        return (await isRecorded(db, view, by, now)) ? pageOf(asking, order.id) : { seen: false };
      },
    }),
    /** What was done with the order and said with its client, for those who talk with clients. */
    timeline: question({
      may: 'client.find',
      form: z.object({ id, messages: id.optional(), events: id.optional() }),
      async answer(asking, { id: orderId, ...older }) {
        const { order } = await visible(asking, orderId);
        const view = { type: 'order.viewed', orderId, clientId: order.clientId, what: 'page' } as const;
        if (!(await isRecorded(asking.db, view, asking.by, asking.now))) return { moments: [], older: null };
        return timelineOf(asking, { clientId: order.clientId, orderId, before: cursorOf(older) });
      },
    }),
    history: question({
      may: 'panel.enter',
      form: z.object({ id }),
      async answer(asking, form) {
        const { order } = await visible(asking, form.id);
        const { db } = asking;
        const rows = await db.select().from(events).where(eq(events.orderId, order.id)).orderBy(desc(events.id)).limit(100);
        return tellEvents(
          db,
          asking,
          rows.filter(({ type }) => type !== 'order.viewed'),
        );
      },
    }),
    edits: question({
      may: 'order.edit',
      form: z.object({ id }),
      answer: async (asking, form) => tellEvents(asking.db, asking, await findEdits(asking.db, { orderId: form.id })),
    }),
  },
  acts: {
    look: act({
      may: 'panel.enter',
      form: z.object({ id }),
      async run({ tx, staff, by, now }, form) {
        const { order } = await visible({ db: tx, staff }, form.id);
        await recordView(tx, { type: 'order.viewed', orderId: order.id, clientId: order.clientId, what: 'page' }, by, now);
      },
    }),
    /** Shows what is sealed; the journal keeps who looked. */
    allergies: act({
      may: 'order.see-allergies',
      form: z.object({ id }),
      async run({ tx, staff, by, now }, form) {
        const { order, stage } = await visible({ db: tx, staff }, form.id);
        await refuseUnless(tx, by, 'order.see-allergies', { order, stage });
        await recordView(tx, { type: 'order.viewed', orderId: order.id, clientId: order.clientId, what: 'allergies' }, by, now);
        return (await findAllergies(tx, order.id)) ?? null;
      },
    }),
    move: moveAct,
    undo: undoAct,
    tellNow: act({
      may: 'order.undo',
      form: z.object({ orderId: id, visitId: id }),
      run: ({ tx, by, now }, form) => tellNow(tx, { ...form, by, now }),
    }),
    cancel: act({
      may: 'order.cancel',
      form: z.object({ orderId: id, reason: text(500) }),
      async run({ tx, by, now, shop }, form) {
        await refuseUnless(tx, by, 'order.cancel', await loadFacts(tx, form.orderId));
        return cancelOrder(tx, { ...form, by, now, shop });
      },
    }),
    pay: act({
      may: 'payment.record',
      form: z.object({ orderId: id, amount: z.number().int().positive(), method, origin: z.uuid() }),
      run: ({ tx, by, now }, { origin, ...form }) => recordPayment(tx, { ...form, origin: `panel:${origin}`, by, now }),
    }),
    allowUnpaid: act({
      may: 'order.allow-unpaid',
      form: z.object({ orderId: id }),
      run: ({ tx, by, now }, { orderId }) => allowUnpaid(tx, { orderId, by, now }),
    }),
    assign: act({
      may: 'order.see',
      form: z.object({ orderId: id, part: z.enum(parts), staffId: id }),
      run: ({ tx, by, now }, form) => assignOrder(tx, { ...form, by, now }),
    }),
    note: act({
      may: 'order.note',
      form: z.object({ orderId: id, text: text(2000) }),
      run: async ({ tx, by, now }, { orderId, text: words }) => {
        const { told, unknown } = await noteOrder(tx, { orderId, text: words.replace(/^#\s*/u, ''), by, now });
        return { called: told.map(({ name }) => name), unknown };
      },
    }),
    reschedule: act({
      may: 'order.edit',
      form: z.object({ orderId: id, dueAt: z.number().int().positive(), dueUntil: z.number().int().positive().nullable() }),
      async run({ tx, by, now, shop }, form) {
        await refuseUnless(tx, by, 'order.edit', await loadFacts(tx, form.orderId));
        return rescheduleOrder(tx, { ...form, by, now, shop });
      },
    }),
    items: act({
      may: 'order.edit',
      form: z.object({
        orderId: id,
        version: z.number().int(),
        items: z.array(z.union([z.object({ keep: z.number().int().positive() }), itemWish])).max(50),
      }),
      run: ({ tx, by, now, shop }, form) => changeItems(tx, { ...form, by, now, shop }),
    }),
    restore: act({
      may: 'order.restore',
      form: z.object({ orderId: id, reason: text(500) }),
      run: ({ tx, by, now, shop }, form) => restoreOrder(tx, { ...form, by, now, shop }),
    }),
    giveBack: act({
      may: 'payment.return',
      form: z.object({ orderId: id, amount: z.number().int().positive(), method, origin: z.uuid() }),
      run: ({ tx, by, now }, { origin, ...form }) => returnPayment(tx, { ...form, origin: `panel:${origin}`, by, now }),
    }),
    askAllergies: act({
      may: 'order.ask-allergies',
      form: z.object({ orderId: id, text: z.string().trim().max(500) }),
      run: ({ tx, by, now }, { orderId, text: words }) => askAllergies(tx, { orderId, ...(words && { text: words }), by, now }),
    }),
    picture: act({
      may: 'order.photo',
      form: z.object({
        orderId: id,
        file: z.string().regex(/^[0-9a-f]{64}\.(jpg|png|webp|gif)$/),
        purpose: z.enum(['reference', 'ready']),
      }),
      run: ({ tx, by, now }, form) => attachPicture(tx, { ...form, by, now }),
    }),
    edit: act({
      may: 'order.edit',
      form: z.object({
        orderId: id,
        version: z.number().int(),
        change: z.object({
          contactName: z.string().max(200).optional(),
          contactPhone: z.string().max(200).optional(),
          address: z.string().max(300).optional(),
          wishes: z.string().max(1000).optional(),
          fulfilment: z.enum(['pickup', 'delivery']).optional(),
        }),
      }),
      run: ({ tx, by, now, shop }, form) => editOrder(tx, { ...form, by, now, shop }),
    }),
  },
});

/** An order that is not for this colleague is as one that does not exist. */
async function visible({ db, staff }: Pick<Asking, 'db' | 'staff'>, orderId: number): Promise<OrderFacts> {
  const facts = await loadFacts(db, orderId);
  if (!may(staff, 'order.see', facts)) throw new Refused('order.not-found', { orderId });
  return facts;
}

async function pageOf(asking: Asking, orderId: number) {
  const { db, staff, shop, language, now } = asking;
  const facts = await loadCard(db, { orderId, viewer: staff, now });
  if (!facts) throw new Refused('order.not-found', { orderId });
  const { order, stage, client, items, visit, names } = facts;
  const t = textsIn(language);
  const f = formatsFor(language, shop);
  const office = viewOf(facts) === 'office';
  const team = await allStaff(db);
  const hasAllergies = facts.allergies !== undefined;
  const undo = !refuseUndo({ row: facts, visit, who: staff, now, shop }) && visit;
  return {
    seen: true,
    order: {
      ...{ id: order.id, version: order.version, visitId: order.visitId, outcome: order.outcome, createdAt: order.createdAt },
      ...{ dueAt: order.dueAt, dueUntil: order.dueUntil, confirmedAt: order.confirmedAt, fulfilment: order.fulfilment },
      ...{ wishes: order.wishes, unpaidAllowed: order.unpaidAllowed, lossReason: order.lossReason && reasonOf(order.lossReason, t) },
      address: office || order.fulfilment === 'pickup' ? order.address : null,
      map: office ? (mapLink(order) ?? null) : null,
      stage: f.title(stage.title),
      stageSince: order.stageSince,
      source: order.source === null || !office ? null : sourceWords(t, order.source, facts.sourceTitle),
    },
    client: office
      ? {
          ...{ id: client.id, name: client.name, phone: order.contactPhone ?? client.phone, contactName: order.contactName },
          shownPhone: (order.contactPhone ?? client.phone) === null ? null : showPhone(order.contactPhone ?? client.phone ?? ''),
          contactPhone: [order.contactPhone && showPhone(order.contactPhone), order.contactNote].filter(Boolean).join(', ') || null,
          contactNote: order.contactNote,
        }
      : null,
    items: items.map(({ id: itemId, productId, title, unit, amount, options, inscription, total }) => ({
      ...{ id: itemId, title: f.title(title), amount: f.amount(amount, unit), inscription },
      wish: { productId, amount, chosen: Object.fromEntries(options.map(({ key, choice }) => [key, choice])), inscription },
      options: options.map((option) => ({ title: f.title(option.title), choice: f.title(option.choiceTitle) })),
      total: office ? total : null,
    })),
    agreed: office ? order.agreed : null,
    money: office
      ? {
          ...{ itemsTotal: order.itemsTotal, deliveryFee: order.deliveryFee, total: order.total, paid: order.paid },
          due: Math.max(0, order.total - order.paid),
          over: Math.max(0, order.paid - order.total),
          deposit: Math.max(0, depositOf(order, shop) - order.paid),
          payments: (await db.select().from(payments).where(eq(payments.orderId, orderId)).orderBy(desc(payments.id))).map((payment) => ({
            ...{ id: payment.id, amount: payment.amount, at: payment.at, by: names.get(payment.byId ?? 0) ?? null },
            method: (t.staff.methods as Record<string, string>)[payment.method] ?? payment.method,
          })),
        }
      : null,
    photos: (await db.select().from(attachments).where(eq(attachments.orderId, orderId)).orderBy(desc(attachments.id))).map(
      ({ id: fileId, kind, purpose, name, file, failure }) => ({ id: fileId, kind, purpose, name, file, failure }),
    ),
    allergies: hasAllergies ? 'sealed' : order.allergiesAsked ? 'none' : 'unasked',
    tasks: facts.tasks.map(({ id: taskId, title, dueAt, assigneeId, role }) => ({
      ...{ id: taskId, title: f.title(title), dueAt, who: names.get(assigneeId ?? 0) ?? t.roles[role] },
    })),
    team: parts.map((part) => ({
      part,
      title: t.card.parts[part],
      staffId: order[columnOfPart[part]],
      name: names.get(order[columnOfPart[part]] ?? 0) ?? null,
      may: order.outcome === 'open' && may(staff, `order.assign-${part}`, facts),
      choices: team
        .filter(({ roles }) => rolesOfPart[part].some((role) => roles.includes(role)))
        .map(({ id: staffId, name }) => ({ id: staffId, name })),
    })),
    visits: await visitsOf(db, orderId, (title) => f.title(title), names, t),
    moves: order.outcome === 'open' && may(staff, 'order.move', facts) ? movesOf(facts, asking) : [],
    undo: undo ? { visitId: undo.id, until: undoEnds(undo, shop), hasUntold: facts.hasUntold && may(staff, 'client.write') } : null,
    can: {
      edit: order.outcome === 'open' && may(staff, 'order.edit', facts),
      cancel: order.outcome === 'open' && may(staff, 'order.cancel', facts),
      pay: order.outcome !== 'lost' && order.paid < order.total && may(staff, 'payment.record', facts),
      allowUnpaid:
        order.outcome === 'open' && !order.unpaidAllowed && order.paid < depositOf(order, shop) && may(staff, 'order.allow-unpaid', facts),
      note: may(staff, 'order.note', facts),
      restore: order.outcome === 'lost' && may(staff, 'order.restore', facts),
      giveBack: order.paid > 0 && may(staff, 'payment.return', facts),
      askAllergies: order.outcome === 'open' && may(staff, 'order.ask-allergies', facts),
      addPhoto: may(staff, 'order.photo', facts),
      seeAllergies: hasAllergies && may(staff, 'order.see-allergies', facts),
    },
    restoreReasons: Object.values(t.staff.restoreReasons),
    lossReasons: Object.entries(t.lossReasons.staff).map(([key, label]) => ({ key, label })),
  };
}

const reasonOf = (reason: string, t: ReturnType<typeof textsIn>): string =>
  (({ ...t.lossReasons.client, ...t.lossReasons.staff }) as Record<string, string>)[reason] ?? reason;

async function visitsOf(
  db: Reader,
  orderId: number,
  titleOf: (title: (typeof stages.$inferSelect)['title']) => string,
  names: ReadonlyMap<number, string>,
  t: ReturnType<typeof textsIn>,
) {
  const rows = await db
    .select({ visit: stageVisits, title: stages.title })
    .from(stageVisits)
    .innerJoin(stages, eq(stages.id, stageVisits.stageId))
    .where(eq(stageVisits.orderId, orderId))
    .orderBy(stageVisits.id);
  return rows.map(({ visit, title }) => ({
    ...{ id: visit.id, enteredAt: visit.enteredAt, leftAt: visit.leftAt, reason: visit.reason && reasonOf(visit.reason, t) },
    stage: titleOf(title),
    by: visit.enteredByKind === 'staff' ? (names.get(visit.enteredById ?? 0) ?? null) : null,
  }));
}
