import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { orderToken } from '../../flows/orders/order-link.ts';
import { openPanelShop, password } from '../admin/panel-shop.ts';
import { canBrowse, openWindow } from './browser.ts';
import { payloads } from './strange/payloads.ts';
import { fields, plant, type Strange, wordsOf } from './strange/plant.ts';

test.runIf(canBrowse)(
  'whatever clients call themselves and write, every page shows it as words and does none of it',
  { timeout: 300_000 },
  async () => {
    expect(payloads.length).toBeGreaterThanOrEqual(60);
    const panel = await openPanelShop();
    await panel.hire('Boss', 'owner');
    const made = await plant(panel.shop);
    const { page, defects } = await openWindow(`http://localhost:${panel.shop.anna.port}`, {
      viewport: { width: 1440, height: 900 },
      extraHTTPHeaders: { 'x-forwarded-proto': 'https' },
    });
    const look = await openEyes(page);
    await page.goto('/admin/login');
    await page.fill('input[name=login]', 'boss');
    await page.fill('input[name=password]', password);
    await page.click('main button');
    await page.waitForURL(/\/admin$/);

    for (const href of await page.evaluate(() => window.ANNA.menu.map((line) => line.href))) await look.at(href);
    for (const one of made) await lookAround(page, look, one);
    await lookCloser(page, look, made);
    for (const { orderId } of made) {
      await page.goto(`/o/${orderToken(orderId)}`);
      await look.now(`/o/ of ${orderId}`);
    }

    const unseen = made.flatMap(({ index }) => fields.map((field) => wordsOf(index, field))).filter((words) => !look.seen.has(words));
    expect({ strange: look.strange, unseen, defects }).toEqual({ strange: [], unseen: [], defects: [] });
    expect(look.renders).toBeGreaterThan(3000);
  },
);

/** What one client's and order's own pages show. */
async function lookAround(page: Page, look: Eyes, { clientId, orderId }: Strange): Promise<void> {
  await look.at(`/admin/pages/order?id=${orderId}`);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.getByText('‹allergies›').waitFor();
  await look.now(`the allergies of ${orderId}`);
  await look.at(`/admin/pages/client?id=${clientId}`);
  await page.getByText('Who changed what').click();
  await page.getByText('‹old name›').first().waitFor();
  await look.now(`the changes of ${clientId}`);
  await look.at(`/admin/pages/inbox?id=${clientId}`);
}

/** What a press or a filter opens. */
async function lookCloser(page: Page, look: Eyes, made: readonly Strange[]): Promise<void> {
  for (const kind of ['views', 'all']) {
    await page.goto(`/admin/pages/journal?kind=${kind}`);
    await page.locator('tr').nth(1).waitFor();
    for (const earlier = page.getByRole('button', { name: 'Show earlier' }); await earlier.isVisible(); ) {
      const rows = await page.locator('tr').count();
      await earlier.click();
      await page.waitForFunction((before) => document.querySelectorAll('tr').length > before, rows);
    }
    await look.now(`the whole journal of ${kind}`);
  }
  for (const span of ['day', 'month']) await look.at(`/admin/pages/calendar?span=${span}`);
  for (const { index, orderId } of made.slice(0, 12)) {
    const words = wordsOf(index, 'name');
    await look.at(`/admin/resources/clients?filters.search=${encodeURIComponent(words)}`);
    await page.fill('.search input', words);
    await page.locator('.search-hit').first().waitFor();
    await look.now(`the search for ${words}`);
    await page.fill('.search input', '');
    await look.at(`/admin/pages/order?id=${orderId}`);
    await page.emulateMedia({ media: 'print' });
    await look.now(`the ticket of ${orderId}`);
    await page.emulateMedia({ media: 'screen' });
  }
}

interface Eyes {
  /** Opens a page without loading the panel anew, and looks at it. */
  at(path: string): Promise<void>;
  now(where: string): Promise<void>;
  /** Every text of `wordsOf` that stood somewhere as words. */
  seen: Set<string>;
  /** How often one of them stood anywhere. */
  renders: number;
  strange: string[];
}

async function openEyes(page: Page): Promise<Eyes> {
  const all = payloads.flatMap((_, index) => fields.map((field) => wordsOf(index, field)));
  const eyes: Eyes = {
    seen: new Set(),
    renders: 0,
    strange: [],
    async at(path) {
      await page.evaluate((to) => {
        history.pushState({}, '', to);
        dispatchEvent(new PopStateEvent('popstate'));
      }, path);
      await page.locator('.page').first().waitFor();
      await page.waitForFunction(() => !document.querySelector('.skeleton'));
      await eyes.now(path);
    },
    async now(where) {
      const found = await page.evaluate(whatIsThere);
      for (const words of all) if (found.text.includes(words.replace(/\s+/g, ' '))) eyes.renders += eyes.seen.add(words) ? 1 : 0;
      if (found.harmed || found.nodes > 0) eyes.strange.push(`${where}: ${found.nodes} nodes, harmed: ${found.harmed}`);
    },
  };
  page.on('dialog', (dialog) => {
    eyes.strange.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return eyes;
}

/** In the page: its words, those of its fields and titles, and what no page of ours is made of. */
function whatIsThere() {
  for (const folded of document.querySelectorAll('details')) folded.open = true;
  const typed = [...document.querySelectorAll('input, textarea')].map((each) => (each as HTMLInputElement).value);
  const named = [...document.querySelectorAll('[title], [alt], [aria-label]')].flatMap((each) =>
    ['title', 'alt', 'aria-label'].map((name) => each.getAttribute(name) ?? ''),
  );
  const foreign =
    'img[src="x"], [onerror], [onload], [onfocus], [ontoggle], [onstart], iframe, object, marquee, a[href^="javascript"], main style, main link';
  return {
    text: [document.body.innerText, ...typed, ...named].join('\n').replace(/\s+/g, ' '),
    harmed: '__harmed' in window,
    nodes: document.querySelectorAll(foreign).length,
  };
}
