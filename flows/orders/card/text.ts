import { bold } from '../../../notifications/message.ts';
import { showPhone } from '../../clients/phone.ts';
import type { EventRow } from '../../events.ts';
import { type Formats, sameDay } from '../../format.ts';
import { sourceWords } from '../../sources/source-title.ts';
import { columnOfPart, parts } from '../../staff/parts.ts';
import { may } from '../../staff/rights.ts';
import type { Texts } from '../../texts/texts.ts';
import type { OrderItem } from '../load-order.ts';
import { nextStage } from '../pipeline.ts';
import { refuseMove } from '../refuse-move.ts';
import { changeLine } from './change.ts';
import type { CardFacts } from './facts.ts';
import { isOnTheWay, mapLink, type View } from './view.ts';

export interface Words {
  t: Texts;
  f: Formats;
}

/** What the card says to this viewer. */
export function cardText(facts: CardFacts, view: View, words: Words): string {
  const lines = { office: officeLines, workshop: workshopLines, driver: driverLines, none: noneLines }[view];
  return lines(facts, words)
    .filter((line) => line !== undefined && line !== '')
    .join('\n');
}

type Lines = (string | undefined)[];

const noneLines = ({ order }: CardFacts, { t }: Words): Lines => [bold(t.card.order(order.id)), t.card.notYours];

function driverLines(facts: CardFacts, words: Words): Lines {
  const { order, client } = facts;
  const { t, f } = words;
  const head = [headLine(facts, words), whenLine(facts, words)];
  if (order.outcome !== 'open') return head;
  if (!isOnTheWay(facts)) return [...head, order.address ? t.card.address(order.address) : undefined];
  const phone = order.contactPhone ?? client.phone;
  const balance = order.total - order.paid;
  return [
    ...head,
    order.address ? t.card.address(order.address) : undefined,
    mapLink(order),
    t.card.person(order.contactName ?? client.name, phone ? showPhone(phone) : null, order.contactNote),
    balance > 0 ? bold(t.card.collect(f.money(balance))) : t.card.collectNothing,
  ];
}

function workshopLines(facts: CardFacts, words: Words): Lines {
  return [
    headLine(facts, words),
    ...itemLines(facts, words, false),
    whenLine(facts, words),
    ...careLines(facts, words),
    teamLine(facts, words),
    ...historyLines(facts, words),
  ];
}

function officeLines(facts: CardFacts, words: Words): Lines {
  const { order, client } = facts;
  const { t, f } = words;
  const phone = order.contactPhone ?? client.phone;
  return [
    headLine(facts, words),
    ...itemLines(facts, words, true),
    whenLine(facts, words),
    order.fulfilment === 'delivery' ? t.card.delivery(order.address ?? '—') : t.card.pickup,
    t.card.person(order.contactName ?? client.name, phone ? showPhone(phone) : null, order.contactNote),
    ...careLines(facts, words),
    t.card.money(f.money(order.total), f.money(order.paid), order.total > order.paid ? f.money(order.total - order.paid) : undefined),
    order.unpaidAllowed ? t.card.unpaidAllowed : undefined,
    order.source === null ? undefined : t.card.source(sourceWords(t, order.source, facts.sourceTitle)),
    teamLine(facts, words),
    ...historyLines(facts, words),
  ];
}

const headLine = ({ order, stage }: CardFacts, { t, f }: Words): string => `${bold(t.card.order(order.id))} · ${f.title(stage.title)}`;

/** With more the card would no longer be one message. */
const mostItems = 12;

const itemLines = ({ items }: CardFacts, { t, f }: Words, withPrice: boolean): Lines => [
  ...items
    .slice(0, mostItems)
    .flatMap((item) => [
      `🎂 ${f.title(item.title)}, ${f.amount(item.amount, item.unit)}${withPrice ? ` — ${f.money(item.total)}` : ''}`,
      optionLine(item, t, f),
    ]),
  items.length > mostItems ? t.card.moreItems(items.length - mostItems) : undefined,
];

function optionLine({ options, inscription }: OrderItem, t: Texts, f: Formats): string | undefined {
  const chosen = [...options.map(({ choiceTitle }) => f.title(choiceTitle)), ...(inscription ? [t.card.inscription(inscription)] : [])];
  return chosen.length > 0 ? `    ${chosen.join(' · ')}` : undefined;
}

const whenLine = ({ order }: CardFacts, { t, f }: Words): string =>
  order.dueAt === null ? t.card.noDue : `📅 ${f.window(order.dueAt, order.dueUntil)}`;

/** Wishes and allergies: what must not be overlooked, so it is never cut; both are limited where they are typed. */
function careLines(facts: CardFacts, { t }: Words): Lines {
  const { order, allergies, viewer } = facts;
  const care = allergies
    ? bold(may(viewer, 'order.see-allergies', facts) ? t.card.allergies(allergies) : t.card.allergiesHidden)
    : order.allergiesAsked
      ? t.card.noAllergies
      : t.card.allergiesNotAsked;
  return [order.wishes ? t.card.wishes(order.wishes) : undefined, care];
}

function teamLine({ order, names }: CardFacts, { t }: Words): string | undefined {
  const team = parts.flatMap((part) => {
    const id = order[columnOfPart[part]];
    return id === null ? [] : [`${t.card.parts[part]}: ${names.get(id) ?? '—'}`];
  });
  return team.length > 0 ? team.join(' · ') : undefined;
}

/** What is to do, what colleagues noted, what stands in the way, what changed last. */
function historyLines(facts: CardFacts, words: Words): Lines {
  const { tasks, notes, names, shop, now } = facts;
  const { t, f } = words;
  const when = (at: number) => (sameDay(at, now, shop.timezone) ? f.time(at) : f.moment(at));
  const author = (event: EventRow) => names.get(event.actorId ?? 0) ?? '';
  return [
    ...tasks.slice(0, 3).map(({ title, dueAt }) => t.card.task(f.title(title), when(dueAt))),
    ...notes.map((note) => `📝 ${when(note.at)} ${author(note)}: ${shortened(String(note.data.text), 200)}`),
    blockedLine(facts, words),
    changeLine(facts, words, when),
  ];
}

/** Why the order cannot go on, when it is not for want of the right person. */
function blockedLine(facts: CardFacts, { t, f }: Words): string | undefined {
  const { pipeline, order, viewer } = facts;
  const next = order.outcome === 'open' ? nextStage(pipeline, order) : undefined;
  const refusal = next && refuseMove({ ...facts, who: viewer }, next.id);
  if (!next || !refusal || refusal.code.startsWith('access.') || !may(viewer, 'order.move', facts)) return undefined;
  return t.card.blocked(f.title(next.verb), t.refused[refusal.code](refusal.details, f));
}

const shortened = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`);
