import { dayOf, days, hours } from '../../../notifications/time.ts';
import { type FreeDay, findFreeDays, findFreeSlots, type Wanted, type WhyNot, whyNotDay } from '../../catalog/free-days.ts';
import type { Slot } from '../../catalog/slots.ts';
import { noonOf } from '../../format.ts';
import { type Answer, type Choice, type ClientTurn, type Prompt, type Read, refuse, type Step, value } from '../dialog.ts';
import { draftOf } from './draft.ts';
import { readDay, readDayOfMonth, readHour } from './read-day.ts';

const daysOnPage = 8;

type WantedOf = (turn: ClientTurn) => Promise<Wanted>;

const usualQuestion = (turn: ClientTurn): string => turn.t.customer.order.day(exampleDate(turn));

/** A day to show as an example: one that is still to come. */
export const exampleDate = ({ f, now }: Pick<ClientTurn, 'f' | 'now'>): string => f.date(now + days(7));

/** The day and the hand-over window, of those that are really free. `wantedOf` says what the order needs. */
export function dueSteps(
  wantedOf: WantedOf,
  question: (turn: ClientTurn) => Promise<string> | string = usualQuestion,
): { day: Step<ClientTurn>; slot: Step<ClientTurn> } {
  const freeSlots = async (turn: ClientTurn) => findFreeSlots(turn.tx, turn.shop, draftOf(turn).day ?? '', await wantedOf(turn));
  return {
    day: {
      ask: async (turn) => askDay(turn, await findFreeDays(turn.tx, turn.shop, await wantedOf(turn)), await question(turn)),
      read: (turn, answer) => readDayOrPage(turn, answer, wantedOf),
      take(turn, given) {
        const draft = draftOf(turn);
        if (typeof given === 'number') draft.dayPage = given;
        else draft.day = String(given);
        delete draft.slot;
      },
    },
    slot: {
      async ask(turn) {
        const { t, f } = turn;
        const day = draftOf(turn).day ?? '';
        const choices = (await freeSlots(turn)).map(({ from, until }) => ({
          id: String(from),
          label: `${f.time(from)}–${f.time(until)}`,
        }));
        const shown = f.day(noonOf(day, turn.shop.timezone));
        return { text: choices.length === 0 ? t.customer.order.dayGone(shown) : t.customer.order.slot(shown), choices, columns: 2 };
      },
      async read(turn, answer) {
        const slots = await freeSlots(turn);
        if (answer.kind === 'choice') return asRead(slots.find(({ from }) => String(from) === answer.id));
        return answer.kind === 'text' ? readSlot(turn, slots, answer.text) : undefined;
      },
    },
  };
}

const asRead = (found: unknown): Read => (found === undefined ? undefined : value(found));

function askDay(turn: ClientTurn, days: FreeDay[], question: string): Prompt {
  const { t, f } = turn;
  if (days.length === 0) return { text: t.customer.order.noDays };
  const draft = draftOf(turn);
  const pages = Math.ceil(days.length / daysOnPage);
  const page = Math.min(Math.max(0, draft.dayPage ?? 0), pages - 1);
  const choices: Choice[] = days
    .slice(page * daysOnPage, (page + 1) * daysOnPage)
    .map(({ day, slots }) => ({ id: day, label: f.shortDay(slots[0]?.from ?? turn.now) }));
  if (page > 0) choices.push({ id: `page-${page - 1}`, label: t.customer.order.earlier });
  if (page < pages - 1) choices.push({ id: `page-${page + 1}`, label: t.customer.order.later });
  const text = [draft.notice, question].filter(Boolean).join('\n\n');
  // Said once: asked again, the question stands alone.
  delete draft.notice;
  return { text, choices, columns: 2 };
}

/** "Saturday", "21.11", "21 ноября", "6": in the client's own words too, and why not when it cannot be had. */
async function readDayOrPage(turn: ClientTurn, answer: Answer, wantedOf: WantedOf): Promise<Read> {
  const { tx, shop, t } = turn;
  if (answer.kind === 'choice' && answer.id.startsWith('page-')) return value(Number(answer.id.slice(5)));
  const day = dayIn(turn, answer);
  if (day === undefined)
    return answer.kind === 'text' && looksLikeDay(answer.text) ? refuse(t.customer.order.noSuchDay(exampleDate(turn))) : undefined;
  const why = await whyNotDay(tx, shop, day, await wantedOf(turn));
  return why ? refuse(dayRefusal(turn, day, why)) : value(day);
}

/** "Friday 5 March: we are closed on that day." */
export function dayRefusal({ t, f, shop }: ClientTurn, day: string, why: WhyNot): string {
  const shown = f.day(noonOf(day, shop.timezone));
  return t.customer.order.dayRefused[why](shown.charAt(0).toUpperCase() + shown.slice(1));
}

function dayIn({ shop, now, numbered }: ClientTurn, answer: Answer): string | undefined {
  if (answer.kind === 'choice') return answer.id;
  if (answer.kind !== 'text') return undefined;
  const today = dayOf(now, shop.timezone);
  // Where choices are numbered, a number that is none of them is no day either.
  return readDay(answer.text, today) ?? (numbered ? undefined : readDayOfMonth(answer.text, today));
}

const looksLikeDay = (typed: string): boolean => /^\d{1,4}(?:[./-]\d{1,4}){0,2}\.?$/.test(typed.trim());

/** "15:00", "в 3", "с 12 до 14": the window in which it lies; of the two times that "3" may mean, the one at which the shop works. */
function readSlot(turn: ClientTurn, slots: readonly Slot[], typed: string): Read {
  const at = readHour(startOf(typed), draftOf(turn).day ?? '', turn.shop.timezone);
  if (at === undefined) return undefined;
  const windowAt = (moment: number) => slots.find(({ from, until }) => from <= moment && moment < until);
  const found = windowAt(at) ?? (isBeforeNoon(typed) ? windowAt(at + hours(12)) : undefined);
  return asRead(found) ?? refuse(turn.t.customer.order.noSuchSlot);
}

/** Of "с 12 до 14" and "12:00-14:00" the beginning. */
const startOf = (typed: string): string =>
  typed
    .trim()
    .toLowerCase()
    .replace(/^(?:с|со|from|between)\s+/u, '')
    .replace(/(?<!\s)\s*(?:-|–|—|до|to|and|till|until)\s*\d.*/su, '');

const isBeforeNoon = (typed: string): boolean => !/am|утра/iu.test(typed) && Number(/\d{1,2}/.exec(typed)?.[0] ?? 12) < 12;
