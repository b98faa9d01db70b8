import { days } from '../../../notifications/time.ts';
import { type FreeDay, findFreeDays, findFreeSlots, type Wanted, type WhyNot, whyNotDay } from '../../catalog/free-days.ts';
import type { Slot } from '../../catalog/slots.ts';
import { slotsAt } from '../../catalog/slots-at.ts';
import { dayInFull } from '../../format.ts';
import { readWhen, type Time, type When } from '../../reading/read-when.ts';
import { type Answer, type Choice, type ClientTurn, type Prompt, type Read, refuse, type Step, value } from '../dialog.ts';
import { draftOf } from './draft.ts';

const daysOnPage = 8;

type WantedOf = (turn: ClientTurn) => Promise<Wanted>;

/** What an answer means: days that can be had (several: which of them is asked), times, or the window itself. */
interface Due {
  days?: string[];
  times?: Time[];
  slots?: Slot[];
}

const usualQuestion = (turn: ClientTurn): string => turn.t.customer.order.day(exampleDate(turn));

/** A day to show as an example: one that is still to come. */
export const exampleDate = ({ f, now }: Pick<ClientTurn, 'f' | 'now'>): string => f.date(now + days(7));

/** The day and the hand-over window, of those that are really free; both may come in one message. `wantedOf` says what the order needs. */
export function dueSteps(
  wantedOf: WantedOf,
  question: (turn: ClientTurn) => Promise<string> | string = usualQuestion,
): { day: Step<ClientTurn>; slot: Step<ClientTurn> } {
  const freeSlots = async (turn: ClientTurn) => findFreeSlots(turn.tx, turn.shop, draftOf(turn).day ?? '', await wantedOf(turn));
  const takeDue = async (turn: ClientTurn, due: Due) => {
    noteDue(turn, due);
    if (draftOf(turn).day !== undefined && !due.slots) noteTimes(turn, await freeSlots(turn));
  };
  return {
    day: {
      ask: async (turn) => askDay(turn, await findFreeDays(turn.tx, turn.shop, await wantedOf(turn)), await question(turn)),
      read: (turn, answer) => readDayOrPage(turn, answer, wantedOf),
      async take(turn, given) {
        const draft = draftOf(turn);
        delete draft.maybeDays;
        if (typeof given === 'number') draft.dayPage = given;
        // What `read` made of the answer.
        else await takeDue(turn, given as Due);
      },
      forget: (turn) => forgetDay(turn),
    },
    slot: {
      ask: async (turn) => askSlot(turn, await freeSlots(turn)),
      async read(turn, answer) {
        const slots = await freeSlots(turn);
        if (answer.kind === 'choice') return readSlotChoice(slots, answer.id);
        return answer.kind === 'text' ? readSlot(turn, slots, answer.text, wantedOf) : undefined;
      },
      async take(turn, given) {
        delete draftOf(turn).maybeSlots;
        if (given !== anyTime) await takeDue(turn, given as Due);
      },
    },
  };
}

function forgetDay(turn: ClientTurn): void {
  const draft = draftOf(turn);
  delete draft.day;
  delete draft.times;
  delete draft.maybeSlots;
}

function noteDue(turn: ClientTurn, { days: named = [], times, slots }: Due): void {
  const draft = draftOf(turn);
  if (named.length > 0) {
    delete draft.day;
    delete draft.slot;
    delete draft.maybeSlots;
  }
  if (times) draft.times = times;
  if (named.length === 1 && named[0] !== undefined) draft.day = named[0];
  if (named.length > 1) draft.maybeDays = named;
  if (slots) noteSlots(turn, slots);
}

function noteSlots(turn: ClientTurn, slots: readonly Slot[]): void {
  const [only, ...others] = slots;
  if (only && others.length === 0) draftOf(turn).slot = only;
  else draftOf(turn).maybeSlots = slots.map(({ from }) => from);
}

/** The time that was said together with the day, or before it. */
function noteTimes(turn: ClientTurn, free: readonly Slot[]): void {
  const draft = draftOf(turn);
  const { times = [], day = '' } = draft;
  delete draft.times;
  if (times.length === 0 || free.length === 0) return;
  const found = slotsAt(free, times, day, turn.shop.timezone);
  if (found.length === 0) draft.notice = turn.t.customer.order.noSuchSlot;
  else noteSlots(turn, found);
}

/** Said once: asked again, the question stands alone. */
function withNotice(turn: ClientTurn, question: string): string {
  const draft = draftOf(turn);
  const text = [draft.notice, question].filter(Boolean).join('\n\n');
  delete draft.notice;
  return text;
}

