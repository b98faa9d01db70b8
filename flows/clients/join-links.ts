import type { Instant, Language } from '../../db/schema/words.ts';
import type { Reader } from '../../db/store.ts';
import { findClientDoors } from '../sources/doors.ts';
import { textsIn } from '../texts/texts.ts';
import { type JoinCode, joinCode } from './join-code.ts';

export const messengers = ['telegram', 'whatsapp'] as const;
export type Messenger = (typeof messengers)[number];

/** In which messengers a client of this channel can go on. By SMS and WhatsApp one is known by the same number anyway. */
export async function findOtherMessengers(db: Reader, channel: string): Promise<Messenger[]> {
  const doors = await findClientDoors(db);
  const open = { telegram: doors.bot !== undefined, whatsapp: doors.whatsapp !== undefined && channel !== 'sms' };
  return messengers.filter((each) => open[each] && each !== channel);
}

interface JoinLink {
  of: JoinCode;
  /** The client's, for what the link types for them. */
  language: Language;
  now: Instant;
}

/** The link that goes on there as the same client; undefined where this messenger is not open. */
export async function findJoinLink(db: Reader, to: Messenger, { of, language, now }: JoinLink): Promise<string | undefined> {
  const { bot, whatsapp } = await findClientDoors(db);
  const code = joinCode(of, now);
  if (to === 'telegram') return bot && `https://t.me/${bot}?start=${code}`;
  return whatsapp && `https://wa.me/${whatsapp}?text=${encodeURIComponent(textsIn(language).customer.join.hello(code))}`;
}
