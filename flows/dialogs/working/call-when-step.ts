import { addDays, dayOf } from '../../../notifications/time.ts';
import { findFreeDays, findFreeSlots, type WhyNot, whyNotDay, whyNotFree } from '../../catalog/free-days.ts';
import { type Slot, slotsOf } from '../../catalog/slots.ts';
import { slotsAt } from '../../catalog/slots-at.ts';
import { dayRefusals } from '../../catalog/take-day.ts';
import { dayInFull } from '../../format.ts';
import { readWhen, type When } from '../../reading/read-when.ts';
import { type Choice, type Prompt, type Read, refuse, type StaffTurn, type Step, value } from '../dialog.ts';
import { dayRefusal } from '../ordering/due-steps.ts';
import { callOf } from './call.ts';

const daysOffered = 4;
const windows = { noticeHours: 0 };

/** Windows, or days that wait for their time; several of either: which of them is asked. */
type Given = { slots: Slot[] } | { days: string[] };

/** Day and window in one answer: a button, or "сб 14:00". A day alone is kept and asked for its time. Colleagues are held to free places only. */
export const callWhenStep: Step<StaffTurn> = {
  async ask(turn): Promise<Prompt> {
    const { t } = turn;
    const { day, maybe } = callOf(turn);
    const text = maybe ? t.staff.call.which : day === undefined ? t.staff.call.when : t.staff.call.whatTime(dayInFull(day, turn));
    const choices = maybe ? maybeChoices(turn, maybe) : (await offersOf(turn)).map((slot) => choiceOf(turn, slot, day === undefined));
    return { text, choices, columns: 2 };
  },
  async read(turn, answer) {
    const { maybe } = callOf(turn);
    const offers = maybe && 'slots' in maybe ? maybe.slots : await offersOf(turn);
    if (answer.kind === 'choice') return known(answer.id, offers, maybe);
    if (answer.kind !== 'text') return undefined;
    const when = whenOf(turn, answer.text, offers.length);
    if (typeof when === 'string') return refuse(turn.t.staff.call.noSuchTime);
    return when && readGiven(turn, when);
  },
  take(turn, value) {
    const call = callOf(turn);
    // What `read` gave.
    const given = value as Given;
    delete call.maybe;
    const [only, ...others] = 'slots' in given ? given.slots : given.days;
    if (others.length > 0) call.maybe = given;
    else if (typeof only === 'string') call.day = only;
    else if (only) {
      call.slot = only;
      delete call.day;
    }
  },
  answered: (turn) => callOf(turn).slot !== undefined,
  forget(turn) {
    delete callOf(turn).slot;
    delete callOf(turn).maybe;
  },
};

/** "Back" from a day that waits for its time: another day. */
export function forgetDay(turn: StaffTurn): boolean {
  const call = callOf(turn);
  const isOpen = (call.day !== undefined || call.maybe !== undefined) && turn.conversation.step === 'slot';
  if (isOpen) {
    delete call.day;
    delete call.maybe;
  }
  return isOpen;
}

const choiceOf = ({ f }: StaffTurn, slot: Slot, withDay = true): Choice => ({
  id: String(slot.from),
  label: `${withDay ? `${f.shortDay(slot.from)}, ` : ''}${f.time(slot.from)}–${f.time(slot.until)}`,
});

const maybeChoices = (turn: StaffTurn, maybe: Given): Choice[] =>
  'slots' in maybe ? maybe.slots.map((slot) => choiceOf(turn, slot)) : maybe.days.map((day) => ({ id: day, label: dayInFull(day, turn) }));

function known(id: string, offers: readonly Slot[], maybe: Given | undefined): Read {
  if (maybe && 'days' in maybe && maybe.days.includes(id)) return value({ days: [id] });
  const slot = offers.find(({ from }) => String(from) === id);
  return slot && value({ slots: [slot] });
}

/** The windows of the day that was named, or of each of the next free days an early and a late one. */
async function offersOf(turn: StaffTurn): Promise<Slot[]> {
  const { tx, shop, now } = turn;
  const { day } = callOf(turn);
  if (day !== undefined) return findFreeSlots(tx, shop, day, { now, ...windows });
  const days = await findFreeDays(tx, shop, { now, ...windows });
  const slots = days.slice(0, daysOffered).flatMap(({ slots: all }) => [...new Set([all[0], all[Math.ceil((all.length - 1) / 2)]])]);
  return slots.flatMap((slot) => slot ?? []);
}

/** A small number may be that of a choice; any other alone is an hour once the day is known. */
function whenOf(turn: StaffTurn, typed: string, choices: number) {
  const { now, shop, language } = turn;
  const isChoice = /^\s*\d{1,2}\s*$/.test(typed) && Number(typed) <= choices;
  if (isChoice) return undefined;
  const isHour = callOf(turn).day !== undefined;
  const around = { now, calendar: shop, country: shop.country, language, horizonDays: shop.horizonDays };
  return readWhen(typed, { ...around, ...(isHour && { bare: 'time' as const }) });
}

/** A time alone belongs to the day that was named before, else to the next day on which it is still to come. */
async function readGiven(turn: StaffTurn, when: When): Promise<Read> {
  const { now, shop } = turn;
  const { day } = callOf(turn);
  if (when.times.length === 0) return readDays(turn, when.days);
  const slotsOn = (each: string) => slotsAt(slotsOf(each, shop), when.times, each, shop.timezone);
  const named = when.days.length > 0 ? when.days : day === undefined ? [] : [day];
  if (named.length > 0) return readSlots(turn, named.flatMap(slotsOn));
  const today = dayOf(now, shop.timezone);
  const toCome = slotsOn(today).filter(({ from }) => from > now);
  return readSlots(turn, toCome.length > 0 ? toCome : slotsOn(addDays(today, 1)));
}

async function readDays(turn: StaffTurn, days: string[]): Promise<Read> {
  const { tx, shop, now } = turn;
  const whys = await Promise.all(days.map((day) => whyNotDay(tx, shop, day, { now, ...windows })));
  const free = days.filter((_, i) => whys[i] === undefined);
  if (free.length > 0) return value({ days: free });
  return refuse(dayRefusal(turn, days.at(-1) ?? '', whys.at(-1) ?? 'closed'));
}

async function readSlots(turn: StaffTurn, slots: Slot[]): Promise<Read> {
  const { tx, shop, now } = turn;
  const whys = await Promise.all(slots.map(({ from }) => whyNotFree(tx, shop, from, { now, ...windows })));
  const free = slots.filter((_, i) => whys[i] === undefined);
  return free.length > 0 ? value({ slots: free }) : sorry(turn, whys.at(-1) ?? 'closed');
}

const sorry = ({ t, f }: StaffTurn, why: WhyNot): Read => refuse(t.refused[dayRefusals[why]]({}, f));
