import type { Instant } from '../../../db/schema/words.ts';
import { addDays, dayOf, instantOf } from '../../../notifications/time.ts';
import { dayInFull } from '../../format.ts';
import { readWhen, type When } from '../../reading/read-when.ts';
import { type Choice, refuse, type StaffTurn, type Step, value } from '../dialog.ts';

interface Offer {
  id: string;
  label: string;
  at: Instant;
}

/** Until when something is to be done: in one tap, or as people say it: "сб 12", "через 2 часа", "tomorrow at 6 pm". Lies under `name`. */
export function deadlineStep(
  name: string,
  offersOf: (turn: StaffTurn) => Offer[],
  question: (turn: StaffTurn) => Promise<string> | string,
): Step<StaffTurn> {
  const maybe = `${name}Maybe`;
  return {
    async ask(turn) {
      const meant = turn.answers[maybe] as Instant[] | undefined;
      if (!meant) return { text: await question(turn), choices: offersOf(turn).map(({ id, label }) => ({ id, label })), columns: 2 };
      return { text: turn.t.staff.task.whichTime, choices: meant.map((at) => choiceOf(turn, at)), columns: 2 };
    },
    read(turn, answer) {
      const { now, t } = turn;
      if (answer.kind === 'choice') return chosen(offersOf(turn), turn.answers[maybe] as Instant[] | undefined, answer.id);
      const found = answer.kind === 'text' ? readDeadlines(answer.text, turn) : undefined;
      if (found === undefined) return undefined;
      if (found === 'no-such') return refuse(t.staff.task.noSuchTime);
      const ahead = found.filter((at) => at > now);
      return ahead.length > 0 ? value(ahead) : refuse(t.staff.task.past(momentInFull(turn, found[0] ?? now)));
    },
    take(turn, given) {
      const [only, ...others] = given as Instant[];
      delete turn.answers[maybe];
      turn.answers[others.length === 0 ? name : maybe] = others.length === 0 ? only : given;
    },
    answered: ({ answers }) => answers[name] !== undefined,
    forget: ({ answers }) => {
      delete answers[name];
      delete answers[maybe];
    },
  };
}

function chosen(offers: Offer[], meant: Instant[] = [], id: string) {
  const at = offers.find((offer) => offer.id === id)?.at ?? meant.find((each) => String(each) === id);
  return at === undefined ? undefined : value([at]);
}

const choiceOf = ({ f }: StaffTurn, at: Instant): Choice => ({ id: String(at), label: f.moment(at) });

const momentInFull = (turn: StaffTurn, at: Instant): string => `${dayInFull(dayOf(at, turn.shop.timezone), turn)}, ${turn.f.time(at)}`;

/** A day alone means its evening. */
const endOfWork = '18:00';

/** The instants that may be meant; a time alone is the next one there is. */
function readDeadlines(typed: string, { now, shop, language }: StaffTurn): Instant[] | 'no-such' | undefined {
  const when = readWhen(typed, { now, calendar: shop, country: shop.country, language });
  if (typeof when === 'string') return 'no-such';
  if (!when) return undefined;
  if (when.exactly !== undefined) return [when.exactly];
  const times = when.times.map(({ at, by, until, from }) => at ?? by ?? until ?? from ?? endOfWork);
  return (times.length > 0 ? times : [endOfWork]).flatMap((time) => daysFor(when, time, now, shop.timezone)).toSorted((a, b) => a - b);
}

function daysFor({ days }: When, time: string, now: Instant, timezone: string): Instant[] {
  const today = dayOf(now, timezone);
  if (days.length > 0) return days.map((day) => instantOf(day, time, timezone));
  const at = instantOf(today, time, timezone);
  return [at > now ? at : instantOf(addDays(today, 1), time, timezone)];
}
