import { eq } from 'drizzle-orm';
import { settings } from '../../db/schema/work.ts';
import type { Reader, Tx } from '../../db/store.ts';

/** Where clients get in. */
export interface ClientDoors {
  /** The bot's name in Telegram, without @. */
  bot?: string | undefined;
  /** The shop's own address. */
  site?: string | undefined;
  /** Digits of the number in WhatsApp. */
  whatsapp?: string | undefined;
}

const key = 'client-doors';

/** Remembers, at start, where clients get in: a conversation has no network to ask. */
export async function rememberClientDoors(tx: Tx, doors: ClientDoors): Promise<void> {
  await tx
    .insert(settings)
    .values({ key, value: doors })
    .onConflictDoUpdate({ target: settings.key, set: { value: doors } });
}

/** Empty before the first start has remembered them. */
export async function findClientDoors(db: Reader): Promise<ClientDoors> {
  const [row] = await db.select({ value: settings.value }).from(settings).where(eq(settings.key, key));
  // Written by the function above only.
  return (row?.value ?? {}) as ClientDoors;
}
