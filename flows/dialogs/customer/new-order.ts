import { findOnSale } from '../../catalog/products.ts';
import { type ClientTurn, customerDialog } from '../dialog.ts';
import type { Draft } from '../ordering/draft.ts';

/** Begins an order, or one like an earlier one; answers that were given already are not thrown away unasked. A second tap goes on with the first. */
export default customerDialog({
  name: 'new-order',
  opensOn: ['/order'],
  label: (t) => t.customer.menu.order,
  said: (t) => t.customer.said.order,
  args: ['repeat'],
  async done(turn) {
    const { answers, t, button } = turn;
    const args = answers.repeat === undefined ? [] : [String(answers.repeat)];
    const waiting = waitingOrder(turn);
    const begun = await itemsOf(turn, waiting);
    if (begun.length === 0) {
      turn.next = { dialog: 'order', args };
      return;
    }
    if (answers.repeat !== undefined && waiting.repeats === Number(answers.repeat) && turn.conversation.dialog === 'order') {
      turn.next = 'repeat';
      return;
    }
    const { menu, unfinishedOrder } = t.customer;
    turn.say({
      text: unfinishedOrder(begun.join(', ')),
      buttons: [[button(menu.goOn, 'continue')], [button(menu.orderAnew, 'order', ...args)]],
    });
  },
});

/** The order that waits to be finished. */
function waitingOrder({ conversation }: ClientTurn): Draft {
  const waiting = conversation.dialog === 'order' ? conversation : conversation.paused.find(({ dialog }) => dialog === 'order');
  // Only the steps of the order write these answers.
  return (waiting?.answers ?? {}) as Draft;
}

/** What has been chosen in it so far. */
async function itemsOf({ tx, f }: ClientTurn, { items = [] }: Draft): Promise<string[]> {
  const titles: string[] = [];
  for (const { product } of items) {
    const found = product === undefined ? undefined : await findOnSale(tx, product);
    if (found) titles.push(f.title(found.title));
  }
  return titles;
}
