import { createHash } from 'node:crypto';
import { eq, inArray } from 'drizzle-orm';
import type { Twilio } from 'twilio';
import type { Instant } from '../../db/schema/words.ts';
import { contentTemplates } from '../../db/schema/work.ts';
import type { Store } from '../../db/store.ts';
import { hours, minutes } from '../../notifications/time.ts';
import { Remembered } from '../remembered.ts';
import type { Form } from './forms.ts';

export interface Contents {
  /** The number of this form at Twilio; made there when it is first wanted. */
  sidOf(form: Form): Promise<string>;
  /** The same for a form that WhatsApp has approved; asks for approval when nobody has, and answers nothing until it is given. */
  approvedSidOf(form: Form): Promise<string | undefined>;
  /** Twilio does not know these any more: the next time they are made anew. */
  forget(sids: readonly string[]): Promise<void>;
}

interface ContentsOptions {
  client(): Promise<Twilio>;
  store: Store;
  now(): Instant;
}

type Kept = typeof contentTemplates.$inferSelect;

/** How long WhatsApp's word about a form is believed. */
const believedFor: Readonly<Record<string, number>> = { approved: hours(24), rejected: hours(24) };
const otherwiseFor = minutes(5);

/** The forms that Twilio keeps for us, known again by their content; errors are the library's. */
export function openContents({ client, store, now }: ContentsOptions): Contents {
  const sids = new Remembered<string, string>(500);

  async function keep(form: Form): Promise<Kept> {
    const hash = hashOf(form);
    const known = await find(hash);
    if (known) return known;
    const { sid } = await createContent(await client(), form, hash);
    const row = { hash, sid, kind: form.kind, language: form.language, createdAt: now() };
    // Of two processes that made it at once one was first; the other's copy is never used.
    await store.tx(async (tx) => void (await tx.insert(contentTemplates).values(row).onConflictDoNothing()));
    const kept = await find(hash);
    if (!kept) throw new Error('The form was not written');
    return kept;
  }

  const find = async (hash: string): Promise<Kept | undefined> =>
    (await store.read.select().from(contentTemplates).where(eq(contentTemplates.hash, hash)))[0];

  const note = (id: number, approval: string) =>
    store.tx(async (tx) => void (await tx.update(contentTemplates).set({ approval, checkedAt: now() }).where(eq(contentTemplates.id, id))));

  async function approvalOf({ id, sid, hash, kind, approval, checkedAt }: Kept): Promise<string> {
    if (checkedAt !== null && now() - checkedAt < (believedFor[approval] ?? otherwiseFor)) return approval;
    const { contents } = (await client()).content.v1;
    const name = `anna_${kind.replace(/\W/g, '_')}_${hash.slice(0, 12)}`;
    const asked = approval === 'unsubmitted';
    const said = asked
      ? (await contents(sid).approvalCreate.create({ name, category: 'UTILITY' })).status
      : (await contents(sid).approvalFetch().fetch()).whatsapp?.status;
    const heard = typeof said === 'string' && said !== '' ? said : 'pending';
    await note(id, heard);
    return heard;
  }

  return {
    async sidOf(form) {
      const hash = hashOf(form);
      const sid = sids.get(hash) ?? (await keep(form)).sid;
      sids.set(hash, sid);
      return sid;
    },
    async approvedSidOf(form) {
      const kept = await keep(form);
      return (await approvalOf(kept)) === 'approved' ? kept.sid : undefined;
    },
    async forget(gone) {
      sids.clear();
      await store.tx(async (tx) => void (await tx.delete(contentTemplates).where(inArray(contentTemplates.sid, [...gone]))));
    },
  };
}

const hashOf = ({ language, types }: Form): string =>
  createHash('sha256')
    .update(JSON.stringify([language, types]))
    .digest('hex')
    .slice(0, 32);

/** The library sends the object as it is, while its types ask for names that the API does not know. */
async function createContent({ content }: Twilio, { kind, language, types, variables }: Form, hash: string): Promise<{ sid: string }> {
  // Samples: what would be shown if a variable were forgotten.
  const samples = Object.fromEntries(Object.keys(variables).map((name) => [name, `sample ${name}`]));
  const request = { friendly_name: `anna ${kind} ${hash.slice(0, 12)}`, language, variables: samples, types };
  return content.v1.contents.create(request as unknown as Parameters<typeof content.v1.contents.create>[0]);
}
