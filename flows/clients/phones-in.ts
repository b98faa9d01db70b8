import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { cleanPhone, plainDigits } from './phone.ts';

export interface FoundPhone {
  /** E.164. */
  phone: string;
  extension?: string;
  /** Where it stands in the text, with its extension. */
  from: number;
  until: number;
}

/**
 * The telephone numbers among what somebody typed, in their order. Whether digits are a number the library says; where one begins and ends we look
 * for ourselves: its own search misses numbers beside a time, after 00, glued to a word, or with only a space between two.
 */
export function phonesIn(text: string, country: string): FoundPhone[] {
  const line = withoutTimes(plainDigits(text.slice(0, longestText)));
  const whole = cleanPhone(line, country);
  const found =
    whole === undefined ? [...line.matchAll(runs)].flatMap((run) => inRun(run, country)) : [{ phone: whole, from: 0, until: line.length }];
  return found.map((each) => withExtension(each, line));
}

/** A date and a time of day look like a number's beginning; what stands there is left as wide as it was. */
const withoutTimes = (line: string): string =>
  line.replace(/(?<![\d.])\d{1,2}[.:]\d{2}(?:[.](?:19|20)\d\d)?(?![\d.:-])/g, (found) => '_'.repeat(found.length));

/** A number has at most 15 digits, and nobody writes it wider than this. */
const maxGroups = 15;
const longest = 30;
/** Whoever writes more than this is not answering with a number. */
const longestText = 2000;

const runs = /\+?[\d(](?:[\s().\u2010-\u2015-]*\d)+/g;

/** Digits in groups: from each the longest number that there is. */
function inRun({ 0: run, index }: RegExpExecArray, country: string): FoundPhone[] {
  const groups = [...run.matchAll(/\+?\(?\d+\)?/g)].map((each) => ({ from: each.index, until: each.index + each[0].length }));
  const found: FoundPhone[] = [];
  for (let at = 0; at < groups.length; at += 1) {
    const from = groups[at]?.from ?? 0;
    const near = groups.slice(at, at + maxGroups).filter(({ until }) => until - from <= longest);
    const ends = near.map(({ until }, beyond) => ({ until, last: at + beyond, phone: numberIn(run.slice(from, until), country) }));
    const end = ends.findLast(({ phone }) => phone !== undefined);
    if (end?.phone === undefined) continue;
    found.push({ phone: end.phone, from: index + from, until: index + end.until });
    at = end.last;
  }
  return found;
}

/** Only what tables know: among other digits, what is merely possible may be two halves. One long group may be any country's. */
function numberIn(piece: string, country: string): string | undefined {
  if (/^\d{11,}$/.test(piece)) return cleanPhone(piece, country);
  const text = piece.replace(/^00\s*(?=[1-9])/, '+');
  const phone = parsePhoneNumberFromString(text, { defaultCountry: country as CountryCode, extract: false });
  return phone?.isValid() ? phone.number : undefined;
}

/** However an extension is spelled behind a number; commas are the pause of a telephone that dials it. */
const spelled =
  /^[\s,;(]*(?:,,|добавочн\p{L}*|доб|внутр\p{L}*|вн|д\.|extension|extn?|anexo|int|[x#*p~])\s*[.:№#=]?\s*(\d{1,7})(?!\d)\s*\)?/iu;

function withExtension(found: FoundPhone, line: string): FoundPhone {
  const [taken = '', extension] = spelled.exec(line.slice(found.until)) ?? [];
  return extension === undefined ? found : { ...found, extension, until: found.until + taken.length };
}
