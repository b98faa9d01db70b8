import { eq } from 'drizzle-orm';
import { clients } from '../../../db/schema/people.ts';
import { type Button, bold, type Heard, type Message } from '../../../notifications/message.ts';
import { contactWords } from '../../clients/contact-numbers.ts';
import { showPhone } from '../../clients/phone.ts';
import { type Draft, makeDraft } from '../../drafts/make-draft.ts';
import { may } from '../../staff/rights.ts';
import type { StaffTurn } from '../dialog.ts';

/** What somebody of the office forwards becomes a draft of an order. A picture or a contact that answers the open question is that answer. */
export async function takeForward(turn: StaffTurn): Promise<boolean> {
  const { heard, conversation, staff } = turn;
  if (!('forwardedFrom' in heard) || heard.forwardedFrom === undefined || !may(staff, 'order.place')) return false;
  if (conversation.dialog !== null && heard.kind !== 'text') return false;
  await takeAsDraft(turn, heard);
  return true;
}

/** Makes the draft and shows what can be done with it, and what else the caller offers; of an album, once. */
export async function takeAsDraft(turn: StaffTurn, heard: Heard, more: Button[][] = []): Promise<void> {
  const { tx, by, now, shop, attachmentId } = turn;
  const { draft, isNew } = await makeDraft(tx, {
    ...whatIn(heard),
    ...authorOf(heard),
    album: heard.kind === 'file' ? heard.album : undefined,
    country: shop.country,
    ...{ attachmentId, by, now },
  });
  if (!isNew) return;
  const { buttons = [], ...message } = await draftMessage(turn, draft);
  turn.say({ ...message, buttons: [...buttons, ...more] }, { fresh: true });
}

/** Whose order it will be. A contact is about the person in it, whoever passed it on. */
function authorOf(heard: Heard): { author: string | undefined; address?: string | undefined } {
  if (heard.kind === 'contact') return { author: heard.name ?? heard.forwardedFrom };
  if (!('forwardedFrom' in heard)) return { author: undefined };
  return { author: heard.forwardedFrom, address: heard.forwardedAddress };
}

function whatIn(heard: Heard): { text: string; phone?: string } {
  if (heard.kind === 'text') return { text: heard.text.trim() };
  if (heard.kind === 'file') return { text: heard.caption.trim() };
  if (heard.kind === 'contact') return { text: heard.others ? contactWords(heard) : '', phone: heard.phone };
  if (heard.kind === 'place') return { text: [heard.title, `${heard.latitude}, ${heard.longitude}`].filter(Boolean).join(', ') };
  return { text: '' };
}

/** The draft as it stands: whose it is, what it says, what came with it, and the three ways on. */
export async function draftMessage({ tx, t, heard, keptButton, button }: StaffTurn, draft: Draft): Promise<Message> {
  const { id, clientId, author, phone, text } = draft;
  const [client] =
    clientId === null ? [] : await tx.select({ name: clients.name, phone: clients.phone }).from(clients).where(eq(clients.id, clientId));
  const number = client?.phone ?? phone;
  const who = [client?.name ?? author, number && showPhone(number)].filter(Boolean).join(' · ') || '—';
  const lines = [
    bold(t.draft.title(id)),
    client ? t.draft.client(who) : t.draft.stranger(who),
    text && `💬 ${text}`,
    heard.kind === 'file' && t.draft.with[heard.file.kind],
  ];
  return {
    text: lines.filter(Boolean).join('\n'),
    buttons: [
      [keptButton(t.draft.order, 'new-order', clientId ?? 0, id)],
      [keptButton(t.draft.attach, 'draft-attach', id), button(t.draft.drop, 'draft-drop', id)],
    ],
  };
}
