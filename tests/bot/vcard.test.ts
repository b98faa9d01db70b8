import { expect, test } from 'vitest';
import { numbersIn } from '../../bot/vcard.ts';
import { numbersOf } from '../../flows/clients/contact-numbers.ts';
import { texts } from '../../flows/texts/texts.ts';

const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n');

/** What a phone of 2005 sends: the name in quoted-printable over several lines. */
const ofAnOldPhone = card(
  'VERSION:2.1',
  'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9F=D0=B5=D1=82=D1=80=D0=BE=D0=B2=D0=B0;=D0=90=D0=BD=',
  '=D0=BD=D0=B0;;;',
  'TEL;CELL;PREF:89161234567',
  'TEL;WORK:84951234567;ext=12',
);

test('vCard 2.1 reads right: quoted-printable over several lines, extensions, bare types', () => {
  expect(numbersIn(ofAnOldPhone)).toEqual([
    { phone: '89161234567', name: 'Анна Петрова' },
    { phone: '84951234567;ext=12', name: 'Анна Петрова' },
  ]);
});

test('a name in the charset that it says, and a file that is no UTF-8, read right', () => {
  const koi8 = card('VERSION:2.1', 'FN;CHARSET=KOI8-R;ENCODING=QUOTED-PRINTABLE:=E1=CE=CE=C1', 'TEL:+79161234567');
  expect(numbersIn(koi8)).toEqual([{ phone: '+79161234567', name: 'Анна' }]);
  const windows = Buffer.concat([
    Buffer.from('BEGIN:VCARD\nFN:'),
    Buffer.from([0xc0, 0xed, 0xed, 0xe0]),
    Buffer.from('\nTEL:+79161234567\nEND:VCARD'),
  ]);
  expect(numbersIn(windows)).toEqual([{ phone: '+79161234567', name: 'Анна' }]);
  expect(numbersIn(card('FN;CHARSET=NO-SUCH;ENCODING=QUOTED-PRINTABLE:Anna', 'TEL:+79161234567'))).toMatchObject([{ name: 'Anna' }]);
});

test('vCard 3.0 reads right: folded lines, groups, quoted parameters, escapes, WhatsApp’s own form of a number', () => {
  const given = card(
    'VERSION:3.0',
    'FN:Анна Пе',
    ' трова\\, мама Пети',
    'item1.TEL;TYPE="cell:main,voice":+7 916 123-45-67',
    'item1.X-ABLabel:Mobile',
    'TEL;type=CELL;waid=84912345678:091 234 56 78',
  );
  expect(numbersIn(given)).toEqual([
    { phone: '+7 916 123-45-67', name: 'Анна Петрова, мама Пети' },
    { phone: '+84912345678', name: 'Анна Петрова, мама Пети' },
  ]);
});

test('vCard 4.0 reads right: numbers as addresses, with their extension and without what else stands there', () => {
  const given = card('VERSION:4.0', 'FN:Anna', 'TEL;VALUE=uri;TYPE="voice,work":tel:+7-495-123-45-67;ext=12;phone-context=x');
  expect(numbersIn(given)).toEqual([{ phone: '+7-495-123-45-67;ext=12', name: 'Anna' }]);
});

test('every number of every card in a file is there, each once; a card without one, or without a visible name, is no trouble', () => {
  const file =
    card('FN:Anna', 'TEL:+79161234567', 'TEL:+79161234567', 'TEL:+79030000001') +
    card('FN:No phone') +
    card('FN:\u3164', 'TEL:+12015550123');
  expect(numbersIn(file)).toEqual([
    { phone: '+79161234567', name: 'Anna' },
    { phone: '+79030000001', name: 'Anna' },
    { phone: '+12015550123' },
  ]);
  expect(numbersIn('')).toEqual([]);
  expect(numbersIn('no card at all')).toEqual([]);
  expect(numbersIn(card(...Array.from({ length: 500 }, (_, at) => `TEL:+7916${1_000_000 + at}`)))).toHaveLength(20);
});

test('the numbers of a card are read by the shop’s country, with their extensions', () => {
  const [first, ...others] = numbersIn(ofAnOldPhone);
  const contact = { kind: 'contact', phone: first?.phone ?? '', own: false, others } as const;
  expect(numbersOf(contact, 'RU', texts.ru)).toMatchObject([
    { phone: '+79161234567', note: undefined },
    { phone: '+74951234567', note: 'доб. 12' },
  ]);
});
