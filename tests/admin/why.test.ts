import { expect, test } from 'vitest';
import { historyTexts } from '../../admin/texts/history.ts';
import { whyIn } from '../../admin/texts/why.ts';
import { deliveryFailure } from '../../bot/twilio/failures.ts';

const { ru } = historyTexts;

test('why a message did not arrive is read in the language of the panel, whoever said it and with whatever number', () => {
  expect(whyIn(ru.whys, deliveryFailure('30003').reason)).toBe('телефон выключен или вне сети');
  expect(whyIn(ru.whys, 'Twilio: 400 21211 (not a telephone number)')).toBe('это не номер телефона');
  expect(whyIn(ru.whys, 'closed: blocked')).toBe('заблокировал бота');
  expect(whyIn(ru.whys, deliveryFailure(undefined).reason)).toBe('не доставлено');
  expect(whyIn(ru.whys, 'something new')).toBe('something new');
});

test('every reason that Twilio can give has its Russian words', () => {
  for (let code = 20_000; code < 70_000; code += 1) {
    const { reason } = deliveryFailure(String(code));
    if (!reason.startsWith('no such form')) expect(whyIn(ru.whys, reason)).toMatch(/[а-я]/);
  }
});
