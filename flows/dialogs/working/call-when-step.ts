import { findFreeDays, whyNotFree } from '../../catalog/free-days.ts';
import type { Slot } from '../../catalog/slots.ts';
import { slotsOf } from '../../catalog/slots.ts';
import { dayRefusals } from '../../catalog/take-day.ts';
import { type Choice, type Read, refuse, type StaffTurn, type Step, value } from '../dialog.ts';
import { readWhen } from './read-when.ts';

const daysOffered = 4;

/** Day and window in one answer: a button, or "сб 14:00". Colleagues are not held to the notice time, only to free places. */
export const callWhenStep: Step<StaffTurn> = {
  async ask(turn) {
    return {
      text: turn.t.staff.call.when,
      choices: (await offersOf(turn)).map(({ slot, label }) => ({ id: String(slot.from), label }) satisfies Choice),
      columns: 2,
    };
  },
  async read(turn, answer) {
    if (answer.kind === 'choice') return known((await offersOf(turn)).find(({ slot }) => String(slot.from) === answer.id)?.slot);
    return answer.kind === 'text' ? readSlot(turn, answer.text) : undefined;
  },
};

const known = (slot: Slot | undefined): Read => slot && value(slot);

/** Of each of the next free days an early and a late window. */
async function offersOf({ tx, shop, now, f }: StaffTurn): Promise<{ slot: Slot; label: string }[]> {
  const days = await findFreeDays(tx, shop, { now, noticeHours: 0 });
  const slots = days.slice(0, daysOffered).flatMap(({ slots: all }) => [...new Set([all[0], all[Math.ceil((all.length - 1) / 2)]])]);
  return slots.flatMap((slot) => (slot ? [{ slot, label: `${f.shortDay(slot.from)}, ${f.time(slot.from)}–${f.time(slot.until)}` }] : []));
}

async function readSlot({ tx, shop, now, t, f }: StaffTurn, typed: string): Promise<Read> {
  const when = readWhen(typed, { now, timezone: shop.timezone });
  if (!when) return undefined;
  const { at, day } = when;
  if (at === undefined) return refuse(t.staff.call.whatTime);
  const slot = slotsOf(day, shop).find(({ from, until }) => from <= at && at < until);
  if (!slot) return refuse(t.refused['day.closed']());
  const why = await whyNotFree(tx, shop, slot.from, { now, noticeHours: 0 });
  return why ? refuse(t.refused[dayRefusals[why]]({}, f)) : value(slot);
}
