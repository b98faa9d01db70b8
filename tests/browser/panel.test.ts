import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { askAllergies } from '../../flows/orders/ask-allergies.ts';
import { openPanelShop, password } from '../admin/panel-shop.ts';
import { canBrowse, demoPassword, openDemo, openWindow } from './browser.ts';

const overTls = { extraHTTPHeaders: { 'x-forwarded-proto': 'https' } };

/** A shop with a manager in Telegram and an owner at the panel. */
async function openDesk(options: { width?: number; height?: number } = {}) {
  const panel = await openPanelShop();
  const ownerId = await panel.hire('Boss', 'owner');
  const { page, defects } = await openWindow(`http://localhost:${panel.shop.anna.port}`, {
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    locale: 'en-GB',
    ...overTls,
  });
  const signsIn = async () => {
    await page.goto('/admin/login');
    await page.getByLabel('Login').fill('boss');
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(/\/admin$/);
  };
  return { ...panel, ownerId, page, defects, signsIn };
}

const column = (page: Page, title: string) =>
  page.locator('.board-column').filter({ has: page.getByRole('heading', { name: title, exact: true }) });

/** Drags slowly, as a hand does: the board listens to every step. */
async function drag(page: Page, number: number, to: string): Promise<void> {
  const card = page
    .locator('.order-card')
    .filter({ hasText: String(number) })
    .first();
  const from = await card.boundingBox();
  const target = await column(page, to).locator('.board-cards').boundingBox();
  if (!from || !target) throw new Error('Nothing to drag, or nowhere');
  await page.mouse.move(from.x + 60, from.y + 30);
  await page.mouse.down();
  await page.mouse.move(from.x + 80, from.y + 40, { steps: 4 });
  await page.mouse.move(target.x + target.width / 2, target.y + 40, { steps: 12 });
  await page.waitForTimeout(150);
  await page.mouse.up();
}

test.runIf(canBrowse)(
  'the owner signs in, sees an order appear on the open board when a client places it, and drags it on',
  { timeout: 60_000 },
  async () => {
    const { shop, ownerId, page, defects, signsIn } = await openDesk();
    await signsIn();
    await page.goto('/admin/pages/board');
    const number = await placeOrder(shop);
    await column(page, 'New').locator('.order-card').first().waitFor();
    const by = { kind: 'staff', id: ownerId } as const;
    await shop.store.tx((tx) => askAllergies(tx, { orderId: number, by, now: shop.clock.now() }));

    await drag(page, number, 'Payment');
    await page.getByRole('status').getByText('Payment').first().waitFor();

    await expect.poll(() => column(page, 'Payment').locator('.order-card').count()).toBe(1);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => column(page, 'New').locator('.order-card').count()).toBe(1);
    expect(defects).toEqual([]);
  },
);

test.runIf(canBrowse)('a move that the rules refuse says why and leaves the card where it was', { timeout: 60_000 }, async () => {
  const { shop, page, defects, signsIn } = await openDesk();
  const number = await placeOrder(shop);
  await signsIn();
  await page.goto('/admin/pages/board');
  await column(page, 'New').locator('.order-card').first().waitFor();

  await drag(page, number, 'In the workshop');

  await page
    .getByRole('status')
    .getByText(/allerg|paid/i)
    .first()
    .waitFor();
  expect(await column(page, 'New').locator('.order-card').count()).toBe(1);
  await page.getByRole('button', { name: 'Move', exact: true }).click();
  await page
    .getByRole('dialog')
    .getByText(/allerg|paid/i)
    .first()
    .waitFor();
  expect(defects).toEqual([]);
});

test.runIf(canBrowse)('a press in the manager’s Telegram moves the card on every open board', { timeout: 60_000 }, async () => {
  const { shop, page, defects, signsIn } = await openDesk();
  const manager = await shop.colleague('Olga', 'manager');
  await placeOrder(shop);
  await signsIn();
  await page.goto('/admin/pages/board');
  await column(page, 'New').locator('.order-card').first().waitFor();

  await manager.presses('✋ Take');
  await manager.presses('⚠️ Allergies');
  await manager.presses('No allergies');
  await manager.presses('▶ To payment');

  await column(page, 'Payment').locator('.order-card').first().waitFor();
  expect(await column(page, 'New').locator('.order-card').count()).toBe(0);
  expect(defects).toEqual([]);
});

test.runIf(canBrowse).for(['ru', 'en'] as const)(
  'no screen of a shop in %s mixes languages or is wider than a phone',
  { timeout: 120_000 },
  async (language) => {
    const url = await openDemo(language);
    const { page, defects } = await openWindow(url, { viewport: { width: 1440, height: 900 }, locale: language });
    await page.goto('/admin/login');
    await page.locator('input[name=login]').fill('owner');
    await page.locator('input[name=password]').fill(demoPassword);
    await page.locator('main button').click();
    await page.waitForURL(/\/admin$/);
    const pages = await page.evaluate(() => window.ANNA.menu.map(({ href }) => href));
    const strange: string[] = [];
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 844 });
      for (const href of [...pages, '/admin/pages/order?id=480', '/admin/pages/client?id=1', '/admin/pages/account']) {
        await page.goto(href);
        await page.locator('.page').first().waitFor();
        await page.waitForFunction(() => !document.querySelector('.skeleton'));
        const words = await page.locator('[data-css="app-content"]').innerText();
        const found = words.replace(noLanguage, '').match(language === 'ru' ? /[A-Za-z]{4,}/g : /[А-Яа-яЁё]{2,}/g) ?? [];
        if (found.length > 0) strange.push(`${href} at ${width}: ${found.slice(0, 8).join(', ')}`);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (wider > 0) strange.push(`${href} is ${wider} wider than ${width}`);
      }
    }
    expect({ strange, defects }).toEqual({ strange: [], defects: [] });
  },
);

/** What people, firms and formats are called is no language; nor is what a switch to the other one says. */
const noLanguage =
  /BEAC|Русский|English|Anna|Анна|Telegram|WhatsApp|Instagram|Twilio|SMS|CSV|XLSX|Excel|UTM|QR|API|Chrome|Linux|owner|[A-Z]\w+(?:\/[\w-]+)+|UTC|RUB|https?:\S+|\{\w+\}|localhost\S*/gi;

/** A client orders a cake in Telegram; answers the order's number. */
async function placeOrder({ client }: Awaited<ReturnType<typeof openPanelShop>>['shop']): Promise<number> {
  const vera = client('Vera');
  await vera.says('/start');
  for (const label of ['🎂 Place an order', /cakes/i, 'Honey cake', 'Prune and walnut', 'Honey crumb']) await vera.presses(label);
  for (const words of ['2.5 kg', 'Zoe is 7']) await vera.says(words);
  await vera.presses('That’s all');
  await vera.says('A little less sugar, please');
  for (const label of ['No photos', 'Yes', 'Don’t note them', 'Delivery']) await vera.presses(label);
  for (const words of ['7 Green Street, flat 12', 'Saturday']) await vera.says(words);
  await vera.presses('14:00');
  for (const words of ['Vera', '+7 916 123-45-67']) await vera.says(words);
  await vera.presses('✅ Agree');
  return Number(/Order No. (\d+) is placed/.exec(vera.sees('is placed').text)?.[1]);
}
