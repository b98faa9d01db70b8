import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { desc, sql } from 'drizzle-orm';
import { allergies } from '../../db/schema/people.ts';
import type { Instant } from '../../db/schema/words.ts';
import { type Reader, statement, type Tx } from '../../db/store.ts';

let key: Buffer | undefined;

/** Sets the key that closes health data; called once at start with the shop's secret. */
export function sealWith(secret: string): void {
  key = createHmac('sha256', secret).update('allergies').digest();
}

function keyOrThrow(): Buffer {
  if (!key) throw new Error('sealWith was not called');
  return key;
}

/** Closes a text so that neither the file nor a copy of it can be read (AES-256-GCM). */
export function seal(text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOrThrow(), nonce);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
}

/** Opens a sealed text; undefined when it was closed with another secret or changed since. */
export function unseal(sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOrThrow(), bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

export interface SealedAllergies {
  sealed: string;
  consentedAt: Instant;
}

/** Keeps a client's sealed allergies, apart from everything else. The consent was asked for. */
export async function keepAllergies(
  tx: Tx,
  { clientId, orderId, sealed, consentedAt }: SealedAllergies & { clientId: number; orderId: number | null },
): Promise<void> {
  await tx.insert(allergies).values({ clientId, orderId, sealed, consentedAt });
}

const ofOrder = statement('allergies_of_order', (db: Reader) =>
  db
    .select({ sealed: allergies.sealed })
    .from(allergies)
    .where(sql`${allergies.orderId} = ${sql.placeholder('orderId')}`)
    .orderBy(desc(allergies.id))
    .limit(1),
);

const ofClient = statement('allergies_of_client', (db: Reader) =>
  db
    .select({ sealed: allergies.sealed, consentedAt: allergies.consentedAt })
    .from(allergies)
    .where(sql`${allergies.clientId} = ${sql.placeholder('clientId')}`)
    .orderBy(desc(allergies.id))
    .limit(1),
);

/** What the client is allergic to, as said with this order; for the cards of those who may see it. */
export async function findAllergies(db: Reader, orderId: number): Promise<string | undefined> {
  const [row] = await ofOrder(db, { orderId });
  return row && unseal(row.sealed);
}

/** What the client said last time, still sealed. */
export async function findLastAllergies(db: Reader, clientId: number): Promise<SealedAllergies | undefined> {
  const [row] = await ofClient(db, { clientId });
  return row;
}
