import { inArray } from 'drizzle-orm';
import { stages } from '../db/schema/orders.ts';
import { clients, staff } from '../db/schema/people.ts';
import type { Localized } from '../db/schema/words.ts';
import { tasks } from '../db/schema/work.ts';
import type { Reader } from '../db/store.ts';
import { showPhone } from '../flows/clients/phone.ts';
import type { EventRow } from '../flows/events.ts';
import { type Formats, formatsFor } from '../flows/format.ts';
import { readableBy } from '../flows/history/readable-by.ts';
import { isPart } from '../flows/staff/parts.ts';
import { may } from '../flows/staff/rights.ts';
import { type Texts, textsIn } from '../flows/texts/texts.ts';
import type { Visitor } from './screen.ts';
import { historyTexts, type Named } from './texts/history.ts';
import { whyIn } from './texts/why.ts';

/** An event as a page shows it. */
export interface Told {
  id: number;
  at: number;
  /** Who did it. */
  who: string;
  isPerson: boolean;
  /** Through which door; empty when that was not written down. */
  door: string;
  text: string;
  changes: { what: string; from: string; to: string }[];
  orderId: number | null;
  clientId: number | null;
  clientName: string | null;
}

/** Puts events into sentences in the visitor's language, as far as the visitor may read them. */
export async function tellEvents(
  db: Reader,
  { staff: visitor, language, shop }: Pick<Visitor, 'staff' | 'language' | 'shop'>,
  all: readonly EventRow[],
): Promise<Told[]> {
  const rows = readableBy(visitor, all);
  const seesClients = may(visitor, 'client.find');
  const words = { t: textsIn(language), f: formatsFor(language, shop), h: historyTexts[language] };
  const facts = await factsOf(db, rows, { ...words, seesClients });
  return rows.map((event) => {
    const sentence = facts.h.sentences[event.type as keyof typeof facts.h.sentences];
    return {
      ...{ id: event.id, at: event.at, orderId: event.orderId, clientId: seesClients ? event.clientId : null },
      ...{ who: whoOf(event, facts), isPerson: event.actorKind === 'staff', door: doorOf(event, facts) },
      clientName: event.clientId === null ? null : (facts.clients.get(event.clientId) ?? null),
      text: sentence?.(namedIn(event, facts)) ?? facts.h.otherwise,
      changes: changesOf(event, facts),
    };
  });
}

interface Words {
  t: Texts;
  f: Formats;
  h: (typeof historyTexts)['ru'];
  seesClients: boolean;
}

interface Facts extends Words {
  staff: ReadonlyMap<number, string>;
  stages: ReadonlyMap<number, Localized>;
  tasks: ReadonlyMap<number, Localized>;
  clients: ReadonlyMap<number, string | null>;
}

async function factsOf(db: Reader, rows: readonly EventRow[], words: Words): Promise<Facts> {
  const taskIds = [...new Set(rows.flatMap(({ data }) => (typeof data.taskId === 'number' ? [data.taskId] : [])))];
  const clientIds = [...new Set(rows.flatMap(({ clientId }) => (clientId === null || !words.seesClients ? [] : [clientId])))];
  const [people, places, works, persons] = await Promise.all([
    db.select({ id: staff.id, name: staff.name }).from(staff),
    db.select({ id: stages.id, title: stages.title }).from(stages),
    taskIds.length === 0 ? [] : db.select({ id: tasks.id, title: tasks.title }).from(tasks).where(inArray(tasks.id, taskIds)),
    clientIds.length === 0 ? [] : db.select({ id: clients.id, name: clients.name }).from(clients).where(inArray(clients.id, clientIds)),
  ]);
  return {
    ...words,
    staff: new Map(people.map(({ id, name }) => [id, name])),
    stages: new Map(places.map(({ id, title }) => [id, title])),
    tasks: new Map(works.map(({ id, title }) => [id, title])),
    clients: new Map(persons.map(({ id, name }) => [id, name])),
  };
}

