import type { Language } from '../../db/schema/words.ts';
import { pluralIn } from '../../flows/texts/plural.ts';

/** What a sentence about a flaw may name. */
export interface FlawDetails {
  expected?: string | undefined;
  of?: 'text' | 'number' | 'list' | undefined;
  /** The limit itself; `exclusive` when it is not reached. */
  limit?: number | undefined;
  exclusive?: boolean | undefined;
  choices?: readonly string[] | undefined;
}

const ru = (() => {
  const plural = pluralIn('ru-RU');
  const number = (value = 0) => new Intl.NumberFormat('ru-RU').format(value);
  const types: Readonly<Record<string, string>> = {
    string: 'Нужна строка.',
    number: 'Нужно число.',
    int: 'Нужно целое число.',
    boolean: 'Нужно true или false.',
    array: 'Нужен список.',
    object: 'Нужен объект.',
    record: 'Нужен объект.',
  };
  const signs = { one: 'знак', few: 'знака', many: 'знаков', other: 'знака' };
  const manySigns = { one: 'знака', few: 'знаков', many: 'знаков', other: 'знака' };
  const entries = { one: 'элемент', few: 'элемента', many: 'элементов', other: 'элемента' };
  const manyEntries = { one: 'элемента', few: 'элементов', many: 'элементов', other: 'элемента' };
  return {
    missing: () => 'Это поле обязательно.',
    'unknown-field': () => 'Такого поля здесь нет.',
    'wrong-type': ({ expected = '' }: FlawDetails) => types[expected] ?? 'Значение не того типа.',
    'wrong-value': ({ choices = [] }: FlawDetails) =>
      choices.length === 0 ? 'Такого значения быть не может.' : `Можно только: ${choices.join(', ')}.`,
    'too-small': ({ of, limit = 0, exclusive }: FlawDetails) => {
      if (of === 'number') return exclusive ? `Должно быть больше ${number(limit)}.` : `Не меньше ${number(limit)}.`;
      if (limit === 1) return of === 'text' ? 'Не может быть пустым.' : 'Список не может быть пустым.';
      return `Нужно хотя бы ${plural(limit, of === 'text' ? signs : entries)}.`;
    },
    'too-big': ({ of, limit = 0, exclusive }: FlawDetails) => {
      if (of === 'number') return exclusive ? `Должно быть меньше ${number(limit)}.` : `Не больше ${number(limit)}.`;
      return `Не больше ${plural(limit, of === 'text' ? manySigns : manyEntries)}.`;
    },
    invalid: () => 'Значение неверно.',
    number: () => 'Нужен номер: целое число от 1.',
    numbers: () => 'Нужны номера через запятую, не больше 50: 1,7.',
    cursor: () => 'Сюда передаётся next из предыдущего ответа, как он пришёл.',
    limit: () => 'Нужно целое число от 1 до 100.',
    time: () => 'Нужно время со смещением: 2027-03-06T12:00:00+03:00.',
    birthday: () => 'Нужна дата 1990-03-06 или, без года, --03-06.',
    'event-types': () => 'Среди них есть событие, которого не бывает. Все названы в описании этого запроса.',
    phone: () => 'Это не номер телефона.',
    secret: () => 'Нужно от 24 до 200 печатных знаков ASCII.',
    'address-missing': () => 'Для доставки нужен адрес.',
    'half-a-place': () => 'У места есть и широта, и долгота.',
    'no-inscription': () => 'На этом надписи не делают.',
  };
})();

type Words = typeof ru;
export type FlawCode = keyof Words;

const en: Words = (() => {
  const plural = pluralIn('en-GB');
  const number = (value = 0) => new Intl.NumberFormat('en-GB').format(value);
  const types: Readonly<Record<string, string>> = {
    string: 'A text is needed.',
    number: 'A number is needed.',
    int: 'A whole number is needed.',
    boolean: 'True or false is needed.',
    array: 'A list is needed.',
    object: 'An object is needed.',
    record: 'An object is needed.',
  };
  const items = { one: 'entry', other: 'entries' };
  const characters = { one: 'character', other: 'characters' };
  return {
    missing: () => 'This field is required.',
    'unknown-field': () => 'There is no such field here.',
    'wrong-type': ({ expected = '' }) => types[expected] ?? 'The value is of the wrong type.',
    'wrong-value': ({ choices = [] }) => (choices.length === 0 ? 'There is no such value.' : `Only these: ${choices.join(', ')}.`),
    'too-small': ({ of, limit = 0, exclusive }) => {
      if (of === 'number') return exclusive ? `It must be above ${number(limit)}.` : `At least ${number(limit)}.`;
      if (limit === 1) return of === 'text' ? 'It cannot be empty.' : 'The list cannot be empty.';
      return `At least ${plural(limit, of === 'text' ? characters : items)}.`;
    },
    'too-big': ({ of, limit = 0, exclusive }) => {
      if (of === 'number') return exclusive ? `It must be below ${number(limit)}.` : `At most ${number(limit)}.`;
      return `At most ${plural(limit, of === 'text' ? characters : items)}.`;
    },
    invalid: () => 'The value is wrong.',
    number: () => 'A number of a thing is needed: whole, from 1.',
    numbers: () => 'Numbers with commas between are needed, at most 50: 1,7.',
    cursor: () => 'This is for the next of the answer before, just as it came.',
    limit: () => 'A whole number from 1 to 100 is needed.',
    time: () => 'A time with its offset is needed: 2027-03-06T12:00:00+03:00.',
    birthday: () => 'A date is needed: 1990-03-06 or, without the year, --03-06.',
    'event-types': () => 'One of them is no event. The description of this request names them all.',
    phone: () => 'This is not a phone number.',
    secret: () => '24 to 200 printable ASCII characters are needed.',
    'address-missing': () => 'A delivery needs an address.',
    'half-a-place': () => 'A place has both a latitude and a longitude.',
    'no-inscription': () => 'Nothing is written on this.',
  };
})();

export const flawCodes = Object.keys(ru) as FlawCode[];

export const isFlawCode = (word: string): word is FlawCode => Object.hasOwn(ru, word);

/** What a person reads about one flaw. */
export const flawWords = (language: Language, code: FlawCode, details: FlawDetails): string => ({ ru, en })[language][code](details);