function askDay(turn: ClientTurn, free: FreeDay[], question: string): Prompt {
  const { t, f } = turn;
  if (free.length === 0) return { text: t.customer.order.noDays };
  const draft = draftOf(turn);
  const choiceOf = ({ day, slots }: FreeDay): Choice => ({ id: day, label: f.shortDay(slots[0]?.from ?? turn.now) });
  const maybe = free.filter(({ day }) => draft.maybeDays?.includes(day));
  if (maybe.length > 1) {
    const choices = [...maybe.map(choiceOf), { id: 'page-0', label: t.customer.order.otherDay }];
    return { text: withNotice(turn, t.customer.order.whichDay), choices, columns: 2 };
  }
  const pages = Math.ceil(free.length / daysOnPage);
  const page = Math.min(Math.max(0, draft.dayPage ?? 0), pages - 1);
  const choices = free.slice(page * daysOnPage, (page + 1) * daysOnPage).map(choiceOf);
  if (page > 0) choices.push({ id: `page-${page - 1}`, label: t.customer.order.earlier });
  if (page < pages - 1) choices.push({ id: `page-${page + 1}`, label: t.customer.order.later });
  return { text: withNotice(turn, question), choices, columns: 2 };
}

const anyTime = 'any';

function askSlot(turn: ClientTurn, free: readonly Slot[]): Prompt {
  const { t, f } = turn;
  const { day = '', maybeSlots } = draftOf(turn);
  const shown = dayInFull(day, turn);
  if (free.length === 0) return { text: t.customer.order.dayGone(shown), choices: [], columns: 2 };
  const choiceOf = ({ from, until }: Slot): Choice => ({ id: String(from), label: `${f.time(from)}–${f.time(until)}` });
  const maybe = free.filter(({ from }) => maybeSlots?.includes(from));
  if (maybe.length === 0) return { text: withNotice(turn, t.customer.order.slot(shown)), choices: free.map(choiceOf), columns: 2 };
  const choices = [...maybe.map(choiceOf), { id: anyTime, label: t.customer.order.otherTime }];
  return { text: withNotice(turn, t.customer.order.whichTime(shown)), choices, columns: 2 };
}

/** "Saturday", "21.11", "завтра в 6 вечера", "6": in the client's own words too, and why not when it cannot be had. */
async function readDayOrPage(turn: ClientTurn, answer: Answer, wantedOf: WantedOf): Promise<Read> {
  if (answer.kind === 'choice')
    return answer.id.startsWith('page-') ? value(Number(answer.id.slice(5))) : takeable(turn, { days: [answer.id], times: [] }, wantedOf);
  if (answer.kind !== 'text') return undefined;
  // Where choices are numbered, a number that is none of them is no day either.
  const when = whenIn(turn, answer.text, turn.numbered ? undefined : 'day');
  if (when === 'no-such-time') return refuse(turn.t.customer.order.noSuchSlot);
  if (when === 'no-such-day' || (!when && looksLikeDay(answer.text))) return refuse(turn.t.customer.order.noSuchDay(exampleDate(turn)));
  if (!when) return undefined;
  return when.days.length > 0 ? takeable(turn, when, wantedOf) : value({ times: when.times } satisfies Due);
}

const whenIn = ({ shop, now, language }: ClientTurn, typed: string, bare: 'day' | 'time' | undefined) =>
  readWhen(typed, { now, calendar: shop, country: shop.country, language, horizonDays: shop.horizonDays, ...(bare && { bare }) });

const looksLikeDay = (typed: string): boolean => /^\d{1,4}(?:[./-]\d{1,4}){0,2}\.?$/.test(typed.trim());

/** Of the days that may be meant those that can be had; why not when none can. */
async function takeable(turn: ClientTurn, { days: named, times }: When, wantedOf: WantedOf): Promise<Read> {
  const wanted = await wantedOf(turn);
  const whys = await Promise.all(named.map((day) => whyNotDay(turn.tx, turn.shop, day, wanted)));
  const free = named.filter((_, i) => whys[i] === undefined);
  const [day = '', why = 'closed'] = [named.at(-1), whys.at(-1)];
  if (free.length === 0) return refuse(dayRefusal(turn, day, why));
  return value({ days: free, ...(times.length > 0 && { times }) } satisfies Due);
}

/** "Friday 5 March: we are closed on that day." */
export function dayRefusal(turn: Pick<ClientTurn, 't' | 'f' | 'shop' | 'now'>, day: string, why: WhyNot): string {
  const shown = dayInFull(day, turn);
  return turn.t.customer.order.dayRefused[why](shown.charAt(0).toUpperCase() + shown.slice(1));
}

function readSlotChoice(slots: readonly Slot[], id: string): Read {
  if (id === anyTime) return value(anyTime);
  const found = slots.find(({ from }) => String(from) === id);
  return found && value({ slots: [found] } satisfies Due);
}

/** "15:00", "в 3", "с 12 до 14", "после 6": the windows that fit; or another day, when one is named. */
async function readSlot(turn: ClientTurn, slots: readonly Slot[], typed: string, wantedOf: WantedOf): Promise<Read> {
  const { day = '' } = draftOf(turn);
  const when = whenIn(turn, typed, 'time');
  if (when === undefined) return undefined;
  if (typeof when === 'string') return refuse(turn.t.customer.order.noSuchSlot);
  if (when.days.length > 0 && !when.days.includes(day)) return takeable(turn, when, wantedOf);
  if (when.times.length === 0) return value({} satisfies Due);
  const found = slotsAt(slots, when.times, day, turn.shop.timezone);
  return found.length === 0 ? refuse(turn.t.customer.order.noSuchSlot) : value({ slots: found } satisfies Due);
}
