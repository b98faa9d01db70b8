import { cleanText } from '../flows/clean-text.ts';
import { toldName } from '../flows/clients/name.ts';

/** One number of a contact card. */
export interface CardNumber {
  /** As it stands there, for `readContactPhone`: perhaps with an extension. */
  phone: string;
  name?: string;
}

/** Cards are small; a file of a whole phone's book is not read to its end. */
const maxNumbers = 20;

/** Every number of every card in a file: vCard 2.1 of old phones (quoted-printable, charsets), 3.0 and 4.0 (`tel:…;ext=`). */
export function numbersIn(file: Uint8Array | string): CardNumber[] {
  const cards = textOf(file)
    .split(/^BEGIN:VCARD\s*$/im)
    .slice(1);
  return cards.flatMap((card) => numbersOf(linesOf(card).flatMap(fieldIn))).slice(0, maxNumbers);
}

/** Without a charset of their own files are UTF-8; those of old phones are what Windows wrote. */
function textOf(file: Uint8Array | string): string {
  if (typeof file === 'string') return file;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return new TextDecoder('windows-1251').decode(file);
  }
}

/** Whole lines: a folded one goes on after a space, a quoted-printable one after a "=" at its end. */
const linesOf = (card: string): string[] =>
  card
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]/g, '')
    .replace(/^[^\n:]*QUOTED-PRINTABLE[^\n:]*:.*(?:(?<==)\n.*)*/gim, (line) => line.replaceAll('=\n', ''))
    .split('\n');

interface Field {
  name: string;
  parameters: string;
  value: string;
}

/** `item1.TEL;TYPE="cell,voice":+7 916 …`: a colon within quotes ends nothing. */
function fieldIn(line: string): Field[] {
  const [, name, parameters = '', value = ''] = /^(?:[\w-]+\.)?([\w-]+)((?:;(?:"[^"]*"|[^":])*)?):(.*)$/.exec(line) ?? [];
  return name === undefined ? [] : [{ name: name.toUpperCase(), parameters, value: decoded(value, parameters) }];
}

function decoded(value: string, parameters: string): string {
  if (!/QUOTED-PRINTABLE/i.test(parameters)) return value;
  const charset = /CHARSET="?([\w-]+)/i.exec(parameters)?.[1] ?? 'utf-8';
  const bytes = value.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  try {
    return new TextDecoder(charset).decode(Buffer.from(bytes, 'latin1'));
  } catch {
    return bytes;
  }
}

function numbersOf(fields: Field[]): CardNumber[] {
  const filled = (name: string) => fields.find((field) => field.name === name && plain(field.value) !== '')?.value;
  const name = toldName(plain(filled('FN') ?? inOrder(filled('N')) ?? filled('ORG') ?? ''));
  const phones = fields.filter((field) => field.name === 'TEL').map(phoneOf);
  return [...new Set(phones)].filter((phone) => phone.replace(/\D/g, '').length >= 3).map((phone) => ({ phone, ...(name && { name }) }));
}

/** WhatsApp writes its own international form beside what the book has. */
function phoneOf({ parameters, value }: Field): string {
  const waid = /waid="?(\d{7,15})/i.exec(parameters)?.[1];
  const phone = cleanText(
    plain(value)
      .replace(/^tel:/i, '')
      .replace(/;(?!ext=)[^;]*/gi, ''),
  ).slice(0, 60);
  return waid !== undefined && !phone.startsWith('+') ? `+${waid}` : phone;
}

/** "Petrova;Anna;;;" as one says it. */
function inOrder(given: string | undefined): string | undefined {
  const [family = '', first = ''] = given?.split(/(?<!\\);/) ?? [];
  return [first, family].filter(Boolean).join(' ') || undefined;
}

/** Commas and line ends are escaped in 3.0 and 4.0. */
const plain = (value: string): string =>
  value
    .replace(/\\n/gi, ' ')
    .replace(/\\([\\,;:])/g, '$1')
    .trim();
