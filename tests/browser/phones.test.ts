import { join } from 'node:path';
import { expect, test } from 'vitest';
import { textsIn } from '../../flows/texts/texts.ts';
import { canBrowse, openDemo, openWindow, phoneOf } from './browser.ts';

const pictures = join(import.meta.dirname, '../../flows/presets/bakery/pictures');
const { card, staff, customer } = textsIn('en');
const { order } = customer;

test.runIf(canBrowse)(
  'an order goes from the client’s phone to the client’s door, by the buttons of everybody’s phones',
  async () => {
    const { page, defects } = await openWindow(await openDemo('en'), { viewport: { width: 1440, height: 900 } });
    await page.goto('/phones');

    const client = await phoneOf(page, 'client');
    await client.begins();
    await client.presses(customer.menu.order, customer.whatNext);
    await client.presses('Custom cakes', order.section);
    await client.presses('Red velvet', order.product);
    await client.presses('Cherry', 'Filling');
    await client.presses('Fresh flowers', 'Decoration');
    await client.presses(/^2 kg/, 'kilograms');
    await client.sees(order.inscription);
    await client.says('Happy birthday, Sonya! <b>6</b>');
    await client.presses(order.enough, 'Sonya! <b>6</b>');
    await client.sees(order.wishes);
    await client.says('White and burgundy');
    await client.sees(order.photos);
    await client.sends(join(pictures, 'red-velvet.jpg'));
    await client.presses(order.photosDone, order.photosSoFar(1));
    await client.presses(order.allergiesSome, order.allergies);
    await client.presses(order.consentNo, order.allergyConsent);
    await client.presses('Delivery', 'pick it up');
    await client.sees(order.address);
    await client.fills('place', '55.7601, 37.6186');
    await client.sees(order.addressDetails);
    await client.says('12 Green Street, flat 41');
    await client.presses(/^Fri/, 'day');
    await client.presses(/^12:00/, 'time');
    await client.sees(order.name);
    await client.says('Kate Bell');
    await client.sees(order.phone);
    await client.fills('contact', '+7 916 123-45-67');
    await client.presses(order.agree, order.summary);
    const thanks = await client.sees('Thank you! Order');
    const number = Number(/(?<=No\.\s)\d+/.exec(await thanks.innerText())?.[0]);

    const onCard = `${card.order(number)} ·`;
    const manager = await phoneOf(page, 'manager');
    await manager.presses(card.take, onCard);
    await manager.presses(card.askAllergies, onCard);
    await manager.sees(staff.allergiesWhat(number));
    await manager.says('Nuts');
    await manager.sees(staff.allergiesKept(number));
    await manager.presses(card.pay, onCard);
    await manager.presses(/^₽/, 'How much'); // the deposit comes first
    await manager.presses(staff.methods.transfer, staff.payHow);
    await manager.presses('To payment', onCard);
    await manager.presses('To the workshop', onCard);

    const head = await phoneOf(page, 'workshop-head');
    await head.presses(card.assign, onCard);
    await head.presses(card.parts.maker, staff.assignWhat(number));
    await head.presses('Peter', 'who?');

    const cook = await phoneOf(page, 'cook');
    await cook.sees(card.allergies('Nuts'));
    await cook.presses('Start', onCard);
    await cook.presses(card.photo, onCard);
    await cook.sees(staff.photoWanted(number));
    await cook.sends(join(pictures, 'kids-cake.jpg'));
    await cook.sees(staff.photoKept(number));
    await cook.presses('Ready', onCard);

    const driver = await phoneOf(page, 'driver');
    const errand = await driver.sees(onCard);
    expect(await errand.innerText()).toMatch(/12 Green Street[\s\S]*Open the map[\s\S]*Kate Bell · \+7 916 123 45 67[\s\S]*Collect/);
    await driver.presses('Delivered', onCard);
    await client.sees('bring it to'); // the next move lets the last notice go

    const owner = await phoneOf(page, 'owner');
    await owner.says(String(number));
    await owner.presses(card.tellNow, `${onCard} Delivered`);
    await client.sees('enjoy!');

    expect(Number(await page.locator('.phone.client .badge').textContent())).toBeGreaterThanOrEqual(3);
    expect(defects).toEqual([]);
  },
  60_000,
);

test.runIf(canBrowse)(
  'the switch of language leaves no mixed screen: names, menus and all that is around them',
  async () => {
    const { page, defects } = await openWindow(await openDemo('en'), { viewport: { width: 1440, height: 900 } });
    await page.goto('/');
    for (const role of roles) await (await phoneOf(page, role)).begins();
    for (const role of roles) await (await phoneOf(page, role)).sees('Anna');

    await page.getByRole('button', { name: 'Рус' }).click();
    await page.locator('html[lang=ru]').waitFor();
    expect(foreignIn(await page.locator('body').innerText())).toEqual(['Eng']);
    for (const role of roles) {
      const phone = await phoneOf(page, role);
      const newest = await phone.sees('Анна');
      expect(foreignIn(await newest.innerText())).toEqual(role === 'client' ? ['English'] : []);
      expect(await phone.field.getAttribute('placeholder')).toBe('Сообщение');
    }
    expect(defects).toEqual([]);
  },
  60_000,
);

const roles = ['client', 'manager', 'workshop-head', 'cook', 'driver', 'owner'];

const foreignIn = (text: string) => text.match(/[a-z]{2,}/gi) ?? [];
