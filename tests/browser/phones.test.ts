import { join } from 'node:path';
import { expect, test } from 'vitest';
import { canBrowse, openDemo, openWindow, phoneOf } from './browser.ts';

const pictures = join(import.meta.dirname, '../../flows/presets/bakery/pictures');

test.runIf(canBrowse)(
  'an order goes from the client’s phone to the client’s door, by the buttons of everybody’s phones',
  async () => {
    const { page, defects } = await openWindow(await openDemo('en'), { viewport: { width: 1440, height: 900 } });
    await page.goto('/phones');

    const client = await phoneOf(page, 'client');
    await client.begins();
    await client.presses('Place an order', 'How can I help?');
    await client.presses('Custom cakes', 'What would you like to order?');
    await client.presses('Red velvet', 'Choose what you fancy');
    await client.presses('Cherry', 'Filling');
    await client.presses('Fresh flowers', 'Decoration');
    await client.presses(/^2 kg/, 'How many kilograms?');
    await client.says('Happy birthday, Sonya! <b>6</b>');
    await client.presses('That’s all', 'In the order:');
    await client.says('White and burgundy');
    await client.sees('Do you have a photo');
    await client.sends(join(pictures, 'red-velvet.jpg'));
    await client.presses('Go on', 'Got 1 photo');
    await client.presses('Yes', 'allergic to anything');
    await client.presses('Don’t note them', 'Allergies are health data');
    await client.presses('Delivery', 'How will you get it?');
    await client.sees('Where to?');
    await client.fills('place', '55.7601, 37.6186');
    await client.sees('I see the place');
    await client.says('12 Green Street, flat 41');
    await client.presses(/^Fri/, 'For which day?');
    await client.presses(/^12:00/, 'What time suits you');
    await client.sees('Who is it for?');
    await client.says('Kate Bell');
    await client.sees('Which phone can we call?');
    await client.fills('contact', '+7 916 123-45-67');
    await client.presses('Agree', 'Please check that everything is right');
    const thanks = await client.sees('is placed. This is what we agreed');
    const [number] = /(?<=No\.\s)\d+/.exec(await thanks.innerText()) ?? [];

    const card = `Order no. ${number} ·`;
    const manager = await phoneOf(page, 'manager');
    await manager.presses('Take', card);
    await manager.presses('Allergies', card);
    await manager.sees('Ask the client about allergies');
    await manager.says('Nuts');
    await manager.sees('asked about allergies');
    await manager.presses('Payment received', card);
    await manager.presses(/^₽|^RUB/, 'How much came?');
    await manager.presses('Transfer', 'How was it paid?');
    await client.sees(/received/i);
    await manager.presses('To payment', card);
    await manager.presses('To the workshop', card);

    const head = await phoneOf(page, 'workshop-head');
    await head.presses('Assign', card);
    await head.presses('Confectioner', 'whom to assign?');
    await head.presses('Peter', 'who?');

    const cook = await phoneOf(page, 'cook');
    await cook.sees('Allergy: Nuts');
    await cook.presses('Start', card);
    await cook.presses('Finished cake', card);
    await cook.sees('Send a photo of the finished cake');
    await cook.sends(join(pictures, 'kids-cake.jpg'));
    await cook.sees('The photo is kept');
    await cook.presses('Ready', card);
    await cook.presses('Tell the client now', card);

    const driver = await phoneOf(page, 'driver');
    const order = await driver.sees(card);
    expect(await order.innerText()).toMatch(/12 Green Street[\s\S]*Open the map[\s\S]*Kate Bell · \+7 916 123 45 67[\s\S]*Collect/);
    await client.sees('12 Green Street, flat 41');
    await driver.presses('Delivered', card);
    await driver.presses('Tell the client now', `${card} Delivered`);
    await client.sees(/enjoy/i);

    expect(await page.locator('.phone.client .badge').first().innerText()).toMatch(/^\d+$/);
    expect(defects).toEqual([]);
  },
  60_000,
);
