import { and, eq } from 'drizzle-orm';
import { staff } from '../../db/schema/people.ts';
import { attachments } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import type { Button } from '../../notifications/message.ts';
import { encodePress } from '../dialogs/press.ts';
import { type Texts, textsIn } from '../texts/texts.ts';
import { reachStaff } from './reach.ts';
import { sendMessage } from './send-message.ts';

/** What a notice is about; its buttons open dialogs with these numbers. */
export interface About {
  orderId?: number | undefined;
  clientId?: number | undefined;
  taskId?: number | undefined;
  messageId?: number | undefined;
  callId?: number | undefined;
}

interface NotifyStaff {
  staffId: number;
  text: string;
  buttons: readonly NoticeButton[];
  about: About;
  dedupe?: string | undefined;
  /** Not before then; now unless told. */
  runAt?: Instant | undefined;
  uselessAfter?: Instant | undefined;
  now: Instant;
}

/** What each button of a notice opens; one whose number is missing is left out. */
const buttons = {
  order: { dialog: 'order', about: 'orderId', label: (t: Texts) => t.notice.order },
  reassign: { dialog: 'assign', about: 'orderId', label: (t: Texts) => t.notice.reassign },
  take: { dialog: 'take', about: 'orderId', label: (t: Texts) => t.notice.take },
  reply: { dialog: 'reply', about: 'clientId', label: (t: Texts) => t.notice.reply },
  'done-chat': { dialog: 'close-chat', about: 'clientId', label: (t: Texts) => t.notice.doneChat },
  file: { dialog: 'sent-file', about: 'messageId', label: (t: Texts) => t.notice.file },
  'task-done': { dialog: 'task-done', about: 'taskId', label: (t: Texts) => t.notice.taskDone },
  client: { dialog: 'client', about: 'clientId', label: (t: Texts) => t.notice.client },
  'new-order': { dialog: 'new-order', about: 'clientId', label: (t: Texts) => t.notice.newOrder },
  call: { dialog: 'call', about: 'clientId', label: (t: Texts) => t.notice.call },
  recording: { dialog: 'recording', about: 'callId', label: (t: Texts) => t.notice.recording },
  'task-later': { dialog: 'task-later', about: 'taskId', label: (t: Texts) => t.notice.taskLater },
} as const satisfies Record<string, { dialog: string; about: keyof About; label: (t: Texts) => string }>;
export type NoticeButton = keyof typeof buttons;

/** What "reassign" gives to somebody else when the notice is about no order. */
const reassignTask = { dialog: 'task-reassign', about: 'taskId', label: (t: Texts) => t.notice.reassign } as const;

/**
 * Tells a colleague something, with buttons to act on it at once, and one to see the picture or file that came. One with the button "reply" belongs
 * to the client: a reply to it reaches the client.
 */
export async function notifyStaff(tx: Tx, { staffId, text, buttons: wanted, about, now, ...when }: NotifyStaff): Promise<boolean> {
  const to = await reachStaff(tx, staffId);
  const [colleague] = await tx.select({ language: staff.language }).from(staff).where(eq(staff.id, staffId));
  if (!to || !colleague) return false;
  const t = textsIn(colleague.language);
  const shown = (await hasFile(tx, about)) ? [...wanted, 'file' as const] : wanted;
  const row = shown.flatMap((name): Button[] => {
    const { dialog, about: noun, label } = name === 'reassign' && about.orderId === undefined ? reassignTask : buttons[name];
    const number = about[noun];
    return number === undefined
      ? []
      : [{ label: label(t), data: encodePress({ kind: 'open', dialog, args: [String(number)], keep: true }, to.id) }];
  });
  const message = { text, buttons: row.length > 2 ? [row.slice(0, 2), row.slice(2)] : [row] };
  await sendMessage(tx, {
    to,
    message,
    now,
    clientId: wanted.includes('reply') ? about.clientId : undefined,
    orderId: about.orderId,
    aboutId: wanted.includes('reply') && about.messageId ? about.messageId : undefined,
    ...when,
  });
  return true;
}

async function hasFile(tx: Tx, { clientId, messageId }: About): Promise<boolean> {
  if (clientId === undefined || messageId === undefined) return false;
  const [file] = await tx
    .select({ id: attachments.id })
    .from(attachments)
    .where(and(eq(attachments.clientId, clientId), eq(attachments.messageId, messageId)))
    .limit(1);
  return file !== undefined;
}
