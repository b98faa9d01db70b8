import type { Instant } from '../../db/schema/words.ts';
import { minutes, openingOf } from '../../notifications/time.ts';
import type { Shop } from '../shop.ts';

/** A hand-over window. */
export interface Slot {
  from: Instant;
  until: Instant;
}

const made = new Map<string, Slot[]>();
const mostMade = 500;

/** The hand-over windows of an ISO date, whole ones only; none on a day off. Remembered, for the calendar of a zone is slow to ask. */
export function slotsOf(day: string, shop: Pick<Shop, 'timezone' | 'hours' | 'closedDays' | 'slotMinutes'>): Slot[] {
  const key = `${day} ${shop.timezone} ${shop.slotMinutes} ${JSON.stringify(shop.hours)} ${shop.closedDays.includes(day)}`;
  const known = made.get(key);
  if (known) return known;
  if (made.size >= mostMade) made.clear();
  const slots = cut(day, shop);
  made.set(key, slots);
  return slots;
}

function cut(day: string, shop: Pick<Shop, 'timezone' | 'hours' | 'closedDays' | 'slotMinutes'>): Slot[] {
  const span = openingOf(day, shop);
  if (!span) return [];
  const length = minutes(shop.slotMinutes);
  const count = Math.max(1, Math.floor((span.closes - span.opens) / length));
  return Array.from({ length: count }, (_, i) => ({
    from: span.opens + i * length,
    until: Math.min(span.closes, span.opens + (i + 1) * length),
  }));
}
