import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { canBrowse, chatIn, openDemo, openWindow } from './browser.ts';

test.runIf(canBrowse)(
  'the chat on a phone keeps what was said over a reload, and a lost answer doubles nothing',
  async () => {
    const { page, defects } = await openWindow(await openDemo('ru'), { viewport: { width: 390, height: 844 }, hasTouch: true });
    const chat = chatIn(page);
    await page.goto('/chat?lang=ru');
    await chat.begins();
    await chat.sees('Чем помочь?');
    expect(defects).toEqual([]);

    const line = await breakLine(page);
    await page.reload();
    const words = 'Можно торт <img src="x" onerror="alert(1)"> без орехов?';
    await chat.says(words);
    await expect.poll(() => line.sent).toBe(2);
    line.mend();
    await chat.sees('менеджер');
    const rows = page.locator('#list > .row, #unsent > .row');
    expect(await rows.filter({ hasText: words }).count()).toBe(1);
    expect(defects).toEqual([expect.stringContaining('/chat/send')]);

    const said = await rows.allInnerTexts();
    await page.reload();
    await chat.sees('менеджер');
    expect(await rows.allInnerTexts()).toEqual(said);
    expect(defects).toHaveLength(1);
  },
  60_000,
);

/** The first message is taken, but its answer is lost; what comes is held up until the line is mended, so that the page cannot know. */
async function breakLine(page: Page): Promise<{ readonly sent: number; mend(): void }> {
  const { promise: mended, resolve: mend } = Promise.withResolvers<void>();
  let sent = 0;
  await page.route('**/chat/send*', async (route) => {
    sent += 1;
    if (sent > 1) return route.continue();
    await route.fetch();
    await route.abort();
  });
  for (const way of ['**/chat/events*', '**/chat/updates*'])
    await page.route(way, async (route) => {
      await mended;
      await route.continue().catch(() => {}); // the page has asked anew meanwhile
    });
  return {
    get sent() {
      return sent;
    },
    mend,
  };
}

test.runIf(canBrowse)(
  'the second click of a double one presses nothing that has meanwhile come under the pointer',
  async () => {
    const { page, defects } = await openWindow(await openDemo('ru'), { viewport: { width: 390, height: 844 } });
    const chat = chatIn(page);
    await page.goto('/chat?lang=ru');
    await page.locator('#start').dblclick();
    await chat.presses('Сделать заказ', 'Чем помочь?');
    const sections = await chat.sees('Что будем заказывать?');
    expect(await page.locator('#list > .row').count()).toBe(1);

    await sections.getByRole('button', { name: 'Бенто' }).hover();
    await page.mouse.down({ clickCount: 2 });
    await page.mouse.up({ clickCount: 2 });
    await chat.presses('Назад', 'Что будем заказывать?');
    await chat.sees('Чем помочь?');
    expect(defects).toEqual([]);
  },
  60_000,
);
