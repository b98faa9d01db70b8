import { anyOf, monthOf } from './calendar-words.ts';
import { type Clock, type Facts, type Part, type Piece, piece, type Scene, type TimeFact } from './facts.ts';

const half =
  '(?<half>утра|дня|вечера|ночи|a\\.?m\\.?|p\\.?m\\.?|in the morning|in the afternoon|in the evening|at night|утром|днем|вечером|ночью)';
const hour = '(?<hour>\\d{1,2})';
const hourWord = "(?:часов|часа|час|часам|часу|ч\\.?|h|o'clock|oclock)";

interface Found {
  clock: Clock;
  end: number;
  /** A number and nothing else. */
  isBare: boolean;
}
type Groups = Record<string, string | undefined>;

const clocks: [RegExp, (groups: Groups, scene: Scene) => Clock | undefined][] = (
  [
    [`half past ${hour}|(?<british>half) (?<of>\\d{1,2})`, (found) => [Number(found.hour ?? found.of), 30]],
    [`(?:a )?quarter (?:past|after) ${hour}`, (found) => [Number(found.hour), 15]],
    [`(?:a )?quarter (?:to|till|of|before) ${hour}`, (found) => [Number(found.hour) - 1, 45]],
    [`(?<minute>\\d{1,2})(?: minutes?)? (?:past|after) ${hour}`, (found) => [Number(found.hour), Number(found.minute)]],
    [`(?<minute>\\d{1,2}) minutes? (?:to|till|before) ${hour}`, (found) => [Number(found.hour) - 1, 60 - Number(found.minute)]],
    [`(?:пол|половин[аеу]) ?${hour}(?:th|-?го)`, (found) => [Number(found.hour) - 1, 30]],
    [`четверть ${hour}(?:th|-?го)`, (found) => [Number(found.hour) - 1, 15]],
    [`без четверти ${hour}(?: ${hourWord})?`, (found) => [Number(found.hour) - 1, 45]],
    [
      `без (?<minute>\\d{1,2})(?: ?мин(?:ут[ыа]?|\\.)?)? ${hour}(?: ${hourWord})?`,
      (found) => [Number(found.hour) - 1, 60 - Number(found.minute)],
    ],
    [`(?<minute>\\d{1,2}) ?мин(?:ут[ыа]?|\\.)? ${hour}(?:th|-?го)`, (found) => [Number(found.hour) - 1, Number(found.minute)]],
    [`${hour} ?${hourWord} (?<minute>\\d{1,2}) ?(?:минут[ыа]?|мин\\.?|м)`, (found) => [Number(found.hour), Number(found.minute)]],
    [`${hour}[:.](?<minute>\\d{2})(?: ?${hourWord})?`, (found) => [Number(found.hour), Number(found.minute)]],
    [
      `${hour}(?: (?<space>[0-5]\\d)|-(?<dash>00|2[5-9]|[3-5]\\d))(?! ?(?:${anyOf(monthOf.keys())})|[./:\\d-]| ?${hourWord}|th)`,
      (found) => [Number(found.hour), Number(found.space ?? found.dash)],
    ],
    [`час[уа]?`, () => [1, 0]],
    [`${hour}(?: ?${hourWord})?`, (found) => [Number(found.hour), 0]],
  ] as [string, (groups: Groups) => [number, number]][]
).map(([source, read]) => [
  new RegExp(`(?:${source})(?: ?${half})?(?![\\p{L}\\d])`, 'uy'),
  (groups, scene) => {
    const [hours, minutes] = read(groups);
    return clockOf(hours, minutes, { half: groups.half, isLiteral: isLiteral(groups, scene) });
  },
]);

/** "09:30" in any language, and "9:30" where clocks have 24 hours. */
const isLiteral = ({ hour: typed = '', minute, british }: Groups, { language }: Scene): boolean =>
  typed.startsWith('0') || (minute !== undefined && british === undefined && language === 'ru');

const noon = /(?:полдень|полудню|полудня|noon|midday|12 noon)(?![\p{L}\d])/uy;
const midnight = /(?:полночь|полуночи|midnight)(?![\p{L}\d])/uy;

/** A time of day at a place of the text. */
function clockAt(text: string, at: number, scene: Scene): Found | undefined {
  for (const [pattern, minutes] of [
    [noon, 720],
    [midnight, 1440],
  ] as const) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) return { clock: { options: [minutes] }, end: at + found[0].length, isBare: false };
  }
  for (const [pattern, read] of clocks) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    const clock = found && read(found.groups ?? {}, scene);
    if (clock) return { clock, end: at + found[0].length, isBare: /^\d{1,2}$/.test(found[0]) };
  }
  return undefined;
}

function clockOf(
  hours: number,
  minutes: number,
  { half: word, isLiteral: literal }: { half: string | undefined; isLiteral: boolean },
): Clock | undefined {
  const whole = hours * 60 + minutes;
  if (hours < 0 || minutes > 59 || whole > 1440) return undefined;
  if (hours > 12 || whole === 1440) return { options: [whole] };
  const early = (hours % 12) * 60 + minutes;
  if (word !== undefined) return { options: [isLate(word, hours) ? early + 720 : early] };
  if (literal) return { options: [...new Set([whole, early + 720])], literal: true };
  return { options: hours === 0 ? [early] : hours === 12 ? [early + 720] : [early, early + 720] };
}

