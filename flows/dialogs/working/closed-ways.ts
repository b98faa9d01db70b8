import { and, eq } from 'drizzle-orm';
import { clients } from '../../../db/schema/people.ts';
import { contentTemplates } from '../../../db/schema/work.ts';
import type { ClosedWay } from '../../messages/answer-client.ts';
import { answersAt } from '../../messages/reach.ts';
import { windowIsOpen } from '../../messages/window.ts';
import type { StaffTurn } from '../dialog.ts';
import { numberIn } from './numbers.ts';

/** The ways to a client who is silent on WhatsApp for over a day; undefined when free words still reach the client. */
export async function closedWays({ tx, now, answers }: StaffTurn): Promise<ClosedWay[] | undefined> {
  const clientId = numberIn(answers, 'clientId');
  const to = await answersAt(tx, clientId);
  if (!to || (await windowIsOpen(tx, to, now))) return undefined;
  const [client] = await tx.select({ phone: clients.phone }).from(clients).where(eq(clients.id, clientId));
  const approved = await tx
    .select({ id: contentTemplates.id })
    .from(contentTemplates)
    .where(and(eq(contentTemplates.kind, 'notice-0'), eq(contentTemplates.approval, 'approved')))
    .limit(1);
  return [...(approved.length > 0 ? (['template'] as const) : []), ...(client?.phone ? (['sms'] as const) : [])];
}

/** What was chosen, if it was asked. */
export const closedWayIn = (answer: unknown): ClosedWay | undefined => (answer === 'template' || answer === 'sms' ? answer : undefined);