function whoOf({ actorKind, actorId, clientId }: EventRow, { h, staff: names, clients: persons }: Facts): string {
  if (actorKind === 'staff') return names.get(actorId ?? 0) ?? '—';
  if (actorKind === 'client') return persons.get(actorId ?? clientId ?? 0) ?? h.client;
  return { automation: h.rule, system: h.system, key: h.key }[actorKind];
}

/** `telegram-staff` is a channel; the panel says its browser behind a colon. */
function doorOf({ data }: EventRow, { t, h }: Facts): string {
  const door = String(data.door ?? '');
  return door.startsWith('panel') ? door.replace('panel', h.panel) : (t.staff.channels[door.replace(/-staff$/, '')] ?? door);
}

function namedIn({ type, data }: EventRow, facts: Facts): Named {
  const { t, f, h } = facts;
  const isMove = type === 'order.moved' || type === 'order.move-undone' || type === 'order.restored';
  const isCorrection = type === 'client.corrected' || type === 'client.answer-corrected';
  const word = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
  const place = (id: unknown) => f.title(facts.stages.get(Number(id)) ?? {}) || '—';
  const person = (id: unknown) => facts.staff.get(Number(id)) ?? '—';
  const task = typeof data.taskId === 'number' ? f.title(facts.tasks.get(data.taskId) ?? {}) : undefined;
  const title = typeof data.title === 'object' && data.title !== null ? f.title(data.title as Localized) : word(data.title);
  const reasons: Record<string, string> = { ...t.lossReasons.client, ...t.lossReasons.staff, ...h.whys };
  const why = word(data.reason ?? data.why);
  const channel = word(type === 'message.rerouted' ? data.to : data.channel);
  return {
    from: isMove ? place(data.from) : isCorrection ? word(data.from) : person(data.from),
    to: isMove ? place(data.to) : isCorrection ? word(data.to) : person(data.to),
    who: person(data.staffId),
    part: isPart(data.part) ? t.card.parts[data.part] : '',
    sum: f.money(Number(data.amount ?? data.total ?? 0)),
    when: typeof data.to === 'number' ? f.moment(data.to) : '',
    why: whyIn(reasons, why),
    text: word(data.text ?? data.device ?? data.what),
    channel: t.staff.channels[channel] ?? channel,
    what:
      task ??
      (word(data.goneId ?? data.otherId ?? data.host) || (data.stageId === undefined ? title || word(data.what) : place(data.stageId))),
    ready: data.purpose === 'ready',
  };
}

/** What was and what is, by the columns' names. */
function changesOf({ data }: EventRow, facts: Facts): Told['changes'] {
  // Written by `record` with the type of `Changes`.
  const changes = Object.entries((data.changes ?? {}) as Record<string, { from: unknown; to: unknown }>);
  return changes.map(([column, { from, to }]) => ({
    what: facts.h.columns[column] ?? column.replace(/^field:/, ''),
    from: wordOf(column, from, facts),
    to: wordOf(column, to, facts),
  }));
}

function wordOf(column: string, value: unknown, { h, f, t, staff: names }: Facts): string {
  if (value === null || value === undefined || value === '') return h.nothing;
  if (column === 'responsibleId') return names.get(Number(value)) ?? '—';
  if (column === 'total') return f.money(Number(value));
  if (column === 'fulfilment') return h.fulfilments[String(value)] ?? String(value);
  if (column === 'status') return h.statuses[String(value)] ?? String(value);
  if (column === 'language') return h.languages[String(value)] ?? String(value);
  if (column === 'preferredChannel') return t.staff.channels[String(value)] ?? String(value);
  if (column.toLowerCase().endsWith('phone')) return showPhone(String(value));
  if (column.startsWith('consent:')) return f.moment(Number(value));
  if (typeof value === 'boolean') return value ? h.yes : h.no;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
