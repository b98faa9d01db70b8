import { looksLikeAmount, readAmount, usualAmounts } from '../../catalog/amount.ts';
import { priceOf } from '../../catalog/price.ts';
import type { Product } from '../../catalog/products.ts';
import { type Answer, type ClientTurn, type Prompt, type Read, refuse, type Step, value } from '../dialog.ts';
import { itemOf, productOf } from './draft.ts';
import { cardOf } from './product-card.ts';
import { exampleAmount, refuseAmount, refuseOtherUnit } from './refuse-amount.ts';

/** How much of it: weight, pieces or tiers. */
export const amountStep: Step<ClientTurn> = {
  when: async (turn) => (await productOf(turn)) !== undefined,
  async ask(turn): Promise<Prompt> {
    const { t, f } = turn;
    const product = await productOf(turn);
    if (!product) return { text: t.customer.order.nothingOnSale };
    const { chosen } = itemOf(turn);
    const { unit, minAmount, maxAmount } = product;
    const choices = usualAmounts(product).map((amount) => ({
      id: String(amount),
      label: `${f.amount(amount, unit)} · ${f.money(priceOf(product, chosen, amount))}`,
    }));
    const bare = (amount: number) => f.amount(amount, '').trim();
    const words = turn.numbered ? t.customer.order.amountByNumber : t.customer.order.amount;
    const question = words(bare(minAmount), bare(maxAmount))[unit];
    return product.options.length === 0
      ? { ...cardOf(turn, product, question), choices, columns: 2 }
      : { text: question, choices, columns: 2 };
  },
  async read(turn, answer) {
    const product = await productOf(turn);
    return product && readTyped(turn, product, answer);
  },
  take(turn, amount) {
    itemOf(turn).amount = Number(amount);
  },
  answered: (turn) => itemOf(turn).amount !== undefined,
  forget: (turn) => void delete itemOf(turn).amount,
};

function readTyped(turn: ClientTurn, product: Product, answer: Answer): Read {
  if (answer.kind !== 'text') return undefined;
  // Where choices are numbered, "12" may be meant as the twelfth choice: an amount bears its unit there.
  const isBare = turn.numbered && /^\s*\p{Nd}+\s*$/u.test(answer.text);
  const amount = isBare ? undefined : readAmount(answer.text, product);
  if (amount === undefined) return unread(turn, product, answer.text);
  const refusal = refuseAmount(turn, product, amount);
  return refusal === undefined ? value(amount) : refuse(refusal);
}

function unread(turn: ClientTurn, product: Product, typed: string): Read {
  const refusal = refuseOtherUnit(turn, product, typed);
  if (refusal !== undefined) return refuse(refusal);
  return looksLikeAmount(typed) ? refuse(turn.t.customer.order.notAmount(exampleAmount(turn, product))) : undefined;
}
