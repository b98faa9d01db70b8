import { expect, test } from 'vitest';
import { products } from '../../db/schema/catalog.ts';
import { orderItems, orders } from '../../db/schema/orders.ts';
import { clients, identities } from '../../db/schema/people.ts';
import { messages } from '../../db/schema/talk.ts';
import { record } from '../../flows/events.ts';
import { mainPipeline } from '../../flows/orders/pipeline.ts';
import { openPanelShop, password, type WholeShop } from '../admin/panel-shop.ts';
import { canBrowse, openWindow } from './browser.ts';

const harm = 'window.__harmed=1';
const tags = [
  'img src=x onerror',
  'svg onload',
  'body onload',
  'iframe onload',
  'input autofocus onfocus',
  'details open ontoggle',
  'video src=x onerror',
  'audio src=x onerror',
  'marquee onstart',
  'object data=x onerror',
];
const frames = [
  (tag: string) => `<${tag}="${harm}">`,
  (tag: string) => `"><${tag}='${harm}'>`,
  (tag: string) => `'><${tag}=${harm}>`,
  (tag: string) => `</script><${tag}="${harm}">`,
  (tag: string) => `</textarea></title><${tag}="${harm}">`,
];
/** What people who mean harm call themselves. */
const payloads = [
  ...tags.flatMap((tag) => frames.map((frame) => frame(tag))),
  `<script>${harm}</script>`,
  `</script><script>${harm}</script>`,
  `<scr<script>ipt>${harm}</scr</script>ipt>`,
  `javascript:${harm}`,
  `[click](javascript:${harm})`,
  `{{constructor.constructor('${harm}')()}}`,
  `\${${harm}}`,
  `<a href="javascript:${harm}">win</a>`,
  `<style>@import 'https://evil.example/x.css'</style>`,
  `<link rel=stylesheet href=https://evil.example/x.css>`,
];

test.runIf(canBrowse)(
  'whatever clients call themselves and write, the panel shows it as words and does none of it',
  { timeout: 240_000 },
  async () => {
    expect(payloads.length).toBeGreaterThanOrEqual(60);
    const panel = await openPanelShop();
    await panel.hire('Boss', 'owner');
    const made = await plant(panel.shop);
    const { page, defects } = await openWindow(`http://localhost:${panel.shop.anna.port}`, {
      viewport: { width: 1440, height: 900 },
      extraHTTPHeaders: { 'x-forwarded-proto': 'https' },
    });
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    await page.goto('/admin/login');
    await page.fill('input[name=login]', 'boss');
    await page.fill('input[name=password]', password);
    await page.click('main button');
    await page.waitForURL(/\/admin$/);
    const menu = await page.evaluate(() => window.ANNA.menu.map(({ href }) => href));
    const paths = [
      ...menu,
      ...made.flatMap(({ orderId, clientId }) => [`/admin/pages/order?id=${orderId}`, `/admin/pages/client?id=${clientId}`]),
    ];

    const strange: string[] = [];
    for (const path of paths) {
      await page.goto(path, { waitUntil: 'domcontentloaded' });
      await page.locator('.page').first().waitFor();
      await page.waitForFunction(() => !document.querySelector('.skeleton'), undefined, { timeout: 8000 });
      const found = await page.evaluate(() => ({
        harmed: '__harmed' in window,
        nodes: document.querySelectorAll('img[src="x"], [onerror], [onload], [onfocus], iframe, object, marquee, a[href^="javascript"]')
          .length,
      }));
      if (found.harmed || found.nodes > 0) strange.push(`${path}: ${JSON.stringify(found)}`);
    }
    expect({ strange, dialogs, defects }).toEqual({ strange: [], dialogs: [], defects: [] });
  },
);

/** One client with one order for each payload, which stands in every field that a client fills. */
async function plant({ store, clock }: WholeShop): Promise<{ orderId: number; clientId: number }[]> {
  const now = clock.now();
  return store.tx(async (tx) => {
    const pipeline = await mainPipeline(tx);
    const [product] = await tx.select().from(products).limit(1);
    const made = [];
    for (const [index, words] of payloads.entries()) {
      const person = {
        name: words,
        language: 'en' as const,
        source: words.slice(0, 60),
        search: words.toLowerCase(),
        createdAt: now,
        waitingSince: now,
        fields: { [words]: words },
      };
      const [client] = await tx.insert(clients).values(person).returning();
      const clientId = client?.id ?? 0;
      const [identity] = await tx
        .insert(identities)
        .values({ channel: 'telegram', address: `strange-${index}`, clientId, name: words, createdAt: now })
        .returning();
      const [order] = await tx
        .insert(orders)
        .values({
          origin: `strange:${index}`,
          pipelineId: pipeline.id,
          stageId: pipeline.stages[0]?.id ?? 0,
          stageSince: now,
          reached: 1,
          clientId,
          itemsTotal: 100_000,
          total: 100_000,
          dueAt: now + 86_400_000,
          fulfilment: 'delivery',
          address: words,
          contactName: words,
          contactPhone: words,
          wishes: words,
          source: words.slice(0, 60),
          agreed: { at: now, language: 'en', lines: [words], total: 100_000 },
          createdAt: now,
        })
        .returning();
      const orderId = order?.id ?? 0;
      await tx.insert(orderItems).values({
        orderId,
        productId: product?.id ?? 0,
        title: { ru: words, en: words },
        unit: 'kg',
        amount: 1500,
        options: [],
        inscription: words,
        total: 100_000,
      });
      const [message] = await tx
        .insert(messages)
        .values({
          direction: 'in',
          channel: 'telegram',
          identityId: identity?.id ?? 0,
          clientId,
          orderId,
          text: words,
          state: 'received',
          at: now,
        })
        .returning();
      await record(tx, { type: 'client.asked', clientId, messageId: message?.id ?? 0, text: words }, { kind: 'client', id: clientId }, now);
      await record(tx, { type: 'order.noted', orderId, clientId, text: words }, { kind: 'system' }, now);
      made.push({ orderId, clientId });
    }
    return made;
  });
}
