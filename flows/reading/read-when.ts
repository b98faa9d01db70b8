import type { Instant } from '../../db/schema/words.ts';
import { dayOf } from '../../notifications/time.ts';
import { digitsForWords } from './number-words.ts';
import { plainText } from './plain-text.ts';
import { mendDays } from './when/calendar-words.ts';
import { dayPieces, lastDayPieces } from './when/day-pieces.ts';
import type { Facts, Piece, Scene, Surroundings } from './when/facts.ts';
import { daysOf, type Time, timesOf } from './when/resolve.ts';
import { lastTimePieces, timePieces } from './when/time-pieces.ts';

export type { Surroundings } from './when/facts.ts';
export type { Time } from './when/resolve.ts';

/** What was said of day and time. Several days or times: it may mean each of them, and has to be asked back. */
export interface When {
  /** ISO dates; none when no day was named. */
  days: string[];
  /** None when no time was named. */
  times: Time[];
  /** The exact instant of "in two hours". */
  exactly?: Instant;
}

/** Written like a day or a time, and there is none such: 31.02, 25:70. */
export type NoSuch = 'no-such-day' | 'no-such-time';

/**
 * Reads days and times as people say them, in Russian and English whatever their language: "завтра в 6 вечера", "25.12 к обеду",
 * "next Friday 6pm". The whole text has to make sense, so undefined is the answer to anything else. A day may lie in the past.
 */
export function readWhen(typed: string, surroundings: Surroundings): When | NoSuch | undefined {
  if (typed.length > maxLength) return undefined;
  const scene: Scene = { ...surroundings, today: dayOf(surroundings.now, surroundings.calendar.timezone) };
  const text = mendDays(digitsForWords(minutesInWords(plainText(typed))))
    .replace(/(?![0-9])\p{Extended_Pictographic}|[\uFE0F()"«»!?…]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  const halves = text.split(/ (?:или|or) /u);
  const read = halves.map((half) => readOne(half, scene));
  return read.length <= 2 ? read.reduce(either) : undefined;
}

const maxLength = 120;

/** "Ten to six" is ten minutes to six; "10 to 6" is from ten to six. */
const minutesInWords = (text: string): string =>
  text
    .replace(/(?<!\p{L})(five|ten|twenty|twenty[ -]five) (to|past) /gu, '$1 minutes $2 ')
    .replace(/(?<!\p{L})пол часа(?!\p{L})/gu, 'полчаса');

function either(a: When | NoSuch | undefined, b: When | NoSuch | undefined): When | NoSuch | undefined {
  if (typeof a !== 'object' || typeof b !== 'object') return undefined;
  // "Friday at 5 or Saturday at 11": which time goes with which day is asked.
  const times = a.days.length > 0 && b.days.length > 0 && a.times.length > 0 ? [] : [...a.times, ...b.times];
  return { days: [...new Set([...a.days, ...b.days])].toSorted(), times };
}

function readOne(text: string, scene: Scene): When | NoSuch | undefined {
  const facts = understand(text, scene);
  if (!facts) return undefined;
  if (facts.wrong) return facts.wrong;
  const days = daysOf(facts, scene);
  const times = timesOf(facts, days, scene);
  if (days.length + times.length === 0) return undefined;
  return { days, times, ...(facts.at !== undefined && { exactly: facts.at }) };
}

/** Words that say nothing of when: "давайте", "please". */
const fillers = new RegExp(
  `(?:${[
    ...[
      'давайте',
      'давай',
      'можно',
      'хочу',
      'хотел[аи]? бы',
      'хотелось бы',
      'нужно',
      'нужен',
      'нужна',
      'надо',
      'пожалуйста',
      'плиз',
      'лучше',
    ],
    ...[
      'наверное',
      'наверно',
      'тогда',
      'мне',
      'нам',
      'бы',
      'ну',
      'а',
      'и',
      'где-то',
      'примерно',
      'ок',
      'хорошо',
      'да',
      'это',
      'день',
      'время',
    ],
    ...[
      'в',
      'во',
      'на',
      'к',
      'ко',
      'с',
      'около',
      'числа',
      'часов',
      'ближе',
      'сразу',
      'прямо',
      'уже',
      'будет',
      'было',
      'удобно',
      'подойдет',
    ],
    ...['заберу', 'приеду', 'приду', 'подъеду', 'заеду', 'зайду', 'привезите', 'доставьте', 'доставка', 'доставку', 'самовывоз'],
    ...[
      'please',
      "let's",
      'lets',
      'say',
      'maybe',
      'ok',
      'okay',
      'yes',
      'i want',
      "i'd like",
      'can we do',
      'could we do',
      'how about',
      'then',
    ],
    ...[
      'at',
      'on',
      'by',
      'for',
      'in',
      'the',
      'of',
      'and',
      'around',
      'about',
      'about',
      'time',
      'it',
      'would',
      'be',
      'great',
      'works',
      'day',
    ],
  ].join('|')})(?![\\p{L}\\d])`,
  'uy',
);
const gap = /[\s,.;]+/uy;

const pieces: readonly Piece[] = [...dayPieces, ...timePieces, ...lastDayPieces, ...lastTimePieces];
const maxTries = 400;

/** Takes the text piece by piece from its beginning; where one way of reading leads nowhere, the next. */
function understand(text: string, scene: Scene): Facts | undefined {
  let tries = 0;
  const from = (at: number, facts: Facts): Facts | undefined => {
    if (++tries > maxTries) return undefined;
    const here = after(gap, text, at) ?? at;
    if (here >= text.length) return facts;
    for (const piece of pieces)
      for (const step of piece(text, here, facts, scene)) {
        const whole = from(step.end, step.facts);
        if (whole) return whole;
      }
    const skipped = after(fillers, text, here);
    return skipped === undefined ? undefined : from(skipped, facts);
  };
  return from(0, {});
}

function after(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found ? at + found[0].length : undefined;
}
