import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { addDays, dayOf, isOpen, nextOpening } from '../../notifications/time.ts';
import { formatsFor, sameDay } from '../format.ts';
import type { Shop } from '../shop.ts';
import { type Texts, textsIn } from '../texts/texts.ts';
import type { Call } from './load-call.ts';
import { missCall } from './miss-call.ts';
import { whomToRing } from './whom-to-ring.ts';

/** What a caller hears next: another colleague's phone, the words that nobody can answer, or the end. */
export type CallStep = { kind: 'ring'; staffId: number; phone: string } | { kind: 'away'; words: string } | { kind: 'over' };

interface NextStep {
  call: Call;
  /** Colleagues whose phones have rung already. */
  tried: readonly number[];
  shop: Shop;
  now: Instant;
}

/** Leads an incoming call on. When nobody is left to ring it is missed, and the caller hears when we are there. */
export async function nextStep(tx: Tx, { call, tried, shop, now }: NextStep): Promise<CallStep> {
  if (call.state !== 'ringing') return { kind: 'over' };
  const next = (await whomToRing(tx, call, { shop, now })).find(({ id }) => !tried.includes(id));
  if (next?.phone) return { kind: 'ring', staffId: next.id, phone: next.phone };
  await missCall(tx, { call, shop, now });
  return { kind: 'away', words: awayWords(shop, now) };
}

/** In the language of the shop: what is said when nobody can answer. */
export function awayWords(shop: Shop, now: Instant): string {
  const { calls: t } = textsIn(shop.language);
  const name = formatsFor(shop.language, shop).title(shop.name);
  return isOpen(now, shop) ? t.spoken.busy(name) : t.spoken.closed(name, opensInWords(t, shop, now));
}

function opensInWords(t: Texts['calls'], shop: Shop, now: Instant): string {
  const f = formatsFor(shop.language, shop);
  const at = nextOpening(now, shop);
  if (sameDay(at, now, shop.timezone)) return t.spoken.today(f.time(at));
  if (dayOf(at, shop.timezone) === addDays(dayOf(now, shop.timezone), 1)) return t.spoken.tomorrow(f.time(at));
  return t.spoken.onDay(f.day(at), f.time(at));
}
