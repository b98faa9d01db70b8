import { describe, expect, test } from 'vitest';
import { readTypedPhone } from '../../../flows/clients/typed-phone.ts';
import { texts } from '../../../flows/texts/texts.ts';

const masha = '+79161234567';
const office = '+74951234567';

/** What people write in a Russian shop: the number, and what is kept beside it. */
const russian: [typed: string, phone: string, note?: string][] = [
  ['8 916 123-45-67', masha],
  ['9161234567', masha],
  ['8.916.123.45.67', masha],
  ['٨٩١٦١٢٣٤٥٦٧', masha],
  ['Номер: ８９１６１２３４５６７', masha],
  ['тел. 89161234567', masha],
  ['тел89161234567', masha],
  ['tel:+7-916-123-45-67', masha],
  ['8 916 123-45-67 после 18', masha, 'после 18'],
  ['8 916 123-45-67 (после 18)', masha, 'после 18'],
  ['8 916 123 45 67, после 18 или 19', masha, 'после 18 или 19'],
  ['8916 1234567 звонить с 10.00 до 18.00', masha, 'звонить с 10.00 до 18.00'],
  ['Звоните до 18:00 916 123-45-67', masha, 'Звоните до 18:00'],
  ['25.12.2026 8 916 123-45-67', masha, '25.12.2026'],
  ['кв. 5, этаж 12, 8 916 123-45-67', masha, 'кв. 5, этаж 12'],
  ['по номеру 89161234567 с 9 до 21, спросить Олю', masha, 'с 9 до 21, спросить Олю'],
  ['8-916-123-45-67 Маша', masha, 'Маша'],
  ['+7-916-123-45-67WhatsApp', masha, 'WhatsApp'],
  ['мой 8(916)1234567, жены 8-903-000-00-01', masha, 'жены +7 903 000 00 01'],
  ['89161234567/89030000001', masha, '+7 903 000 00 01'],
  ['+7 916 123 45 67 8 903 000 00 01', masha, '+7 903 000 00 01'],
  ['+7(916)123-45-67 8(903)000-00-01', masha, '+7 903 000 00 01'],
  ['+79161234567 и +74951234567 доб. 5', masha, '+7 495 123 45 67 доб. 5'],
  ['8 495 123 45 67 доб. 12', office, 'доб. 12'],
  ['8 495 123-45-67 доб 1234', office, 'доб. 1234'],
  ['8 495 123 45 67 (доб. 45)', office, 'доб. 45'],
  ['+7 (495) 123-45-67 добавочный 45', office, 'доб. 45'],
  ['84951234567 вн. 12', office, 'доб. 12'],
  ['8 495 123-45-67 внутр. 7', office, 'доб. 7'],
  ['8 495 123-45-67 д. 12, после 18', office, 'доб. 12, после 18'],
  ['+7 495 123-45-67 ext 5', office, 'доб. 5'],
  ['+74951234567x5', office, 'доб. 5'],
  ['+74951234567,,5', office, 'доб. 5'],
  ['+74951234567#5', office, 'доб. 5'],
  ['8 495 1234567 * 5', office, 'доб. 5'],
  ['+7 495 123 45 67;ext=12', office, 'доб. 12'],
  ['+7 495 123 45 67 p5', office, 'доб. 5'],
  ['запасной +44 7400 123456', '+447400123456', 'запасной'],
  ['0084912345678', '+84912345678'],
  ['8 800 2000 600 доб', '+78002000600', 'доб'],
  ['+375 29 123-45-67 вайбер', '+375291234567', 'вайбер'],
];

/** In an American one. */
const american: [typed: string, phone: string, note?: string][] = [
  ['(201) 555-0123', '+12015550123'],
  ['my number is (201) 555-0123', '+12015550123'],
  ['(201) 555-0123 after 6', '+12015550123', 'after 6'],
  ['201-555-0123 ext. 5', '+12015550123', 'ext. 5'],
  ['call 2015550123 x12', '+12015550123', 'ext. 12'],
  ['2015550123 extension 44', '+12015550123', 'ext. 44'],
  ['1-201-555-0123,,9', '+12015550123', 'ext. 9'],
  ['201-555-0123 #9', '+12015550123', 'ext. 9'],
  ['2015550123 or 2015550124', '+12015550123', '+1 201 555 0124'],
  ['201 555 0123 201 555 0124', '+12015550123', '+1 201 555 0124'],
  ['tel 201.555.0123, ask for Bob', '+12015550123', 'ask for Bob'],
  ['+44 7400 123456 evenings', '+447400123456', 'evenings'],
];

describe('a number among words is found, and nothing that was said beside it is lost:', () => {
  test.each(russian)('%s', (typed, phone, note) => {
    expect(readTypedPhone(typed, 'RU', texts.ru)).toEqual({ phone, note });
  });

  test.each(american)('%s', (typed, phone, note) => {
    expect(readTypedPhone(typed, 'US', texts.en)).toEqual({ phone, note });
  });
});

test('what holds no number is none', () => {
  for (const typed of [
    'заказ 12345 на 25.12',
    'после 18',
    '12.34.56',
    '+7 999 000 00 0',
    '5',
    '',
    'кв. 5, этаж 12',
    '2 500 000 000',
    '1 '.repeat(5000),
  ])
    expect(readTypedPhone(typed, 'RU', texts.ru), typed).toBeUndefined();
});

test('a number with its note can be typed back as it is shown', () => {
  for (const [typed, phone] of russian) {
    const read = readTypedPhone(typed, 'RU', texts.ru);
    const again = readTypedPhone([phone, read?.note].filter(Boolean).join(', '), 'RU', texts.ru);
    expect(again, typed).toEqual(read);
  }
});
