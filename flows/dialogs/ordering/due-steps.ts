import { dayOf } from '../../../notifications/time.ts';
import { type FreeDay, findFreeDays, findFreeSlots, type Wanted, whyNotDay } from '../../catalog/free-days.ts';
import { dayRefusals } from '../../catalog/take-day.ts';
import { noonOf } from '../../format.ts';
import { type Answer, type Choice, type ClientTurn, type Prompt, type Read, refuse, type Step, value } from '../dialog.ts';
import { draftOf } from './draft.ts';
import { readDay, readHour } from './read-day.ts';

const daysOnPage = 8;

type WantedOf = (turn: ClientTurn) => Promise<Wanted>;

/** The day and the hand-over window, of those that are really free. `wantedOf` says what the order needs. */
export function dueSteps(wantedOf: WantedOf): { day: Step<ClientTurn>; slot: Step<ClientTurn> } {
  const freeSlots = async (turn: ClientTurn) => findFreeSlots(turn.tx, turn.shop, draftOf(turn).day ?? '', await wantedOf(turn));
  return {
    day: {
      ask: async (turn) => askDay(turn, await findFreeDays(turn.tx, turn.shop, await wantedOf(turn))),
      read: (turn, answer) => readDayOrPage(turn, answer, wantedOf),
      take(turn, given) {
        const draft = draftOf(turn);
        if (typeof given === 'number') draft.dayPage = given;
        else draft.day = String(given);
        delete draft.slot;
        delete draft.notice;
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
        const at = answer.kind === 'text' ? readHour(answer.text, draftOf(turn).day ?? '', turn.shop.timezone) : undefined;
        if (at === undefined) return undefined;
        const found = asRead(slots.find(({ from, until }) => from <= at && at < until));
        // A bare small number is rather the number of a choice.
        return found ?? (answer.kind === 'text' && answer.text.trim().length < 2 ? undefined : refuse(turn.t.customer.order.noSuchSlot));
      },
    },
  };
}

const asRead = (found: unknown): Read => (found === undefined ? undefined : value(found));

function askDay(turn: ClientTurn, days: FreeDay[]): Prompt {
  const { t, f } = turn;
  if (days.length === 0) return { text: t.customer.order.noDays };
  const pages = Math.ceil(days.length / daysOnPage);
  const page = Math.min(Math.max(0, draftOf(turn).dayPage ?? 0), pages - 1);
  const choices: Choice[] = days
    .slice(page * daysOnPage, (page + 1) * daysOnPage)
    .map(({ day, slots }) => ({ id: day, label: f.shortDay(slots[0]?.from ?? turn.now) }));
  if (page > 0) choices.push({ id: `page-${page - 1}`, label: t.customer.order.earlier });
  if (page < pages - 1) choices.push({ id: `page-${page + 1}`, label: t.customer.order.later });
  return { text: [draftOf(turn).notice, t.customer.order.day].filter(Boolean).join('\n\n'), choices, columns: 2 };
}

/** "Saturday", "21.11", "21 ноября": in the client's own words too, and why not when it cannot be had. */
async function readDayOrPage(turn: ClientTurn, answer: Answer, wantedOf: WantedOf): Promise<Read> {
  const { tx, shop, t, f } = turn;
  if (answer.kind === 'choice' && answer.id.startsWith('page-')) return value(Number(answer.id.slice(5)));
  const day = dayIn(turn, answer);
  if (day === undefined) return undefined;
  const why = await whyNotDay(tx, shop, day, await wantedOf(turn));
  return why ? refuse(`${capital(f.day(noonOf(day, shop.timezone)))}. ${t.refused[dayRefusals[why]]({}, f)}`) : value(day);
}

function dayIn({ shop, now }: ClientTurn, answer: Answer): string | undefined {
  if (answer.kind === 'choice') return answer.id;
  return answer.kind === 'text' ? readDay(answer.text, dayOf(now, shop.timezone)) : undefined;
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
