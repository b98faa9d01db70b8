import { findFreeDays, findFreeSlots, type WhyNot, whyNotDay, whyNotFree } from '../../catalog/free-days.ts';
import { type Slot, slotsOf } from '../../catalog/slots.ts';
import { dayRefusals } from '../../catalog/take-day.ts';
import { noonOf } from '../../format.ts';
import { type Choice, type Read, refuse, type StaffTurn, type Step, value } from '../dialog.ts';
import { readHour } from '../ordering/read-day.ts';
import { callOf } from './call.ts';
import { readWhen, type When } from './read-when.ts';

const daysOffered = 4;
const windows = { noticeHours: 0 };

/** Day and window in one answer: a button, or "сб 14:00". A day alone is kept and asked for its time. Colleagues are held to free places only. */
export const callWhenStep: Step<StaffTurn> = {
  async ask(turn) {
    const { t, f, shop } = turn;
    const { day } = callOf(turn);
    return {
      text: day === undefined ? t.staff.call.when : t.staff.call.whatTime(f.day(noonOf(day, shop.timezone))),
      choices: (await offersOf(turn)).map(({ slot, label }) => ({ id: String(slot.from), label }) satisfies Choice),
      columns: 2,
    };
  },
  async read(turn, answer) {
    const offers = await offersOf(turn);
    if (answer.kind === 'choice') return known(offers.find(({ slot }) => String(slot.from) === answer.id)?.slot);
    if (answer.kind !== 'text') return undefined;
    const when = whenOf(turn, answer.text, offers.length);
    return when && (when.at === undefined ? readDay(turn, when.day) : readSlot(turn, when.day, when.at));
  },
  take(turn, given) {
    const call = callOf(turn);
    // What `read` gave: a window, or a day.
    if (typeof given === 'string') call.day = given;
    else {
      call.slot = given as Slot;
      delete call.day;
    }
  },
  answered: (turn) => callOf(turn).slot !== undefined,
  forget: (turn) => void delete callOf(turn).slot,
};

/** "Back" from a day that waits for its time: another day. */
export function forgetDay(turn: StaffTurn): boolean {
  const call = callOf(turn);
  const isOpen = call.day !== undefined && turn.conversation.step === 'slot';
  if (isOpen) delete call.day;
  return isOpen;
}

const known = (slot: Slot | undefined): Read => slot && value(slot);

/** The windows of the day that was named, or of each of the next free days an early and a late one. */
async function offersOf(turn: StaffTurn): Promise<{ slot: Slot; label: string }[]> {
  const { tx, shop, now, f } = turn;
  const { day } = callOf(turn);
  if (day !== undefined) {
    const free = await findFreeSlots(tx, shop, day, { now, ...windows });
    return free.map((slot) => ({ slot, label: `${f.time(slot.from)}–${f.time(slot.until)}` }));
  }
  const days = await findFreeDays(tx, shop, { now, ...windows });
  const slots = days.slice(0, daysOffered).flatMap(({ slots: all }) => [...new Set([all[0], all[Math.ceil((all.length - 1) / 2)]])]);
  return slots.flatMap((slot) => (slot ? [{ slot, label: `${f.shortDay(slot.from)}, ${f.time(slot.from)}–${f.time(slot.until)}` }] : []));
}

/** A time alone belongs to the day that was named before; a small number may be that of a choice. */
function whenOf(turn: StaffTurn, typed: string, choices: number): When | undefined {
  const { now, shop } = turn;
  const { day } = callOf(turn);
  const isChoice = /^\s*\d{1,2}\s*$/.test(typed) && Number(typed) <= choices;
  const at = day === undefined || isChoice ? undefined : readHour(typed.trim().toLowerCase(), day, shop.timezone);
  return day !== undefined && at !== undefined ? { day, at } : readWhen(typed, { now, timezone: shop.timezone });
}

async function readDay(turn: StaffTurn, day: string): Promise<Read> {
  const { tx, shop, now } = turn;
  const why = await whyNotDay(tx, shop, day, { now, ...windows });
  return why ? sorry(turn, why) : value(day);
}

async function readSlot(turn: StaffTurn, day: string, at: number): Promise<Read> {
  const { tx, shop, now } = turn;
  const slot = slotsOf(day, shop).find(({ from, until }) => from <= at && at < until);
  const why = slot ? await whyNotFree(tx, shop, slot.from, { now, ...windows }) : 'closed';
  return slot && !why ? value(slot) : sorry(turn, why ?? 'closed');
}

const sorry = ({ t, f }: StaffTurn, why: WhyNot): Read => refuse(t.refused[dayRefusals[why]]({}, f));
