import { messages } from '../../db/schema/talk.ts';
import type { Actor, Instant } from '../../db/schema/words.ts';
import { events, tasks } from '../../db/schema/work.ts';
import { minutes, workingMsBetween } from '../../notifications/time.ts';
import { startWaiting } from '../clients/waiting.ts';
import type { BusinessEvent } from '../events.ts';
import { setTaskTimer } from '../tasks/task-timer.ts';
import { inPieces } from './pieces.ts';
import { actorOf, type Furnishing, stageOf, type Written } from './write-orders.ts';

/** Something that happened, by whom and when. */
export interface Happened {
  at: Instant;
  by: Actor;
  event: BusinessEvent;
}

/** Writes what happened in the order of time. The rules have "followed" it already: nobody is told of the past. */
export async function writeEvents({ tx }: Furnishing, happened: readonly Happened[]): Promise<void> {
  const rows = happened
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, by, event: { type, ...data } }) => ({
      ...{ at, type, data, actorKind: by.kind, actorId: by.id ?? null, followed: true },
      orderId: 'orderId' in data ? data.orderId : null,
      clientId: 'clientId' in data ? data.clientId : null,
    }));
  await inPieces(rows, async (piece) => {
    await tx.insert(events).values(piece);
    return [];
  });
}

/** First contacts and everything that happened to the orders. */
export function eventsOf(furnishing: Furnishing, written: readonly Written[]): Happened[] {
  const appeared = furnishing.plan.clients.map((client): Happened => {
    const clientId = furnishing.clientIds.get(client) ?? 0;
    return {
      at: client.createdAt,
      by: { kind: 'client', id: clientId },
      event: { type: 'client.appeared', clientId, channel: client.writes ? 'web' : 'phone' },
    };
  });
  return [...appeared, ...written.flatMap((each) => [...movesOf(each, furnishing), ...restOf(each)])];
}

function movesOf(each: Written, furnishing: Furnishing): Happened[] {
  const { id: orderId, clientId, order, visitIds } = each;
  return order.course.steps.map((step, index, steps): Happened => {
    const { at, hand, way, reason = null } = step;
    const by = actorOf(hand, each, furnishing.team);
    const before = steps[index - 1];
    if (!before) return { at, by, event: { type: 'order.placed', orderId, clientId, total: order.total, source: order.client.source } };
    const [from, to] = [stageOf(before, furnishing).id, stageOf(step, furnishing).id];
    return { at, by, event: { type: 'order.moved', orderId, clientId, from, to, visitId: visitIds[index] ?? 0, way, reason } };
  });
}

function restOf({ id: orderId, clientId, order, parts }: Written): Happened[] {
  const { course, total, note, byPhone } = order;
  const [responsible, maker] = [parts.responsibleId, parts.makerId];
  const happened: Happened[] = [];
  const add = (at: Instant | undefined, id: number | null, event: BusinessEvent) => {
    if (at !== undefined && id !== null) happened.push({ at, by: { kind: 'staff', id }, event });
  };
  if (responsible !== null && !byPhone)
    add(course.takenAt, responsible, { type: 'order.taken', orderId, clientId, staffId: responsible, part: 'responsible' });
  if (byPhone) add(course.askedAt, responsible, { type: 'order.allergies-asked', orderId, clientId });
  if (maker !== null)
    add(course.assignedAt, responsible, { type: 'order.assigned', orderId, clientId, part: 'maker', from: null, to: maker });
  if (note !== null) add(course.askedAt, responsible, { type: 'order.noted', orderId, clientId, text: note });
  let paid = 0;
  for (const { at, amount } of course.payments) {
    paid += amount;
    add(at, responsible, { type: 'payment.received', orderId, clientId, amount, paid, total });
  }
  return happened;
}

