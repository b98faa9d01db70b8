import type { Choice, ClientTurn, Step } from '../dialog.ts';
import { type Draft, draftOf, dropProduct, type ItemDraft, productOf } from './draft.ts';
import { addItem } from './item-steps.ts';

/** What to change about one item of the summary; its own questions then ask again what was taken back. */
export const edit: Step<ClientTurn> = {
  when: (turn) => draftOf(turn).editing !== undefined,
  async ask(turn) {
    const { t, f } = turn;
    const draft = draftOf(turn);
    draft.at = draft.editing ?? 0;
    const product = await productOf(turn);
    const { order } = t.customer;
    const other = [
      { id: 'product', label: order.editProduct },
      { id: 'remove', label: order.editRemove },
    ];
    if (!product) return { text: order.productGone(), choices: other };
    const options = product.options.map(({ title }, i): Choice => ({ id: `option-${i}`, label: f.title(title) }));
    const inscription = product.inscribable ? [{ id: 'inscription', label: order.editInscription }] : [];
    const choices = [{ id: 'amount', label: order.editAmount }, ...options, ...inscription, ...other];
    return { text: order.edit(f.title(product.title)), choices };
  },
  async take(turn, given) {
    const draft = draftOf(turn);
    const item = draft.items?.[draft.editing ?? 0];
    draft.at = draft.editing ?? 0;
    delete draft.editing;
    if (!item) return;
    const option = /^option-(\d+)$/.exec(String(given))?.[1];
    const product = await productOf(turn);
    if (option !== undefined) delete item.chosen[product?.options[Number(option)]?.key ?? ''];
    else takeBack[String(given)]?.(draft, item, turn);
  },
  answered: (turn) => draftOf(turn).editing === undefined,
};

const takeBack: Record<string, (draft: Draft, item: ItemDraft, turn: ClientTurn) => void> = {
  amount: (_, item) => void delete item.amount,
  inscription: (_, item) => void delete item.inscription,
  product(_, item) {
    dropProduct(item);
    delete item.section;
  },
  remove(draft, item, turn) {
    draft.items = (draft.items ?? []).filter((each) => each !== item);
    draft.at = Math.max(0, draft.items.length - 1);
    if (draft.items.length === 0) addItem(turn);
  },
};
