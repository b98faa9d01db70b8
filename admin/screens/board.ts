import { asc } from 'drizzle-orm';
import { z } from 'zod';
import { pipelines } from '../../db/schema/orders.ts';
import { findOpenDrafts, findRequests } from '../../flows/clients/find-requests.ts';
import { showPhone } from '../../flows/clients/phone.ts';
import type { Staff } from '../../flows/dialogs/dialog.ts';
import { formatsFor } from '../../flows/format.ts';
import { type BoardCard, type BoardFilter, findBoard, findCards } from '../../flows/orders/find-board.ts';
import { healthOf } from '../../flows/orders/health.ts';
import { hasReadyPhoto, loadFacts } from '../../flows/orders/order-facts.ts';
import { loadPipeline, type Stage } from '../../flows/orders/pipeline.ts';
import { allStaff } from '../../flows/staff/find-staff.ts';
import { may } from '../../flows/staff/rights.ts';
import { textsIn } from '../../flows/texts/texts.ts';
import { moveAct, movesOf, undoAct } from '../order-moves.ts';
import { type Asking, question, screen } from '../screen.ts';

const id = z.coerce.number().int().nonnegative();
const at = z.coerce.number().int();
const filter = z.object({
  pipelineId: id.optional(),
  responsibleId: id.optional(),
  makerId: id.optional(),
  dueFrom: at.optional(),
  dueUntil: at.optional(),
  text: z.string().max(100).optional(),
});

/** Every open order by its stage: dragged or moved by a menu, live. */
export default screen({
  name: 'board',
  title: { ru: 'Доска', en: 'Board' },
  may: 'stages.see',
  menu: { group: 'work', position: 10, icon: 'Trello' },
  questions: {
    columns: question({
      may: 'stages.see',
      form: filter,
      async answer(asking, form) {
        const { db, now, shop, language, staff } = asking;
        const { pipelineId, columns } = await findBoard(db, narrowedFor(staff, form), now);
        const f = formatsFor(language, shop);
        const seesSums = may(staff, 'sums.see');
        return {
          pipelineId,
          columns: columns.map(({ stage, orders, sum, cards }) => ({
            id: stage.id,
            title: f.title(stage.title),
            kind: stage.kind,
            orders,
            sum: seesSums ? sum : null,
            cards: cards.map((card) => cardOf(asking, stage, card)),
          })),
        };
      },
    }),
    more: question({
      may: 'stages.see',
      form: filter.extend({ stageId: id, skip: id }),
      async answer(asking, { stageId, skip, ...form }) {
        const { db, now, staff } = asking;
        const { pipelineId } = await findBoard(db, { pipelineId: form.pipelineId, responsibleId: -1 }, now);
        const stage = (await loadPipeline(db, pipelineId)).stages.find((each) => each.id === stageId);
        if (!stage) return [];
        return (await findCards(db, stage, narrowedFor(staff, form), { now, skip })).map((card) => cardOf(asking, stage, card));
      },
    }),
    /** What is not an order yet: clients in talks, and what colleagues have forwarded. */
    requests: question({
      may: 'client.find',
      form: z.object({ responsibleId: id.optional() }),
      async answer({ db }, { responsibleId }) {
        const names = new Map((await allStaff(db)).map(({ id: staffId, name }) => [staffId, name]));
        const { count, requests } = await findRequests(db, { responsibleId });
        const drafts = responsibleId === undefined ? await findOpenDrafts(db) : [];
        return {
          count: count + drafts.length,
          requests: requests.map(({ responsibleId: whose, ...each }) => ({ ...each, responsible: names.get(whose ?? 0) ?? null })),
          drafts: drafts.map(({ phone, ...draft }) => ({ ...draft, phone: phone && showPhone(phone) })),
        };
      },
    }),
    /** Where an order may go now, and why not elsewhere. */
    moves: question({
      may: 'order.move',
      form: z.object({ orderId: id }),
      async answer({ db, staff, shop, language }, { orderId }) {
        const { order, pipeline } = await loadFacts(db, orderId);
        const ready = await hasReadyPhoto(db, { order, pipeline });
        return movesOf({ order, pipeline, hasReadyPhoto: ready }, { staff, shop, language });
      },
    }),
    choices: question({
      may: 'stages.see',
      form: z.object({}),
      async answer({ db, language, shop }) {
        const f = formatsFor(language, shop);
        const [people, all] = [await allStaff(db), await db.select().from(pipelines).orderBy(asc(pipelines.position))];
        return {
          responsible: people.filter(({ roles }) => roles.some((role) => ['owner', 'sales-head', 'manager'].includes(role))).map(named),
          makers: people.filter(({ roles }) => roles.some((role) => ['cook', 'workshop-head'].includes(role))).map(named),
          lossReasons: Object.entries(textsIn(language).lossReasons.staff).map(([key, label]) => ({ key, label })),
          pipelines: all.map((each) => ({ id: each.id, name: f.title(each.title) })),
        };
      },
    }),
  },
  acts: {
    move: moveAct,
    undo: undoAct,
  },
});

/** Who may not see clients finds no order by a client's name or phone either. */
const narrowedFor = (staff: Staff, form: Omit<BoardFilter, 'byNumberOnly'>): BoardFilter => ({
  ...form,
  byNumberOnly: !may(staff, 'client.find'),
});

const named = ({ id: number, name }: { id: number; name: string }) => ({ id: number, name });

function cardOf({ staff, shop, language, now }: Pick<Asking, 'staff' | 'shop' | 'language' | 'now'>, stage: Stage, card: BoardCard) {
  const f = formatsFor(language, shop);
  const { order, client, items, responsible, maker } = card;
  const [first] = items;
  const seesClient = may(staff, 'client.find');
  return {
    id: order.id,
    stageId: stage.id,
    visitId: order.visitId,
    client: seesClient ? (client.name ?? order.contactName) : null,
    clientId: seesClient ? client.id : null,
    what: first ? `${f.title(first.title)}, ${f.amount(first.amount, first.unit)}` : null,
    more: Math.max(0, items.length - 1),
    dueAt: order.dueAt,
    dueUntil: order.dueUntil,
    total: may(staff, 'sums.see') ? order.total : null,
    paid: may(staff, 'payment.see') ? order.paid : null,
    fulfilment: order.fulfilment,
    responsible,
    maker,
    health: healthOf(order, stage, shop, now),
  };
}
