import { desc, eq } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { stages } from '../../db/schema/orders.ts';
import { rules, tasks } from '../../db/schema/work.ts';
import { orderOf } from '../admin/caller-order.ts';
import { openPanelShop, password } from '../admin/panel-shop.ts';
import { canBrowse, openWindow } from './browser.ts';

/** A shop and its owner at the panel. */
async function openOffice(width = 1440) {
  const panel = await openPanelShop();
  await panel.hire('Boss', 'owner');
  const { page, defects } = await openWindow(`http://localhost:${panel.shop.anna.port}`, {
    viewport: { width, height: 900 },
    locale: 'en-GB',
    extraHTTPHeaders: { 'x-forwarded-proto': 'https' },
  });
  await page.goto('/admin/login');
  await page.getByLabel('Login').fill('boss');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/admin$/);
  return { ...panel, page, defects };
}

const choose = (page: Page, label: string, option: string) => page.getByLabel(label).last().selectOption({ label: option });

test.runIf(canBrowse)('a rule put together in the editor fires for the next client', { timeout: 60_000 }, async () => {
  const { shop, page, defects } = await openOffice();
  await page.goto('/admin/pages/rules?id=new');
  await page.getByLabel('Title, English').fill('Greet newcomers');
  await choose(page, 'Choose an event', 'a new client writes');
  await choose(page, 'Add an action', 'make a task');
  await page.getByLabel('task, English').fill('Say hello to {client}');
  await page.getByText('When a new client writes, then make a task').waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: /^Greet newcomers/ }).waitFor();

  await shop.client('Ann').says('/start');
  const [made] = await shop.store.read.select().from(tasks).orderBy(desc(tasks.id)).limit(1);
  expect(made?.title.en).toBe('Say hello to Ann');

  await page.goto('/admin/pages/rules?view=log');
  await page.getByRole('row').filter({ hasText: 'Greet newcomers' }).getByText('done').waitFor();
  expect(defects).toEqual([]);
});

test.runIf(canBrowse)('a rule is switched off by one press, and stages change places by a press', { timeout: 60_000 }, async () => {
  const { shop, page, defects } = await openOffice();
  await page.goto('/admin/pages/rules');
  const off = page.getByRole('switch').first();
  await off.click();
  await page.getByRole('status').getByText('Saved').waitFor();
  expect(await shop.store.read.$count(rules, eq(rules.enabled, false))).toBe(1);

  await page.goto('/admin/pages/stages');
  await page.getByRole('button', { name: 'Down' }).nth(1).click();
  await page.getByRole('status').getByText('Saved').waitFor();
  const [second] = await shop.store.read.select().from(stages).where(eq(stages.position, 2));
  expect(second?.title.en).toBe('In the workshop');
  expect(defects).toEqual([]);
});

test.runIf(canBrowse)('every page of the shop’s own things holds on a phone, without a defect', { timeout: 60_000 }, async () => {
  const { page, defects } = await openOffice(390);
  for (const name of ['stages', 'rules', 'rules?view=log', 'catalog', 'catalog?id=1', 'templates', 'team', 'settings']) {
    await page.goto(`/admin/pages/${name}`);
    await page.locator('.page h1').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), name).toBeLessThanOrEqual(0);
  }
  expect(defects).toEqual([]);
});

test.runIf(canBrowse)('words that are typed are not lost by a link, a selection or a second tab', { timeout: 60_000 }, async () => {
  const { page, defects } = await openOffice();
  let asked = 0;
  page.on('dialog', (dialog) => {
    asked++;
    void (asked === 1 ? dialog.dismiss() : dialog.accept());
  });
  await page.goto('/admin/pages/rules');
  await page.getByRole('button', { name: 'Add a rule' }).click();
  await page.getByLabel('Title, English').fill('Half a rule');
  await page.getByRole('link', { name: 'Reports' }).click();
  await expect.poll(() => asked).toBe(1);
  expect(await page.getByLabel('Title, English').inputValue()).toBe('Half a rule');

  await page.goto('/admin/pages/team');
  expect(asked).toBe(2);
  await page.getByRole('button', { name: 'Invite' }).click();
  const field = page.getByRole('dialog').getByLabel('Name');
  await field.fill('Somebody with a long name');
  const box = await field.boundingBox();
  await page.mouse.move((box?.x ?? 0) + 60, (box?.y ?? 0) + 12);
  await page.mouse.down();
  await page.mouse.move(10, (box?.y ?? 0) + 12, { steps: 4 });
  await page.mouse.up();
  expect(await field.inputValue()).toBe('Somebody with a long name');
  await page.mouse.click(10, 10);
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0);

  const second = await page.context().newPage();
  for (const tab of [page, second]) await tab.goto('/admin/pages/settings');
  await second.getByLabel('Delivery').fill('750');
  await second.getByRole('button', { name: 'Save' }).nth(2).click();
  await second.getByRole('status').getByText('Saved').waitFor();
  await page.getByLabel('Orders a day').fill('9');
  await page.getByRole('button', { name: 'Save' }).nth(2).click();
  await page.getByRole('status').getByText('Saved').waitFor();
  await page.reload();
  expect([await page.getByLabel('Delivery').inputValue(), await page.getByLabel('Orders a day').inputValue()]).toEqual(['750', '9']);
  expect(defects).toEqual([]);
});

test.runIf(canBrowse)('a report whose table is empty still says its numbers', { timeout: 60_000 }, async () => {
  const panel = await openOffice();
  await orderOf(panel);
  await panel.page.goto('/admin/pages/reports?report=today');
  await panel.page.getByText('Nothing here now').waitFor();
  await panel.page.locator('.figure').filter({ hasText: 'Came in today' }).filter({ hasText: '1' }).first().waitFor();
  expect(panel.defects).toEqual([]);
});
