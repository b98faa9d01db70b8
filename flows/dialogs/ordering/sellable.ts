import { badAmount } from '../../catalog/amount.ts';
import { openOption } from '../../catalog/price.ts';
import { findOnSale } from '../../catalog/products.ts';
import type { ClientTurn, Prompt } from '../dialog.ts';
import { draftOf, wishesOf } from './draft.ts';

/** Whether all that was put together can still be had like this: the owner changes the catalogue while clients talk. */
export async function isSellable(turn: ClientTurn): Promise<boolean> {
  for (const { productId, chosen, amount } of wishesOf(draftOf(turn))) {
    const product = await findOnSale(turn.tx, productId);
    if (!product || openOption(product, chosen) || badAmount(product, amount)) return false;
  }
  return true;
}

/** Asked in place of a question about what can no longer be had; whatever is answered leads to the question about it. */
export const askAnother = ({ t }: ClientTurn): Prompt => ({
  text: t.customer.order.productGone(),
  choices: [{ id: 'another', label: t.customer.order.chooseAnother }],
});

/** The longest notice that any of the items needs, in hours. */
export async function noticeFor(turn: ClientTurn): Promise<number> {
  let longest = 0;
  for (const { productId } of wishesOf(draftOf(turn)))
    longest = Math.max(longest, (await findOnSale(turn.tx, productId))?.noticeHours ?? 0);
  return longest;
}
