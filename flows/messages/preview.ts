import { desc } from 'drizzle-orm';
import { orders } from '../../db/schema/orders.ts';
import type { Language, Localized } from '../../db/schema/words.ts';
import type { Reader } from '../../db/store.ts';
import { fillText, orderWords } from '../automation/words.ts';
import type { Shop } from '../shop.ts';
import { nameIn } from '../texts/name-in.ts';
import { textsIn } from '../texts/texts.ts';
import { wordsIn } from '../words-in.ts';
import { segmentsOf } from './sms-segments.ts';

/** How a text arrives on one channel. */
export interface Shown {
  channel: 'telegram' | 'whatsapp' | 'sms';
  text: string;
  /** In signs. */
  length: number;
  /** How many messages it is there; on SMS, as how many it is billed. */
  parts: number;
}

/** Signs that one message of a platform holds; Twilio hands at most 1600 to WhatsApp. */
const longest = { telegram: 4096, whatsapp: 1600 } as const;

interface Preview {
  text: Localized;
  language: Language;
  shop: Shop;
}

/** A text of the owner's as a client would get it, filled from the newest order; while there is none, its fields are called by their names. */
export async function previewText(db: Reader, { text, language, shop }: Preview): Promise<Shown[]> {
  const [order] = await db.select().from(orders).orderBy(desc(orders.id)).limit(1);
  const filled = order ? await fillText(db, { order, clientId: order.clientId, shop }, text, language) : named(text, language);
  const length = [...filled].length;
  const inChat = (['telegram', 'whatsapp'] as const).map((channel) => ({
    ...{ channel, text: filled, length },
    parts: Math.max(1, Math.ceil(length / longest[channel])),
  }));
  return [...inChat, { channel: 'sms', text: filled, length, parts: segmentsOf(filled) }];
}

const named = (text: Localized, language: Language): string =>
  wordsIn(text, language).replace(/\{(\w+)\}/g, (whole, name: string) =>
    orderWords.some((word) => word === name) ? `‹${nameIn(textsIn(language).rules.textWords, name)}›` : whole,
  );
