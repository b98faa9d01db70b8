import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { canBrowse, chatIn, openDemo, openWindow } from './browser.ts';

/** A page of somebody else, with as strict a policy as there is: nothing but our script and our frame. */
async function foreignPage(anna: string, attributes: string): Promise<string> {
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Cakes</title><link rel="icon" href="data:,"></head>
    <body><h1>Cakes</h1><script async src="${anna}/widget.js" ${attributes}></script></body></html>`;
  const policy = `default-src 'none'; img-src data:; script-src ${anna}; frame-src ${anna}; require-trusted-types-for 'script'`;
  const server = createServer((_req, res) => {
    res.setHeader('Content-Security-Policy', policy);
    res.setHeader('Content-Type', 'text/html; charset=utf-8');
    res.end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  // Another site, not only another port: what a frame stores there is its own, and no cookie goes along.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const frameOf = async (page: Page, part: string) => {
  await expect.poll(() => page.frames().some((frame) => frame.url().includes(part)), { timeout: 10_000 }).toBe(true);
  const frame = page.frames().find((each) => each.url().includes(part));
  if (!frame) throw new Error('There is no such frame');
  return frame;
};

/** What went wrong, but for requests to our own site, which is another host here. */
const real = (defects: string[]) => defects.filter((defect) => !defect.startsWith('another host'));

test.runIf(canBrowse)(
  'one line on a foreign page with a strict policy opens the chat, and the talk is there after a reload',
  async () => {
    const anna = await openDemo('ru');
    const url = await foreignPage(anna, 'data-show="chat"');
    const { page, defects } = await openWindow(url, { viewport: { width: 1000, height: 800 } });
    await page.goto('/');
    await page.getByRole('button', { name: 'Write to us' }).click();
    const chat = chatIn(await frameOf(page, '/chat/t/'));
    await chat.begins();
    await chat.says('Do you make cakes without nuts?');
    await chat.sees('I’ve passed your message on');

    await page.reload();
    await page.getByRole('button', { name: 'Write to us' }).click();
    const again = await frameOf(page, '/chat/t/');
    await again.locator('#list > .row').filter({ hasText: 'without nuts' }).first().waitFor();
    await page.keyboard.press('Escape');
    expect(real(defects)).toEqual([]);
  },
  60_000,
);

test.runIf(canBrowse)(
  'one line on a foreign page shows the order form in its place, and an order comes of it',
  async () => {
    const anna = await openDemo('ru');
    const { page, defects } = await openWindow(await foreignPage(anna, 'data-show="order" data-inline data-source="partner"'), {
      viewport: { width: 1100, height: 900 },
    });
    await page.goto('/');
    const form = await frameOf(page, '/order');
    await form.getByRole('button', { name: 'Choose: Honey cake' }).click();
    await form.locator('#item-add').click();
    await form.locator('.day:enabled').first().click();
    await form.locator('#slot-list .pill').first().click();
    await form.getByLabel('I will pick it up').check();
    await form.getByRole('textbox', { name: 'Name' }).fill('Mary');
    await form.getByRole('textbox', { name: 'Phone' }).fill('+7 912 345-67-89');
    await form.locator('#consent').check();
    await page.waitForTimeout(2000); // nobody is faster than that
    await form.getByRole('button', { name: 'Send the order' }).click();

    await form.getByText('Thank you! Order No.').waitFor();
    expect(real(defects)).toEqual([]);
  },
  60_000,
);
