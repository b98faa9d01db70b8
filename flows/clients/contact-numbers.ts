import type { Heard } from '../../notifications/message.ts';
import type { Texts } from '../texts/texts.ts';
import { showPhone } from './phone.ts';
import { readContactPhone, type TypedPhone } from './typed-phone.ts';

type Contact = Extract<Heard, { kind: 'contact' }>;

/** A number of a shared contact, and whose it is. */
export interface ContactNumber extends TypedPhone {
  name?: string;
}

/** Every telephone number of a shared contact, each once; there may be several cards in one file. */
export function numbersOf(contact: Contact, country: string, t: Texts): ContactNumber[] {
  const read = [contact, ...(contact.others ?? [])].flatMap((each) => {
    const phone = readContactPhone(each, country, t);
    return phone ? [{ ...phone, ...(each.name !== undefined && { name: each.name }) }] : [];
  });
  return read.filter(({ phone }, at) => read.findIndex((other) => other.phone === phone) === at);
}

/** As it is chosen from: "Anna · +7 912 345-67-89, ext. 5". */
export const numberLabel = ({ name, phone, note }: ContactNumber): string =>
  [name, [showPhone(phone), note].filter(Boolean).join(', ')].filter(Boolean).join(' · ');

/** A whole contact as it came, for people to read. */
export const contactWords = ({ name, phone, others = [] }: Contact): string =>
  [{ name, phone }, ...others].map((each) => [each.name, each.phone].filter(Boolean).join(' ')).join('; ');
