import { createHash } from 'node:crypto';
import type { WholeShop } from '../whole-shop.ts';
import { openBrowser } from './browser.ts';

type Filled = Record<string, unknown>;

interface Catalogue {
  sections: [{ products: [{ id: number; minAmount: number; options: { key: string; choices: { key: string }[] }[] }] }];
}

export interface Days {
  days: { day: string; label: string; slots: { from: number; label: string }[] }[];
}

/** What the page is told after sending: an order, or why not. */
export interface Told {
  number: number;
  total: string;
  lines: string[];
  link: string;
  why: string;
  field?: string;
  nearest: { from: number; label: string };
}

/** An answer of our own server, in the form that the test goes on to check. */
export const told = async <T>(answer: Response | Promise<Response>): Promise<T> => (await (await answer).json()) as T;

/** Somebody with the order form open in a browser, a new one unless told. */
export async function openForm(shop: WholeShop, query = '', browser = openBrowser(`http://127.0.0.1:${shop.anna.port}`)) {
  const page = await (await browser.get(`/order?lang=en${query}`)).text();
  const ticket = /data-ticket="([^"]+)"/.exec(page)?.[1] ?? '';
  const { days } = await told<Days>(browser.get('/order/days?products=1&lang=en'));
  const { sections } = await told<Catalogue>(browser.get('/order/catalogue?lang=en'));
  const [cake] = sections[0].products;
  const chosen = Object.fromEntries(cake.options.map(({ key, choices }) => [key, choices[0]?.key]));
  // Nobody fills it in at once.
  await shop.passes(5000);

  const filled = (news: Filled = {}): Filled => ({
    ...{ ticket, work: workOver(ticket), language: 'en', fulfilment: 'pickup', consent: true, allergies: 'none', allergyText: '' },
    items: [{ productId: cake.id, amount: cake.minAmount, chosen, inscription: null }],
    dueAt: days[0]?.slots[0]?.from,
    ...{ name: 'Mary', phone: '+7 912 345-67-89', wishes: '', photos: [] },
    ...news,
  });
  return {
    ...{ browser, page, ticket, days, cake, chosen, filled },
    /** Sends it, and lets everything happen that follows. */
    async sends(news: Filled = {}) {
      const answer = await browser.post('/chat/order?lang=en', filled(news));
      const said = await told<Told>(answer);
      await shop.passes(0);
      return { status: answer.status, told: said };
    },
  };
}

/** What the page counts for. */
export function workOver(ticket: string): number {
  let work = 0;
  while (createHash('sha256').update(`${ticket} ${work}`).digest().readUInt32BE(0) >>> 17 !== 0) work += 1;
  return work;
}
