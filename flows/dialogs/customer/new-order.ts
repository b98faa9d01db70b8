import { findOnSale } from '../../catalog/products.ts';
import { type ClientTurn, customerDialog } from '../dialog.ts';
import type { Draft } from '../ordering/draft.ts';

/** Begins an order, or one like an earlier one; answers that were given already are not thrown away unasked. */
export default customerDialog({
  name: 'new-order',
  opensOn: ['/order'],
  label: (t) => t.customer.menu.order,
  args: ['repeat'],
  async done(turn) {
    const { answers, t, button } = turn;
    const args = answers.repeat === undefined ? [] : [String(answers.repeat)];
    const begun = await begunItems(turn);
    if (begun.length === 0) {
      turn.next = { dialog: 'order', args };
      return;
    }
    const { menu, unfinishedOrder } = t.customer;
    turn.say({
      text: unfinishedOrder(begun.join(', ')),
      buttons: [[button(menu.goOn, 'continue')], [button(menu.orderAnew, 'order', ...args)]],
    });
  },
});

/** What has been chosen in the order that waits to be finished. */
async function begunItems({ conversation, tx, f }: ClientTurn): Promise<string[]> {
  const waiting = conversation.dialog === 'order' ? conversation : conversation.paused.find(({ dialog }) => dialog === 'order');
  // Only the steps of the order write these answers.
  const { items = [] } = (waiting?.answers ?? {}) as Draft;
  const titles: string[] = [];
  for (const { product } of items) {
    const found = product === undefined ? undefined : await findOnSale(tx, product);
    if (found) titles.push(f.title(found.title));
  }
  return titles;
}