/** Writes the tasks: "contact the client" of each order, mostly done in time, and what is to do in these days, with a clock that rings. */
export async function writeTasks(furnishing: Furnishing, written: readonly Written[], now: Instant): Promise<Happened[]> {
  const { tx, plan, trade, team, almanac } = furnishing;
  const ofOrder = new Map(written.map((each) => [each.order, each]));
  // A rule's task ends when the order is moved on; the first stage asks for the contact.
  const contacts = written
    .filter(({ order }) => !order.byPhone)
    .map(({ id, clientId, order, parts }) => {
      const { steps, takenAt } = order.course;
      // One who is still talking to the client has often ticked the contact off already.
      const ticked = takenAt === undefined ? undefined : takenAt + minutes(1);
      const doneAt = steps[1] ? Math.min(ticked ?? steps[1].at, steps[1].at) : order.lot === 1 && ticked !== undefined ? ticked : null;
      return {
        ...{
          title: trade.contactTask,
          role: 'manager' as const,
          orderId: id,
          clientId,
          origin: `rule:demo:${id}`,
          createdAt: order.placedAt,
        },
        ...{
          assigneeId: parts.responsibleId,
          dueAt: almanac.later(order.placedAt, 10),
          doneAt,
          doneById: doneAt === null ? null : parts.responsibleId,
        },
      };
    });
  const errands = plan.tasks.flatMap(({ title, role, order, dueAt }, index) => {
    const about = ofOrder.get(order);
    if (!about) return [];
    const createdAt = Math.min(dueAt, now) - minutes(90);
    const assigneeId = role === 'manager' ? about.parts.responsibleId : team(role, 0);
    return {
      title,
      role,
      orderId: about.id,
      clientId: about.clientId,
      assigneeId,
      dueAt,
      createdAt,
      doneAt: null,
      doneById: null,
      origin: `demo:errand:${index}`,
    };
  });
  const all = [...contacts, ...errands];
  const rows = await inPieces(all, (piece) =>
    tx.insert(tasks).values(piece).returning({
      id: tasks.id,
      orderId: tasks.orderId,
      clientId: tasks.clientId,
      dueAt: tasks.dueAt,
      doneAt: tasks.doneAt,
      doneById: tasks.doneById,
      createdAt: tasks.createdAt,
    }),
  );
  for (const { id, dueAt, doneAt } of rows) if (doneAt === null && dueAt > now) await setTaskTimer(tx, { taskId: id, dueAt, now });
  return rows.flatMap(({ id: taskId, orderId, clientId, createdAt, doneAt, doneById }): Happened[] => [
    { at: createdAt, by: { kind: 'system' }, event: { type: 'task.created', taskId, orderId, clientId } },
    ...(doneAt === null || doneById === null
      ? []
      : [{ at: doneAt, by: { kind: 'staff', id: doneById } as const, event: { type: 'task.done' as const, taskId, orderId, clientId } }]),
  ]);
}

/** Writes the talks with clients into their threads. */
export async function writeTalks({ tx, plan, shop, clientIds, identityIds, team }: Furnishing): Promise<Happened[]> {
  const lines = plan.talks
    .flatMap(({ client, question, answer, askedAt, answeredAt }, index) => {
      const staffId = team('manager', index);
      const shared = { channel: 'web', identityId: identityIds.get(client) ?? 0, clientId: clientIds.get(client) ?? 0 };
      const asked = {
        ...shared,
        direction: 'in' as const,
        text: question,
        state: 'received' as const,
        staffId: null,
        waitedMs: null,
        at: askedAt,
      };
      return answer === null
        ? [asked]
        : [
            asked,
            {
              ...{ ...shared, direction: 'out' as const, text: answer, state: 'read' as const, staffId, at: answeredAt },
              waitedMs: workingMsBetween(askedAt, answeredAt, shop),
            },
          ];
    })
    .toSorted((a, b) => a.at - b.at);
  const rows = await inPieces(lines, (piece) =>
    tx
      .insert(messages)
      .values(piece)
      .returning({
        ...{ id: messages.id, clientId: messages.clientId, staffId: messages.staffId },
        ...{ direction: messages.direction, text: messages.text, at: messages.at },
      }),
  );
  for (const { client, answer, askedAt } of plan.talks) if (answer === null) await startWaiting(tx, clientIds.get(client) ?? 0, askedAt);
  return rows.map(({ id: messageId, clientId: client, staffId, direction, text, at }): Happened => {
    const clientId = client ?? 0;
    return direction === 'in'
      ? { at, by: { kind: 'client', id: clientId }, event: { type: 'client.asked', clientId, messageId, text } }
      : { at, by: { kind: 'staff', id: staffId ?? 0 }, event: { type: 'client.answered', clientId, messageId } };
  });
}
