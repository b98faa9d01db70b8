import { expect, test } from 'vitest';
import { minutes, seconds } from '../notifications/time.ts';
import { openShop } from './whole-shop.ts';

/** The whole path in one page: read this first. Every button is pressed in a messenger, every message was really sent to one. */
test('a cake is ordered in chat, moved by buttons, and the client is told in Telegram and by SMS', async () => {
  const { telegram, twilio, passes, client, colleague } = await openShop();
  const mia = await colleague('Mia', 'manager');
  const hal = await colleague('Hal', 'workshop-head');
  const cat = await colleague('Cat', 'cook');
  const dan = await colleague('Dan', 'driver');

  // Ann orders a honey cake for her daughter.
  const ann = client('Ann');
  await ann.says('/start');
  await ann.presses('🎂 Place an order');
  await ann.presses(/cakes/i);
  await ann.presses('Honey cake');
  await ann.presses('Prune and walnut');
  await ann.presses('Honey crumb');
  await ann.says('2.5 kg');
  await ann.says('Zoe is 7');
  await ann.presses('That’s all');
  await ann.says('A little less sugar, please');
  await ann.presses('No photos');
  await ann.presses('Yes');
  await ann.presses('Don’t note them');
  await ann.presses('Delivery');
  await ann.says('7 Green Street, flat 12');
  await ann.says('Saturday');
  await ann.presses('14:00');
  await ann.says('Ann Lee');
  await ann.says('+7 916 123-45-67');
  expect(ann.sees('Please check').text).toMatch(/Honey cake, 2.5 kg[\s\S]*“Zoe is 7”[\s\S]*7 Green Street, flat 12[\s\S]*Total: /);
  await ann.presses('✅ Agree');
  expect(ann.sees('Order No. 1 is placed').text).toContain('Ann Lee');

  // Every manager sees it; the first one takes it, and calls about allergies.
  expect(mia.sees('Order No. 1 · New').text).toContain('Not asked about allergies');
  await mia.presses('✋ Take');
  await mia.presses('⚠️ Allergies');
  await mia.presses('No allergies');
  expect(mia.sees('Order No. 1 · New').text).toContain('Asked about allergies: none');

  // Money first. The client hears of a move only when it can no longer be undone.
  await mia.presses('▶ To payment');
  expect(ann.person.transcript()).not.toContain('is agreed for');
  await passes(seconds(61));
  expect(ann.sees('Order No. 1 is agreed for').text).toContain('still to be paid');
  await mia.presses('💰 Payment received');
  await mia.presses(/3,312.50/);
  await mia.presses('Transfer');
  expect(ann.sees('We received').text).toContain('is left to pay');
  expect(mia.sees('Order No. 1 · Payment').text).toContain('paid');
  expect(await mia.presses('▶ To the workshop')).toContain('No. 1: In the workshop.');

  // The head of the workshop gives it to Cat, who bakes it on the day.
  await hal.presses('👥 Assign');
  await hal.presses('Confectioner');
  await hal.presses('Cat');
  const card = cat.sees('Order No. 1 · In the workshop');
  expect(card.text).toContain('“Zoe is 7”');
  expect(card.text).not.toContain('+7');
  await cat.presses('▶ Start');
  await passes(seconds(61));
  expect(ann.sees('A confectioner has begun your order No. 1').silent).toBe(false);
  await passes(minutes(90));
  await cat.presses('▶ Ready');

  // The driver gets what the way needs, the client a message and an SMS.
  expect(dan.sees('Order No. 1 · Delivery').text).toMatch(
    /7 Green Street, flat 12[\s\S]*openstreetmap[\s\S]*Ann Lee · \+7 916 123[\s\S]*Collect: /,
  );
  await passes(seconds(61));
  expect(ann.sees('Order No. 1 is ready.').text).toContain('We’ll bring it to 7 Green Street');
  const [sms] = twilio.sent('+79161234567');
  expect(sms?.body).toContain('Order 1 is ready, we will bring it on');

  // At the door: the rest of the money, and thanks.
  await dan.presses('▶ Delivered');
  await dan.presses(/^Yes, I have/);
  await passes(seconds(61));
  expect(ann.sees('Thank you for order No. 1').silent).toBe(false);
  expect(dan.person.chat().findLast(({ text }) => text.includes('Order No. 1 · Delivered'))?.text).not.toContain('+7 916');

  expect(telegram.violations).toEqual([]);
  expect(twilio.violations).toEqual([]);
  expect(telegram.unanswered()).toEqual([]);
});
