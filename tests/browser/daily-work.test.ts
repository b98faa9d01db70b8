import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPanelShop, password } from '../admin/panel-shop.ts';
import { canBrowse, demoPassword, openDemo, openWindow } from './browser.ts';

/** An owner at the panel of a shop without orders, in a browser that speaks another language than the panel. */
async function openDesk() {
  const panel = await openPanelShop();
  await panel.hire('Boss', 'owner');
  const { page, defects } = await openWindow(`http://localhost:${panel.shop.anna.port}`, {
    viewport: { width: 1440, height: 900 },
    locale: 'de-DE',
    extraHTTPHeaders: { 'x-forwarded-proto': 'https' },
  });
  await signIn(page, 'boss', password);
  return { ...panel, page, defects };
}

async function signIn(page: Page, login: string, secret: string): Promise<void> {
  await page.goto('/admin/login');
  await page.locator('input[name=login]').fill(login);
  await page.locator('input[name=password]').fill(secret);
  await page.locator('main button').click();
  await page.waitForURL(/\/admin$/);
}

test.runIf(canBrowse)(
  'an order is written down for a caller, a cake is added, money comes and goes back, and the order is cancelled and restored',
  { timeout: 90_000 },
  async () => {
    const { page, defects } = await openDesk();
    const dialog = page.getByRole('dialog');
    const pressed = (name: string) => page.getByRole('button', { name, exact: true }).click();
    await page.goto('/admin/pages/board');
    await pressed('New order');
    await page.getByLabel('Name', { exact: true }).fill('Vera Caller');
    await page.getByLabel('Phone', { exact: true }).fill('+7 916 555-44-33');
    await page.getByLabel('Product').selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Place the order' }).dblclick();
    await page.waitForURL(/pages\/order\?id=\d+/);
    await page.getByRole('link', { name: 'Vera Caller' }).first().waitFor();

    await pressed('Change the items');
    await dialog.getByRole('button', { name: 'Add an item' }).click();
    await dialog.getByLabel('Product').selectOption({ index: 2 });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => page.locator('.item-line .item-what p').count()).toBeGreaterThan(1);

    await pressed('Record a payment');
    await dialog.getByRole('button', { name: 'Record a payment' }).dblclick();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => page.locator('.lines li', { hasText: 'Cash' }).count()).toBe(1);
    await pressed('Record a refund');
    await dialog.getByLabel('Sum').fill('1');
    await dialog.getByRole('button', { name: 'Record a refund' }).click();
    await page.locator('.lines li', { hasText: 'Refund' }).waitFor();

    await pressed('Cancel the order');
    await dialog.getByRole('button', { name: 'Cancel the order' }).click();
    await pressed('Restore');
    await dialog.getByRole('button', { name: 'Restore' }).click();
    await page.getByRole('button', { name: 'Cancel the order' }).waitFor();

    await page.goto('/admin/pages/board');
    await page.locator('.order-card').getByRole('button', { name: 'Move', exact: true }).click();
    await dialog.getByText('Cancelled').click();
    await dialog.getByRole('button', { name: 'Cancel the order' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('It is back where it was.').waitFor();
    await page.locator('.board-open .order-card').waitFor();

    await page.goto('/admin/resources/orders');
    await page.locator('tbody tr').first().waitFor();
    expect(await page.locator('tbody tr').count()).toBe(1);
    await page.getByRole('link', { name: 'Vera Caller' }).click();
    await page.waitForURL(/pages\/client\?id=/);
    expect(defects).toEqual([]);
  },
);

test.runIf(canBrowse)('a refusal is read above the window that caused it, which keeps what was typed', { timeout: 60_000 }, async () => {
  const { page, shop } = await openDesk();
  await shop.client('Anna').says('Good morning');
  await page.goto('/admin/pages/client?id=1');
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('textbox', { name: 'Phone' }).fill('123');
  await page.getByRole('button', { name: 'Save' }).click();

  const said = page.locator('.toast', { hasText: 'does not look like a phone' });
  await said.waitFor();
  // What lies above a dialog came to the top layer after it.
  expect(await said.evaluate((element) => element.closest(':popover-open') !== null)).toBe(true);
  expect(await page.getByRole('textbox', { name: 'Phone' }).inputValue()).toBe('123');
});

test.runIf(canBrowse)('days are written and chosen in the panel’s language, whatever the browser speaks', { timeout: 90_000 }, async () => {
  const url = await openDemo('ru');
  const { page, defects } = await openWindow(url, { viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  await signIn(page, 'owner', demoPassword);
  await page.locator('.date-field input').first().waitFor();
  expect(await page.locator('.date-field input').first().inputValue()).toBe('01.03.2027');

  await page.getByRole('button', { name: 'Выбрать день' }).first().click();
  await page.getByText('март 2027').waitFor();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('.date-field input').first().inputValue()).toBe('28.02.2027');
  expect(page.url()).toContain('day=2027-02-28');
  await page.locator('.date-field input').first().fill('5.2.27');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.url()).toContain('day=2027-02-05');

  await page.goto('/admin/resources/clients');
  await page.getByRole('button', { name: 'Не заказывали 90 дней' }).click();
  await expect.poll(() => page.url()).toContain('lastOrderAt');
  const shown = () => page.locator('.page-head p').innerText();
  const few = Number(await shown());
  await page.locator('.sidebar').getByText('Клиенты', { exact: true }).last().click();
  await expect.poll(async () => Number(await shown())).toBeGreaterThan(few);
  expect(await page.locator('input[type=date], input[type=time]').count()).toBe(0);
  expect(defects).toEqual([]);
});
