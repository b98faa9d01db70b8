import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { readConfig } from '../config.ts';
import { startAnna } from '../main.ts';

/**
 * `npm run shots [-- <words of names>]`: every screen of the panel on the demo's data, in both languages, at 1440 and at 390 wide, into `.shots/`.
 * The browser is CHROMIUM_PATH, the machine's own, or the npm package's. Says what a console, a policy or a server complained of.
 */
const folder = join(import.meta.dirname, '..', '.shots');
const words = process.argv.slice(2);
const credentials = { OWNER_LOGIN: 'owner', OWNER_PASSWORD: 'only for these pictures' };
const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

const browser = await openBrowser();
mkdirSync(folder, { recursive: true });
let complaints = 0;
for (const language of ['ru', 'en'] as const) await photograph(language);
await browser.close();
console.log(complaints === 0 ? 'Nothing complained.' : `${complaints} complaints.`);
process.exit(complaints === 0 ? 0 : 1);

async function photograph(language: 'ru' | 'en'): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'anna-shots-'));
  const anna = await startAnna(readConfig({ ...credentials, PORT: '0', SHOP_LANGUAGE: language, LOG_LEVEL: 'error' }, data, true));
  try {
    const context = await browser.newContext({ baseURL: `http://localhost:${anna.port}`, locale: language, deviceScaleFactor: 1 });
    const page = await context.newPage();
    listen(page);
    await page.goto('/admin/login');
    await shoot(page, language, 'login');
    await page.fill('input[name=login]', credentials.OWNER_LOGIN);
    await page.fill('input[name=password]', credentials.OWNER_PASSWORD);
    await page.click('main button');
    await page.waitForURL(/\/admin$/);
    for (const [name, path] of await pagesOf(page)) {
      if (words.length > 0 && !words.some((word) => name.includes(word))) continue;
      await page.goto(path);
      await page.waitForLoadState('networkidle', { timeout: 3000 }).catch(() => {}); // a live page never rests
      await page.waitForTimeout(400);
      await shoot(page, language, name);
    }
    await context.close();
  } finally {
    await anna.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

/** What stands in the sidebar, and the pages that only a link opens. */
async function pagesOf(page: Page): Promise<[string, string][]> {
  const menu = await page.evaluate(() => window.ANNA.menu.map(({ name, href }): [string, string] => [name, href]));
  const order = await page.evaluate(async () => {
    const answer = await fetch('/admin/api/resources/orders/actions/list');
    const { records } = (await answer.json()) as { records: { params: { id: number; clientId: number } }[] };
    return records.find(({ params }) => params.clientId !== undefined)?.params;
  });
  const linked: [string, string][] = [
    ['order', `/admin/pages/order?id=${order?.id}`],
    ['client', `/admin/pages/client?id=${order?.clientId}`],
    ['account', '/admin/pages/account'],
    ['client-new', '/admin/pages/new-client'],
    ['order-new', '/admin/pages/new-order'],
  ];
  return [...menu, ...linked];
}

async function shoot(page: Page, language: string, name: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await page.waitForTimeout(250);
    await page.screenshot({ path: join(folder, `${name}-${language}-${size.width}.png`) });
  }
}

function listen(page: Page): void {
  const complain = (what: string) => {
    complaints++;
    console.log(`${page.url()}: ${what}`);
  };
  page.on('console', (said) => ['error', 'warning'].includes(said.type()) && complain(said.text().slice(0, 300)));
  page.on('pageerror', (error) => complain(error.message));
  page.on('response', (answer) => answer.status() >= 400 && complain(`${answer.status()} ${answer.url()}`));
}

async function openBrowser(): Promise<Browser> {
  const own = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => path && existsSync(path));
  // Not the package's own arguments: they switch the web's security off.
  const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
  const executablePath = own ?? (await (await import('@sparticuz/chromium')).default.executablePath());
  return chromium.launch({ executablePath, args });
}