function isLate(word: string, hours: number): boolean {
  if (/^(?:утр|a|in the morning)/.test(word) && word !== 'at night') return false;
  if (/^(?:дн)/.test(word)) return hours < 7 || hours === 12;
  if (/^(?:ноч|at night)/.test(word)) return hours >= 6 && hours !== 12;
  return true;
}

const sticky = (source: string): RegExp => new RegExp(`(?:${source})`, 'uy');

const afterWords = sticky(
  '(?:только |строго |любое время |any ?time )?(?:после|позже|не раньше|начиная с|от|after|not before|no earlier than|not earlier than|from|past|с|со) ',
);
const beforeWords = sticky('(?:до|раньше|не позже|не позднее|before|until|till|no later than|not later than|up to) ');
const byWords = sticky('(?:ближе к|к|ко|by) ');
const atWords = sticky('(?:(?:ровно|в|во|на|часов в|часиков в|часам к|at|@|around|about|for|около|примерно|где-то) )+');
const rangeWords = sticky('(?:с|со|от|from|between|между|в промежутке с) ');
const joint = sticky(' ?- ?| ?(?:до|по|и|to|till|until|and) ');

const matchAt = (pattern: RegExp, text: string, at: number): number | undefined => {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found ? at + found[0].length : undefined;
};

/** "с 15 до 18", "3-5 pm", "between 3 and 5". */
const range: Piece = (text, at, facts, scene) => {
  const from = clockAt(text, matchAt(rangeWords, text, at) ?? at, scene);
  const next = from && matchAt(joint, text, from.end);
  const until = next === undefined ? undefined : clockAt(text, next, scene);
  if (facts.time || !from || !until) return [];
  return timed(facts, { kind: 'span', from: from.clock, until: until.clock }, until.end);
};

const timed = (facts: Facts, time: TimeFact, end: number) => [{ facts: { ...facts, time }, end }];

/** A time after a word that says how it is meant. */
const worded =
  (words: RegExp, make: (clock: Clock) => TimeFact): Piece =>
  (text, at, facts, scene) => {
    const next = facts.time ? undefined : matchAt(words, text, at);
    const found = next === undefined ? undefined : clockAt(text, next, scene);
    return found ? timed(facts, make(found.clock), found.end) : [];
  };

const isDayKnown = ({ days, weekday, week }: Facts): boolean => days !== undefined || weekday !== undefined || week !== undefined;

/** A time alone; a bare number only where it can be nothing else. "На 6" is a day as long as none is known. */
const at: Piece = (text, place, facts, scene) => {
  const next = matchAt(atWords, text, place);
  const found = facts.time ? undefined : clockAt(text, next ?? place, scene);
  const isToldAsTime = next !== undefined && !/^(?:на|for) $/.test(text.slice(place, next));
  if (!found || (found.isBare && !isToldAsTime && !isDayKnown(facts) && scene.bare !== 'time')) return [];
  return timed(facts, { kind: 'at', from: found.clock }, found.end);
};

const minutesOf = (hours: number): number => hours * 60;
const part = (source: string, from: number, until: number): Piece =>
  piece(source, (_, facts) => (facts.part ? undefined : { part: { from: minutesOf(from), until: minutesOf(until) } satisfies Part }));

const parts: readonly Piece[] = [
  part('(?:в )?перв(?:ой|ую) половин[еу] дня|до обеда|(?:before|until) (?:lunch|noon)', 6, 12),
  part('(?:во )?втор(?:ой|ую) половин[еу] дня', 12, 18),
  part('после обеда|after ?lunch|(?:in )?(?:the )?(?:late |early )?afternoon', 13, 17),
  part('после работы|after work', 18, 22),
  part('(?:в|к|ко|на|после|по)? ?(?:обед[уа]?|обеденное время)|(?:at |by |around )?(?:lunch ?time|lunch)', 12, 14),
  part('днем|дневное время', 12, 17),
  part('(?:рано |ранним )?(?:с утра(?: пораньше)?|утром|утречком|утро|к утру|утра)|(?:in )?(?:the )?(?:early )?morning', 6, 12),
  part('(?:поздно )?(?:вечером|вечерком|вечер|(?:ближе )?к вечеру|под вечер|вечера)|(?:in )?(?:the )?(?:early |late )?evening', 17, 22),
  part('ночью|(?:at |the )?night', 22, 24),
];

/** A day and a part of it in one. */
const thisPart = (source: string, from: number, until: number): Piece =>
  piece(source, (_, { days, part: known }, { today }) =>
    days || known ? undefined : { days: [today], part: { from: minutesOf(from), until: minutesOf(until) } },
  );
const partsOfToday = [
  thisPart('tonight|2nite|tonite|this evening', 17, 24),
  thisPart('this morning', 6, 12),
  thisPart('this afternoon', 12, 17),
];

/** Written like a time: "25:70". */
const noSuchTime = piece('(?:(?:в|at) )?\\d{1,2}:\\d{2}', () => ({ wrong: 'no-such-time' }));

export const timePieces: readonly Piece[] = [
  ...partsOfToday,
  ...parts,
  range,
  worded(byWords, (clock) => ({ kind: 'by', from: clock })),
  worded(beforeWords, (clock) => ({ kind: 'span', until: clock })),
  worded(afterWords, (clock) => ({ kind: 'span', from: clock })),
  at,
];
export const lastTimePieces: readonly Piece[] = [noSuchTime];
