import { and, eq } from 'drizzle-orm';
import { clients } from '../../db/schema/people.ts';
import type { Instant } from '../../db/schema/words.ts';
import { contentTemplates } from '../../db/schema/work.ts';
import type { Reader } from '../../db/store.ts';
import type { ClosedWay } from './answer-client.ts';
import { answersAt } from './reach.ts';
import { windowIsOpen } from './window.ts';

/** The ways to a client who is silent on WhatsApp for over a day; undefined when free words still reach the client. */
export async function closedWays(db: Reader, clientId: number, now: Instant): Promise<ClosedWay[] | undefined> {
  const to = await answersAt(db, clientId);
  if (!to || (await windowIsOpen(db, to, now))) return undefined;
  const [client] = await db.select({ phone: clients.phone }).from(clients).where(eq(clients.id, clientId));
  const approved = await db
    .select({ id: contentTemplates.id })
    .from(contentTemplates)
    .where(and(eq(contentTemplates.kind, 'notice-0'), eq(contentTemplates.approval, 'approved')))
    .limit(1);
  return [...(approved.length > 0 ? (['template'] as const) : []), ...(client?.phone ? (['sms'] as const) : [])];
}

/** What was chosen, if it was asked. */
export const closedWayIn = (answer: unknown): ClosedWay | undefined => (answer === 'template' || answer === 'sms' ? answer : undefined);
