import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContextOptions, chromium, type Frame, type Locator, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { readConfig } from '../../config.ts';
import { dialect } from '../../db/kit.ts';
import { startAnna } from '../../main.ts';

/** The browser that npm brings along, unpacked once by `tests/run.ts`, or another one. */
const executablePath = process.env.CHROMIUM_PATH;

/** Not the arguments of the package that brings the browser: they switch the web's security off. */
export const chromiumArgs = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
];

/** Whether these tests can run; says loudly when not. Which database is below does not matter to a page: once is enough. */
export const canBrowse = dialect === 'sqlite' && executablePath !== undefined;
if (dialect === 'sqlite' && !canBrowse) console.warn('NOT TESTED IN A BROWSER: start the tests by npm test, or set CHROMIUM_PATH');

/** Opens the demo's panel, as `owner`. */
export const demoPassword = 'only for these tests';

/** The furnished shop on a Monday morning, as `npm run demo` opens it. Answers its address. It ends with the test. */
export async function openDemo(language: 'ru' | 'en'): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'anna-demo-'));
  const ahead = Date.parse('2027-03-01T11:00:00+03:00') - Date.now();
  const settings = { PORT: '0', SHOP_LANGUAGE: language, OWNER_LOGIN: 'owner', OWNER_PASSWORD: demoPassword };
  const anna = await startAnna(readConfig(settings, folder, true), () => Date.now() + ahead);
  onTestFinished(async () => {
    await anna.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return `http://localhost:${anna.port}`;
}

/** A window of a fresh Chromium, and everything in it that should not be: errors, failed requests, anything asked of another host. */
export async function openWindow(url: string, options: BrowserContextOptions): Promise<{ page: Page; defects: string[] }> {
  const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: chromiumArgs });
  onTestFinished(() => browser.close());
  const context = await browser.newContext({ baseURL: url, ...options });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const defects: string[] = [];
  // Chromium tells what a policy has blocked on the console, too.
  page.on(
    'console',
    (said) => ['error', 'warning'].includes(said.type()) && defects.push(`console: ${said.text()} ${said.location().url}`),
  );
  page.on('pageerror', (error) => defects.push(`script: ${error.message}`));
  page.on('request', (asked) => !isOurs(asked.url(), url) && defects.push(`another host: ${asked.url()}`));
  page.on('response', (answer) => answer.status() >= 400 && defects.push(`${answer.status()}: ${answer.url()}`));
  return { page, defects };
}

const isOurs = (address: string, url: string) => address.startsWith(`${url}/`) || /^(blob|data):/.test(address);

/** One person's chat, used as a person does: by what is seen. Every act waits for what it needs. */
export interface Chat {
  field: Locator;
  /** Presses Start in an empty chat. */
  begins(): Promise<void>;
  /** The newest message of the shop that says so. */
  sees(words: string | RegExp): Promise<Locator>;
  /** Presses the button with this label under the newest message of the shop that says so. */
  presses(label: string | RegExp, under: string | RegExp): Promise<void>;
  says(text: string): Promise<void>;
  sends(file: string): Promise<void>;
  /** Answers by the form that the newest request opens. */
  fills(form: 'place' | 'contact', text: string): Promise<void>;
}

export function chatIn(where: Page | Frame): Chat {
  const shop = where.locator('#list > .theirs');
  const showing = (what: string) => async (cause: unknown) => {
    const rows = await where.locator('#list > .row').allInnerTexts();
    throw new Error(`Not ${what}, but:\n${rows.slice(-5).join('\n---\n')}`, { cause });
  };
  const field = where.locator('#field');
  return {
    field,
    begins: () => where.locator('#start').click(),
    async sees(words) {
      const message = shop.filter({ hasText: words }).last();
      await message.waitFor().catch(showing(`seen: ${words}`));
      return message;
    },
    async presses(label, under) {
      const key = where.getByRole('button', { name: label });
      const message = shop.filter({ hasText: under }).filter({ has: key }).last();
      await message
        .locator(key)
        .first()
        .click()
        .catch(showing(`to be pressed: ${label}`));
    },
    async says(text) {
      await field.fill(text);
      await field.press('Enter');
    },
    sends: (file) => where.locator('#picker').setInputFiles(file),
    async fills(form, text) {
      await where.locator('.ask:visible').last().click();
      await where.locator(`#${form}-field`).fill(text);
      await where.locator(`#${form}-field`).press('Enter');
    },
  };
}

/** The phone of this role on `/phones`. */
export async function phoneOf(page: Page, role: string): Promise<Chat> {
  const handle = await page.locator(`.phone.${role} iframe`).first().elementHandle();
  const frame = await handle?.contentFrame();
  if (!frame) throw new Error(`There is no phone of ${role}`);
  return chatIn(frame);
}
