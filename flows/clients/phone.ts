import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { westernDigits } from '../catalog/amount.ts';

/** A phone number as E.164, read as people of `country` type it ("8 912 345-67-89"); undefined when it is none. */
export function cleanPhone(typed: string, country: string): string | undefined {
  const text = westernDigits(typed);
  if (text.length > 40 || !/^[+(\d]/.test(text)) return undefined;
  // Shops speak of countries that libphonenumber knows: the settings hold an ISO code.
  const home = country as CountryCode;
  const phone = parsePhoneNumberFromString(text, home);
  if (phone?.isValid()) return phone.number;
  const abroad = /^\d{11,15}$/.test(text.replace(/\D/g, '')) ? parsePhoneNumberFromString(`+${text.replace(/\D/g, '')}`, home) : undefined;
  return abroad?.isValid() ? abroad.number : undefined;
}

/** A number out of a contact: some phones share it without the plus. */
export const phoneIn = (given: string, country: string): string | undefined =>
  cleanPhone(given, country) ?? cleanPhone(`+${given}`, country);

/** A number as people read it: +7 912 345-67-89. */
export const showPhone = (e164: string): string => parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
