import { and, eq, isNotNull } from 'drizzle-orm';
import { clients } from '../../db/schema/people.ts';
import { messages } from '../../db/schema/talk.ts';
import { type Language, type Localized, languages } from '../../db/schema/words.ts';
import { tasks } from '../../db/schema/work.ts';
import type { Reader } from '../../db/store.ts';
import { showPhone } from '../clients/phone.ts';
import { quoteOf } from '../dialogs/ask-person.ts';
import type { EventRow } from '../events.ts';
import { formatsFor } from '../format.ts';
import type { Order } from '../orders/load-order.ts';
import { getStage } from '../orders/pipeline.ts';
import { depositOf } from '../orders/refuse-move.ts';
import type { Shop } from '../shop.ts';
import { findStaff } from '../staff/find-staff.ts';
import { textsIn } from '../texts/texts.ts';
import { wordsIn } from '../words-in.ts';
import type { Affair } from './action.ts';
import { type Noun, type RuleEvent, ruleEvents } from './rule-events.ts';

/** The names that a text may have of any order, in a ready answer and in a rule. */
export const orderWords = [
  'number',
  'name',
  'client',
  'due',
  'date',
  'time',
  'address',
  'stage',
  'total',
  'paid',
  'balance',
  'deposit',
  'shop',
] as const;
/** Those that only what has happened can fill. */
export const eventWords = ['task', 'assignee', 'text', 'why', 'reason', 'amount'] as const;

const knownBy: Readonly<Record<(typeof eventWords)[number], readonly (Noun | RuleEvent)[]>> = {
  task: ['task'],
  assignee: ['task'],
  text: ['client.asked', 'client.answered', 'client.wrote-away', 'order.noted', 'client.noted', 'message.failed'],
  why: ['client.unreachable', 'message.failed'],
  reason: ['order.moved', 'order.restored'],
  amount: ['payment.received', 'payment.returned'],
};

/** The names that a text of a rule for this event can fill. */
export const wordsOf = (event: RuleEvent): string[] => [
  ...orderWords,
  ...eventWords.filter((word) => knownBy[word].some((each) => each === event || each === ruleEvents[event])),
];

/** What a text is about. */
export interface Subject {
  order: Order | undefined;
  clientId: number | undefined;
  shop: Shop;
  event?: Pick<EventRow, 'data'>;
}

/** What an owner may name in a text: `{number}`, `{client}` … in the reader's language. */
async function wordsFor(
  db: Reader,
  { order, clientId, shop, event }: Subject,
  language: Language,
): Promise<Partial<Record<string, string>>> {
  const f = formatsFor(language, shop);
  const [client] =
    clientId === undefined
      ? []
      : await db.select({ name: clients.name, phone: clients.phone }).from(clients).where(eq(clients.id, clientId));
  const data = event?.data ?? {};
  const [task] =
    typeof data.taskId === 'number'
      ? await db.select({ title: tasks.title, role: tasks.role, assigneeId: tasks.assigneeId }).from(tasks).where(eq(tasks.id, data.taskId))
      : [];
  const assignee = await findStaff(db, task?.assigneeId);
  const t = textsIn(language);
  const stage = order && (await getStage(db, order.stageId));
  return {
    shop: f.title(shop.name),
    client: client?.name ?? order?.contactName ?? (client?.phone ? showPhone(client.phone) : t.nameless),
    name: order?.contactName ?? client?.name ?? '',
    task: task ? f.title(task.title) : '',
    assignee: assignee?.name ?? (task ? t.roles[task.role] : ''),
    text: (await correctedIn(db, data, language)) ?? (typeof data.text === 'string' ? data.text : await saidIn(db, data.messageId)),
    why: typeof data.why === 'string' ? data.why : '',
    reason: typeof data.reason === 'string' ? data.reason : '',
    amount: typeof data.amount === 'number' ? f.money(data.amount) : '',
    ...(order && {
      number: String(order.id),
      stage: stage ? f.title(stage.title) : '',
      total: f.money(order.total),
      paid: f.money(order.paid),
      balance: f.money(Math.max(0, order.total - order.paid)),
      deposit: f.money(Math.max(0, depositOf(order, shop) - order.paid)),
      due: f.window(order.dueAt, order.dueUntil),
      date: order.dueAt === null ? '—' : f.day(order.dueAt),
      time: order.dueAt === null ? '—' : `${f.time(order.dueAt)}${order.dueUntil === null ? '' : `–${f.time(order.dueUntil)}`}`,
      address: order.address ?? f.title(shop.pickupAddress),
    }),
  };
}

/** What a client's line says since they corrected it: a reminder that comes later must not say the old words. */
async function correctedIn(db: Reader, { messageId, text }: EventRow['data'], language: Language): Promise<string | undefined> {
  if (typeof messageId !== 'number' || messageId === 0 || typeof text !== 'string') return undefined;
  const [line] = await db
    .select({ text: messages.text })
    .from(messages)
    .where(and(eq(messages.id, messageId), isNotNull(messages.correctedAt)));
  return line && textsIn(language).staff.corrected(quoteOf(line.text));
}

/** What a message of ours says, or its beginning. */
async function saidIn(db: Reader, messageId: unknown): Promise<string> {
  if (typeof messageId !== 'number') return '';
  const [line] = await db.select({ text: messages.text }).from(messages).where(eq(messages.id, messageId));
  const points = [...(line?.text ?? '').replaceAll('\n', ' ')];
  return points.length > 80 ? `${points.slice(0, 79).join('')}…` : points.join('');
}

/** The owner's text in the reader's language with the names filled in; a name nobody knows stays as it is, so the owner sees the slip. */
export const textFor = ({ tx, ...affair }: Affair, text: Localized, language: Language): Promise<string> =>
  fillText(tx, affair, text, language);

/** A title that may name things as texts do, in every language it is written in. */
export async function titleFor(affair: Affair, title: Localized): Promise<Localized> {
  if (!Object.values(title).some((words) => words.includes('{'))) return title;
  const filled: Localized = {};
  for (const language of languages) if (title[language]) filled[language] = await textFor(affair, title, language);
  return filled;
}

/** The same for a text that no rule says. */
export async function fillText(db: Reader, about: Subject, text: Localized, language: Language): Promise<string> {
  const words = await wordsFor(db, about, language);
  return wordsIn(text, language).replace(named, (whole, name: string) => (Object.hasOwn(words, name) ? words[name] : undefined) ?? whole);
}

const named = /\{(\w+)\}/g;

/** The names in a text that nobody knows. */
export const unknownWords = (text: Localized, known: readonly string[]): string[] =>
  Object.values(text)
    .flatMap((each) => [...each.matchAll(named)].map(([, name = '']) => name))
    .filter((name) => !known.includes(name));
