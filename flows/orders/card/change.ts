import type { EventType } from '../../events.ts';
import { isPart } from '../../staff/parts.ts';
import { may } from '../../staff/rights.ts';
import type { CardFacts, changes } from './facts.ts';
import type { Words } from './text.ts';

/** What changed last and by whom: `14:05 Пётр: Готовится → Доставка`. */
export function changeLine(facts: CardFacts, words: Words, when: (at: number) => string): string | undefined {
  const event = facts.lastChange;
  if (!event) return undefined;
  // `loadCard` asks for these types only.
  const what = writers[event.type as (typeof changes)[number]](event.data, facts, words);
  return what && `🕑 ${when(event.at)} ${actorName(facts, words)}: ${what}`;
}

function actorName({ lastChange, names, viewer, client }: CardFacts, { t }: Words): string {
  if (lastChange?.actorKind === 'staff') return names.get(lastChange.actorId ?? 0) ?? '—';
  if (lastChange?.actorKind === 'client') return (may(viewer, 'client.find') && client.name) || t.card.byClient;
  return lastChange?.actorKind === 'key' ? t.card.byProgram : t.card.byAnna;
}

type Writer = (data: Record<string, unknown>, facts: CardFacts, words: Words) => string | undefined;

/** One sentence for each kind of change; the data was written by `record` with the types of `events.ts`. */
const writers: Record<(typeof changes)[number], Writer> = {
  'order.placed': (_, __, { t }) => t.card.changed.placed,
  'order.taken': ({ part }, _, { t }) => t.card.changed.taken(isPart(part) ? t.card.parts[part] : undefined),
  'order.assigned': ({ part, to }, { names }, { t }) => `${isPart(part) ? t.card.parts[part] : ''} — ${names.get(Number(to)) ?? '—'}`,
  'order.moved': ({ from, to, reason }, facts, words) =>
    `${stageName(from, facts, words)} → ${stageName(to, facts, words)}${reason ? ` (${reasonWords(String(reason), words)})` : ''}`,
  'order.move-undone': ({ from, to }, facts, words) =>
    words.t.card.changed.undone(`${stageName(from, facts, words)} → ${stageName(to, facts, words)}`),
  'order.restored': ({ to, reason }, facts, words) => words.t.card.changed.restored(stageName(to, facts, words), String(reason)),
  'order.set-out': (_, __, { t }) => t.card.changed.setOut,
  'order.rescheduled': ({ to }, _, { t, f }) => t.card.changed.rescheduled(f.moment(Number(to))),
  'order.edited': ({ changes: edited }, _, { t }) => t.card.changed.edited(Object.keys(edited ?? {})),
  'order.confirmed': (_, __, { t }) => t.card.changed.confirmed,
  'order.photographed': ({ purpose }, _, { t }) => (purpose === 'ready' ? t.card.changed.readyPhoto : t.card.changed.referencePhoto),
  'order.no-answer': (_, __, { t }) => t.card.changed.noAnswer,
  'order.allergies-asked': (_, __, { t }) => t.card.changed.allergiesAsked,
  'order.unpaid-allowed': (_, __, { t }) => t.card.changed.unpaidAllowed,
  'order.stalled': (_, __, { t }) => t.card.changed.stalled,
  'payment.received': ({ amount }, { viewer }, { t, f }) =>
    t.card.changed.paid(may(viewer, 'payment.see') ? f.money(Number(amount)) : undefined),
  'payment.returned': ({ amount }, { viewer }, { t, f }) =>
    t.card.changed.returned(may(viewer, 'payment.see') ? f.money(Number(amount)) : undefined),
} satisfies Partial<Record<EventType, Writer>>;

/** Reasons of loss are kept as keys; other reasons are people's own words. */
const reasonWords = (reason: string, { t }: Words): string => {
  const known: Record<string, string> = { ...t.lossReasons.client, ...t.lossReasons.staff };
  return (Object.hasOwn(known, reason) ? known[reason] : undefined) ?? reason;
};

const stageName = (id: unknown, { pipeline }: CardFacts, { f }: Words): string => {
  const stage = [...pipeline.stages, ...pipeline.former].find((each) => each.id === Number(id));
  return stage ? f.title(stage.title) : '—';
};
