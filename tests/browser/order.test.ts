import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { canBrowse, openDemo, openWindow } from './browser.ts';

/** Chooses a cake, a day, a time and pick-up, and says who it is. */
async function fillsIn(page: Page) {
  await page.getByRole('button', { name: 'Выбрать: Медовик' }).click();
  await page.getByRole('radio', { name: 'Вишня' }).check();
  await page.getByRole('button', { name: 'Больше' }).click();
  await page.getByLabel('Надпись (необязательно)').fill('С днём рождения!');
  await page.locator('#item-add').click();
  await page.locator('.day:enabled').first().click();
  await page.locator('#slot-list').getByRole('radio').first().check();
  await page.getByRole('radio', { name: /Заберу сам/ }).check();
  await page.getByRole('textbox', { name: 'Имя' }).fill('Мария');
  await page.getByRole('textbox', { name: 'Телефон' }).fill('+7 912 345-67-89');
  await page.getByRole('textbox', { name: 'Пожелания' }).fill('Поменьше сахара');
}

for (const [where, viewport] of [
  ['a computer', { width: 1440, height: 900 }],
  ['a phone', { width: 390, height: 844 }],
] as const)
  test.runIf(canBrowse)(
    `on ${where} a filled form survives a reload, and ends in an order that can be followed`,
    { timeout: 60_000 },
    async () => {
      const url = await openDemo('ru');
      const { page, defects } = await openWindow(url, { viewport, locale: 'ru-RU' });
      await page.goto('/order?utm_source=instagram');
      await fillsIn(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);

      await page.reload();
      await page.locator('#lines li').first().waitFor();
      expect(await page.getByRole('textbox', { name: 'Пожелания' }).inputValue()).toBe('Поменьше сахара');
      expect(await page.locator('#lines').innerText()).toContain('2 кг · Вишня');
      await page.getByRole('checkbox', { name: /Согласен на обработку/ }).check();
      await page.getByRole('button', { name: 'Отправить заказ' }).first().click();
      await page.getByText('Спасибо! Заказ').waitFor({ timeout: 30_000 }); // the proof of work takes what the machine takes
      await page.getByRole('link', { name: 'Следить за заказом' }).click();
      await page.getByRole('heading', { name: 'Новый' }).waitFor();

      for (const [name, missing] of [
        ['Спросить', 'Напишите, что хотите узнать или изменить.'],
        ['Отменить', 'Скажите, пожалуйста, почему: выберите причину.'],
      ] as const) {
        await page.getByRole('button', { name, exact: true }).click();
        await page.locator('dialog[open] [type=submit]').click();
        await page.getByText(missing).waitFor();
        await page.getByRole('button', { name: 'Закрыть' }).click();
      }
      await page.getByRole('button', { name: 'Перенести', exact: true }).click();
      await page.locator('#move-day').selectOption({ index: 2 });
      await page.locator('dialog[open] [type=submit]').click();
      await page.getByText('Готово, заказ перенесён.').waitFor();
      expect(defects).toEqual([]);
    },
  );

test.runIf(canBrowse)(
  'what is missing is pointed at, and a time that was taken is offered the nearest, with all answers kept',
  async () => {
    const { page } = await openWindow(await openDemo('ru'), { viewport: { width: 1440, height: 900 }, locale: 'ru-RU' });
    await page.goto('/order');
    await page.getByRole('button', { name: 'Отправить заказ' }).first().click();
    await page.getByText('Выберите, что заказываем.').waitFor();
    const said = () => page.locator('.problem:not(:empty)').allInnerTexts();
    expect(await said()).toEqual([
      'Выберите, что заказываем.',
      'Выберите день и время.',
      'Выберите, как получить заказ.',
      'Напишите имя.',
      'Напишите телефон полностью, например +7 912 345-67-89.',
      'Без согласия мы не можем принять заказ.',
    ]);
    await fillsIn(page);
    expect(await said()).toEqual(['Без согласия мы не можем принять заказ.']);
    await page.getByRole('checkbox', { name: /Согласен на обработку/ }).check();
    const days = await (await page.request.get('/order/days?products=1&lang=ru')).json();
    const { day, slots } = days.days[3];
    const nearest = { day, from: slots[1].from, label: 'пятница, 12:00–14:00' };
    await page.route('**/chat/order*', (route) => route.fulfill({ status: 409, json: { why: 'Мест не осталось.', nearest } }), {
      times: 1,
    });
    await page.getByRole('button', { name: 'Отправить заказ' }).first().click();
    await page.getByText('Мест не осталось.').waitFor();
    expect(await page.getByRole('textbox', { name: 'Имя' }).inputValue()).toBe('Мария');

    await page.getByRole('button', { name: 'Взять пятница, 12:00–14:00' }).click();
    await page.getByText('Спасибо! Заказ').waitFor({ timeout: 30_000 });
    expect(await page.locator('#done-lines').innerText()).toContain('12:00–14:00');
  },
  60_000,
);

test.runIf(canBrowse)(
  'in another language the form keeps what was filled in and says all of it in that language',
  async () => {
    const { page } = await openWindow(await openDemo('ru'), { viewport: { width: 1440, height: 900 }, locale: 'ru-RU' });
    await page.goto('/order');
    await fillsIn(page);
    await page.getByRole('link', { name: 'English' }).click();
    const basket = page.locator('.basket');
    await basket.getByText('Honey cake').waitFor();
    await basket.getByText(/(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d+ \w+, \d\d:00–\d\d:00/).waitFor();
    expect((await basket.innerText()).replace('С днём рождения!', '')).not.toMatch(/[а-яё]/i);
    expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Мария');
  },
  60_000,
);

test.runIf(canBrowse)(
  'without JavaScript the page says how to order',
  async () => {
    const { page } = await openWindow(await openDemo('ru'), { javaScriptEnabled: false, locale: 'en-GB' });
    await page.goto('/order');
    expect(await page.locator('body').innerText()).toContain('Please switch on JavaScript in your browser to choose and order here.');
  },
  60_000,
);
