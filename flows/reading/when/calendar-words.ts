import { mendTypos } from '../typos.ts';

/** From January on; the first word of each language is written out, the others are shorter. */
const months = [
  'январь января январе янв january jan',
  'февраль февраля феврале февр фев february feb',
  'март марта марте мар march mar',
  'апрель апреля апреле апр april apr',
  'май мая мае may',
  'июнь июня июне июн june jun',
  'июль июля июле июл july jul',
  'август августа августе авг august aug',
  'сентябрь сентября сентябре сент сен september sept sep',
  'октябрь октября октябре окт october oct',
  'ноябрь ноября ноябре нояб ноя november nov',
  'декабрь декабря декабре дек december dec',
].map((words) => words.split(' '));

/** From Monday on. */
const weekdays = [
  'понедельник понедельника понедельнику понед пон пн monday mondays mon',
  'вторник вторника вторнику вторн втор вт tuesday tuesdays tues tue',
  'среда среду среды среде ср wednesday wednesdays weds wed',
  'четверг четверга четвергу четв чт thursday thursdays thurs thur thu',
  'пятница пятницу пятницы пятнице пятн пт friday fridays fri',
  'суббота субботу субботы субботе субб суб сб saturday saturdays sat',
  'воскресенье воскресенья воскресенью воскресение воскр воск вск вс sunday sundays sun',
].map((words) => words.split(' '));

/** Days from today. */
const relatives: [number, string[]][] = [
  [-2, ['позавчера', 'day before yesterday']],
  [-1, ['вчера', 'yesterday']],
  [0, ['сегодня', 'сегодняшний', 'сегодняшнее', 'сёдня', 'седня', 'today', 'todays']],
  [1, ['завтра', 'завтрашний', 'завтрашнее', 'зафтра', 'завтро', 'tomorrow', 'tmrw', 'tmr', 'tomoz', '2moro', 'tomorow', 'tommorow']],
  [2, ['послезавтра', 'после завтра', 'day after tomorrow', 'overmorrow']],
  [3, ['послепослезавтра']],
];

/** Month and day; the next one there is. */
const feasts: [string, string[]][] = [
  ['12-31', ['новый год', 'новому году', 'нового года', 'нг', "new year's eve", 'new years eve', "new year's", 'new year', 'nye']],
  ['01-01', ["new year's day", 'new years day']],
  ['01-07', ['рождество', 'рождеству', 'рождества']],
  ['12-25', ['christmas day', 'christmas', 'xmas']],
  ['12-24', ['christmas eve', 'xmas eve']],
  ['12-26', ['boxing day']],
  ['02-14', ["valentine's day", 'valentines day', "valentine's", 'valentines', 'день святого валентина', 'день влюбленных']],
  ['03-08', ['международный женский день', 'женский день', 'женскому дню', "women's day"]],
  ['10-31', ['halloween', 'хеллоуин', 'хэллоуин']],
];

const indexOf = (lists: string[][]): Map<string, number> => new Map(lists.flatMap((words, i) => words.map((word) => [word, i + 1])));

/** 1 is January. */
export const monthOf = indexOf(months);
/** 1 is Monday, as in ISO. */
export const weekdayOf = indexOf(weekdays);
export const daysAhead = new Map(relatives.flatMap(([ahead, words]) => words.map((word) => [word, ahead])));
export const feastOf = new Map(feasts.flatMap(([date, words]) => words.map((word) => [word, date])));

/** The words of a map as one alternative of a pattern, the longest first. */
export const anyOf = (words: Iterable<string>): string =>
  [...words]
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replaceAll('.', '\\.'))
    .join('|');

const known = [...monthOf.keys(), ...weekdayOf.keys(), ...daysAhead.keys()].filter((word) => !word.includes(' '));
/** What is one slip away from a day and yet something else. */
const otherWords = new Set([...known, 'завтрак', 'sundae', 'sundaes', 'четверть', 'marches', 'mayday']);

/** "субота" and "tommorow" are days too. */
export const mendDays = (text: string): string => mendTypos(text, known, otherWords);
