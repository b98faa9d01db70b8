import { eq } from 'drizzle-orm';
import { clients } from '../../db/schema/people.ts';
import { type Language, type Localized, languages } from '../../db/schema/words.ts';
import { tasks } from '../../db/schema/work.ts';
import { showPhone } from '../clients/phone.ts';
import { formatsFor } from '../format.ts';
import { getStage } from '../orders/pipeline.ts';
import { depositOf } from '../orders/refuse-move.ts';
import { findStaff } from '../staff/find-staff.ts';
import { textsIn } from '../texts/texts.ts';
import { wordsIn } from '../words-in.ts';
import type { Affair } from './action.ts';

/** What an owner may name in a text: `{number}`, `{client}` … in the reader's language. */
export async function wordsFor(affair: Affair, language: Language): Promise<Record<string, string>> {
  const { tx, order, shop, event } = affair;
  const f = formatsFor(language, shop);
  const [client] =
    affair.clientId === undefined
      ? []
      : await tx.select({ name: clients.name, phone: clients.phone }).from(clients).where(eq(clients.id, affair.clientId));
  const [task] =
    typeof event.data.taskId === 'number'
      ? await tx
          .select({ title: tasks.title, role: tasks.role, assigneeId: tasks.assigneeId })
          .from(tasks)
          .where(eq(tasks.id, event.data.taskId))
      : [];
  const assignee = await findStaff(tx, task?.assigneeId);
  const t = textsIn(language);
  const stage = order && (await getStage(tx, order.stageId));
  return {
    shop: f.title(shop.name),
    client: client?.name ?? order?.contactName ?? (client?.phone ? showPhone(client.phone) : t.nameless),
    name: order?.contactName ?? client?.name ?? '',
    task: task ? f.title(task.title) : '',
    assignee: assignee?.name ?? (task ? t.roles[task.role] : ''),
    text: typeof event.data.text === 'string' ? event.data.text : '',
    why: typeof event.data.why === 'string' ? event.data.why : '',
    reason: typeof event.data.reason === 'string' ? event.data.reason : '',
    amount: typeof event.data.amount === 'number' ? f.money(event.data.amount) : '',
    ...(order && {
      number: String(order.id),
      stage: stage ? f.title(stage.title) : '',
      total: f.money(order.total),
      paid: f.money(order.paid),
      balance: f.money(Math.max(0, order.total - order.paid)),
      deposit: f.money(Math.max(0, depositOf(order, shop) - order.paid)),
      date: order.dueAt === null ? '—' : f.day(order.dueAt),
      time: order.dueAt === null ? '—' : `${f.time(order.dueAt)}${order.dueUntil === null ? '' : `–${f.time(order.dueUntil)}`}`,
      address: order.address ?? f.title(shop.pickupAddress),
    }),
  };
}

/** The owner's text in the reader's language with the names filled in; a name nobody knows stays as it is, so the owner sees the slip. */
export async function textFor(affair: Affair, text: Localized, language: Language): Promise<string> {
  const words = await wordsFor(affair, language);
  return wordsIn(text, language).replace(/\{(\w+)\}/g, (whole, name: string) => words[name] ?? whole);
}

/** A title that may name things as texts do, in every language it is written in. */
export async function titleFor(affair: Affair, title: Localized): Promise<Localized> {
  if (!Object.values(title).some((words) => words.includes('{'))) return title;
  const filled = languages
    .filter((language) => title[language])
    .map(async (language) => [language, await textFor(affair, title, language)]);
  return Object.fromEntries(await Promise.all(filled));
}
