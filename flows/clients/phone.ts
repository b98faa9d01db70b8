import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { westernDigits } from '../reading/plain-text.ts';

/**
 * A number as E.164 that a platform itself tells (the sender's own contact, an address, a caller): it is international with or without its "+"
 * and never read as a national one. Undefined for what is no telephone number, such as the +888 numbers that Telegram sells.
 */
export function platformPhone(given: string): string | undefined {
  const digits = westernDigits(given).replace(/\D/g, '');
  return /^(?!888)[1-9]\d{6,14}$/.test(digits) ? `+${digits}` : undefined;
}

/** A number as E.164, read as people of `country` type it ("8 912 345-67-89"): "+" or 00 first, then theirs, then any other country's. Undefined when it is none. */
export function cleanPhone(typed: string, country: string): string | undefined {
  const text = westernDigits(typed).replace(/^\s*00\s*(?=[1-9])/, '+');
  if (text.length > 40 || !/^[+(\d]/.test(text)) return undefined;
  // Shops speak of countries that libphonenumber knows: the settings hold an ISO code.
  const home = country as CountryCode;
  const phone = parsePhoneNumberFromString(text, home);
  // Operators open new ranges before any table knows them: what is written in full is held to its country's lengths only.
  if (text.trimStart().startsWith('+') ? phone?.isPossible() : phone?.isValid()) return phone?.number;
  const digits = text.replace(/\D/g, '');
  const abroad = /^\d{11,15}$/.test(digits) ? parsePhoneNumberFromString(`+${digits}`) : undefined;
  return abroad?.isValid() ? abroad.number : undefined;
}

/** The number of a contact that was shared: the sender's own is the platform's word, another's stands in somebody's book as they typed it. */
export const contactPhone = ({ phone, own }: { phone: string; own: boolean }, country: string): string | undefined =>
  own ? platformPhone(phone) : cleanPhone(phone, country);

/** A number as people read it: +7 912 345-67-89. */
export const showPhone = (e164: string): string => parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
