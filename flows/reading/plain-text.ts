/** Typed text as the readers compare it: digits 0–9, lower case, "е" for "ё", plain spaces, hyphens and apostrophes, no signs that nobody sees. */
export const plainText = (typed: string): string =>
  westernDigits(typed)
    .replaceAll('ё', 'е')
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .replace(/[\u2018\u2019\u02BC`´]/gu, "'")
    .replace(/\s+/gu, ' ');

/** Digits of any alphabet as 0–9, other alphabets' points, commas and colons as ours; lower case, without spaces around and signs that nobody sees. */
export const westernDigits = (text: string): string =>
  text
    .replace(invisible, '')
    .trim()
    .toLowerCase()
    .replace(/(?![0-9])\p{Nd}/gu, digitOf)
    .replace(/[٫．]/gu, '.')
    .replace(/[٬，、]/gu, ',')
    .replaceAll('：', ':');

/** Zero-width signs and marks of direction, as they come with copied text. */
const invisible = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

/** Every alphabet keeps its ten digits in a row; the mathematical ones, whose rows touch, fold into ours. */
function digitOf(sign: string): string {
  const code = (sign.normalize('NFKC').codePointAt(0) ?? 0) as number;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}
