import { and, eq, inArray, isNull } from 'drizzle-orm';
import { identities } from '../../db/schema/people.ts';
import { attachments } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import { drafts } from '../../db/schema/work.ts';
import type { Reader, Tx } from '../../db/store.ts';
import { findByPhone } from '../clients/find-by-phone.ts';
import { phonesIn } from '../clients/phones-in.ts';
import { type By, record } from '../events.ts';
import { refuseUnless } from '../staff/rights.ts';

export type Draft = typeof drafts.$inferSelect;

interface MakeDraft {
  author: string | undefined;
  /** Of the author, on the platform where it was forwarded. */
  address?: string | undefined;
  /** A number that came as a contact. */
  phone?: string | undefined;
  text: string;
  attachmentId?: number | undefined;
  album?: string | undefined;
  /** For numbers that are typed without their country. */
  country: string;
  by: By;
  now: Instant;
}

/** Makes a draft of an order of something forwarded, with its author when we know them. The next thing of an album joins the draft of the first. */
export async function makeDraft(tx: Tx, given: MakeDraft): Promise<{ draft: Draft; isNew: boolean }> {
  const { author = null, text, attachmentId, album = null, country, by, now } = given;
  const colleague = await refuseUnless(tx, by, 'order.place');
  if (!colleague) throw new Error('Only a colleague forwards something');
  const begun = album === null ? undefined : await findAlbum(tx, colleague.id, album);
  if (begun) return { draft: await addTo(tx, begun, given), isNew: false };

  const phone = phoneIn(given.phone ?? text, country) ?? null;
  const clientId = (await findAuthor(tx, given.address)) ?? (phone === null ? undefined : (await findByPhone(tx, phone))?.id) ?? null;
  const [draft] = await tx
    .insert(drafts)
    .values({
      staffId: colleague.id,
      clientId,
      author,
      phone,
      text,
      attachments: attachmentId === undefined ? [] : [attachmentId],
      album,
      createdAt: now,
    })
    .returning();
  if (!draft) throw new Error('The draft was not written');
  await claim(tx, draft);
  await record(tx, { type: 'draft.made', draftId: draft.id, clientId }, by, now);
  return { draft, isNew: true };
}

async function findAlbum(db: Reader, staffId: number, album: string): Promise<Draft | undefined> {
  const mine = and(eq(drafts.staffId, staffId), eq(drafts.album, album));
  const [draft] = await db.select().from(drafts).where(mine);
  return draft;
}

async function addTo(tx: Tx, draft: Draft, { text, attachmentId }: MakeDraft): Promise<Draft> {
  const next = {
    attachments: [...new Set([...draft.attachments, ...(attachmentId === undefined ? [] : [attachmentId])])],
    text: [draft.text, text].filter(Boolean).join('\n'),
  };
  await tx.update(drafts).set(next).where(eq(drafts.id, draft.id));
  const grown = { ...draft, ...next };
  await claim(tx, grown);
  // The order may have been made of the first picture already.
  if (draft.orderId !== null && attachmentId !== undefined)
    await tx.update(attachments).set({ orderId: draft.orderId, purpose: 'reference' }).where(eq(attachments.id, attachmentId));
  return grown;
}

/** What came belongs to the client it is from. */
async function claim(tx: Tx, { clientId, attachments: ids }: Draft): Promise<void> {
  if (clientId !== null && ids.length > 0) await tx.update(attachments).set({ clientId }).where(inArray(attachments.id, ids));
}

/** The client behind the author's address: people have the same number in every bot of a platform. */
async function findAuthor(db: Reader, address: string | undefined): Promise<number | undefined> {
  if (address === undefined) return undefined;
  const theirs = and(eq(identities.channel, 'telegram'), eq(identities.address, address), isNull(identities.staffId));
  const [identity] = await db.select({ clientId: identities.clientId }).from(identities).where(theirs);
  return identity?.clientId ?? undefined;
}

/** The first telephone number in a text. */
const phoneIn = (text: string, country: string): string | undefined => phonesIn(text, country)[0]?.phone;
