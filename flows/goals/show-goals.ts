import { eq } from 'drizzle-orm';
import { messages } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import { goalMessages, goals } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import { takeBack } from '../../notifications/outbox.ts';
import { dayOf } from '../../notifications/time.ts';
import type { Staff } from '../dialogs/dialog.ts';
import { formatsFor } from '../format.ts';
import { notifyStaff } from '../messages/notify-staff.ts';
import { reachStaff } from '../messages/reach.ts';
import { sendMessage } from '../messages/send-message.ts';
import type { Shop } from '../shop.ts';
import { allStaff } from '../staff/find-staff.ts';
import { textsIn } from '../texts/texts.ts';
import { findRunningGoals, maySeeGoal } from './find-goals.ts';
import { goalLines, isMoney } from './goal-lines.ts';
import { type Goal, goalProgress } from './goal-progress.ts';

interface Now {
  shop: Shop;
  now: Instant;
}

/**
 * Lets everybody see how their goals stand: one message a day and person, rewritten with every payment; the first of a day comes below. Those whose
 * goals have not moved hear nothing. A goal that is reached is said aloud, once.
 */
export async function showGoals(tx: Tx, { shop, now }: Now): Promise<void> {
  const running = await findRunningGoals(tx, { shop, now });
  if (running.length === 0) return;
  for (const person of await allStaff(tx)) {
    const theirs = running.filter((goal) => maySeeGoal(person, goal));
    if (theirs.length > 0) await rewrite(tx, person, await goalLines(tx, theirs, { language: person.language, shop }), { shop, now });
  }
  for (const goal of running) if (goal.reachedAt === null) await celebrate(tx, goal, { shop, now });
}

async function rewrite(tx: Tx, { id: staffId }: Staff, text: string, { shop, now }: Now): Promise<void> {
  const [before] = await tx.select().from(goalMessages).where(eq(goalMessages.staffId, staffId));
  if (before?.shown === text) return;
  const to = await reachStaff(tx, staffId);
  if (!to) return;
  const day = dayOf(now, shop.timezone);
  const goesOn = before && before.day === day && before.identityId === to.id ? before : undefined;
  const subject = `goals:${staffId}`;
  await takeBack(tx, subject, 'goals-moved-again', now);
  const externalId = goesOn ? ((await shownAs(tx, goesOn.messageId)) ?? goesOn.externalId) : null;
  const messageId = await sendMessage(tx, { to, message: { text }, subject, now, ...(externalId !== null && { replaces: externalId }) });
  const row = { staffId, day, messageId, identityId: to.id, externalId, shown: text };
  await tx.insert(goalMessages).values(row).onConflictDoUpdate({ target: goalMessages.staffId, set: row });
}

/** The platform's id of a message that was sent. */
async function shownAs(tx: Tx, messageId: number): Promise<string | null> {
  const [line] = await tx.select({ externalId: messages.externalId }).from(messages).where(eq(messages.id, messageId));
  return line?.externalId ?? null;
}

async function celebrate(tx: Tx, goal: Goal, { shop, now }: Now): Promise<void> {
  // An average may fall again with the next order: nobody is congratulated on it.
  if (goal.kind === 'average-order') return;
  const reached = await goalProgress(tx, goal, shop);
  if (reached < goal.norm) return;
  await tx.update(goals).set({ reachedAt: now }).where(eq(goals.id, goal.id));
  for (const person of (await allStaff(tx)).filter((each) => maySeeGoal(each, goal))) {
    const { goals: t } = textsIn(person.language).staff;
    const f = formatsFor(person.language, shop);
    const norm = isMoney(goal.kind) ? f.money(goal.norm) : String(goal.norm);
    await notifyStaff(tx, { staffId: person.id, text: t.reached(t.kinds[goal.kind], norm), buttons: [], about: {}, now });
  }
}
