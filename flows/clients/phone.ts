import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/**
 * A number as E.164 that a platform itself tells (the sender's own contact, an address, a caller): it is international with or without its "+"
 * and never read as a national one. Undefined for what is no telephone number, such as the +888 numbers that Telegram sells.
 */
export function platformPhone(given: string): string | undefined {
  const digits = plainDigits(given).replace(/\D/g, '');
  return /^(?!888)[1-9]\d{6,14}$/.test(digits) ? `+${digits}` : undefined;
}

/**
 * A number as E.164, read as people of `country` type it ("8 912 345-67-89"): "+" or 00 first, then theirs, then any other country's. Undefined
 * when it is none, or when there is anything else beside it: that is for `phonesIn`.
 */
export function cleanPhone(typed: string, country: string): string | undefined {
  const text = plainDigits(typed)
    .replace(/^\s*00\s*(?=[1-9])/, '+')
    .trim();
  if (text.length > 40 || !/^[+(\d][\d\s()./\u2010-\u2015-]*$/.test(text)) return undefined;
  // Shops speak of countries that libphonenumber knows: the settings hold an ISO code.
  const phone = parsePhoneNumberFromString(text, { defaultCountry: country as CountryCode, extract: false });
  // Operators open new ranges before any table knows them: what is written in full is held to its country's lengths only.
  if (text.startsWith('+') ? phone?.isPossible() : phone?.isValid()) return phone?.number;
  const digits = text.replace(/\D/g, '');
  const abroad = /^\d{11,15}$/.test(digits) ? parsePhoneNumberFromString(`+${digits}`) : undefined;
  return abroad?.isValid() ? abroad.number : undefined;
}

/** Digits of any script, and signs that come with copied text, as a plain text of the same length. */
export const plainDigits = (text: string): string =>
  text
    .replace(/\p{Nd}/gu, westernDigit)
    .replace(/[\u200B-\u200F\u2060\uFEFF\u00AD]/g, ' ')
    .replaceAll('＋', '+');

/** Digits of a script stand in a row; those beyond the first plane would change the length and are left. */
function westernDigit(digit: string): string {
  let zero = digit.codePointAt(0) ?? 0;
  if (zero > 0xffff) return digit;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && (digit.codePointAt(0) ?? 0) - zero < 9) zero -= 1;
  return String((digit.codePointAt(0) ?? 0) - zero);
}

/** A number as people read it: +7 912 345-67-89. */
export const showPhone = (e164: string): string => parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
