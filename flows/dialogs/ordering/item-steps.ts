import { badAmount } from '../../catalog/amount.ts';
import { openOption } from '../../catalog/price.ts';
import { findOnSale, productsOnSale, sectionsOnSale } from '../../catalog/products.ts';
import { isVisible } from '../../clean-text.ts';
import { itemLine } from '../../orders/agreed.ts';
import { priceItems, totalOf } from '../../orders/price-items.ts';
import { type ClientTurn, refuse, type Step, value } from '../dialog.ts';
import { amountStep } from './amount-step.ts';
import { draftOf, dropProduct, itemOf, productOf, wishesOf } from './draft.ts';
import { cardOf, surchargeOf, unitPrice } from './product-card.ts';
import { says, saysNo, saysYes } from './says.ts';
import { askAnother, isSellable } from './sellable.ts';

export const longestInscription = 60;

const section: Step<ClientTurn> = {
  async when({ tx }) {
    return (await sectionsOnSale(tx)).length > 1;
  },
  async ask(turn) {
    const { order } = turn.t.customer;
    const choices = (await sectionsOnSale(turn.tx)).map(({ id, title }) => ({ id: String(id), label: turn.f.title(title) }));
    const { gone } = itemOf(turn);
    if (gone !== undefined) return { text: order.productGone(gone), choices };
    return { text: (draftOf(turn).items?.length ?? 0) > 1 ? order.anotherSection : order.section, choices };
  },
  take(turn, id) {
    const item = itemOf(turn);
    item.section = Number(id);
    delete item.gone;
  },
  async answered(turn) {
    await reopenUnsellable(turn);
    return itemOf(turn).section !== undefined;
  },
  forget: (turn) => void delete itemOf(turn).section,
};

const product: Step<ClientTurn> = {
  async ask(turn) {
    const { tx, t, f } = turn;
    const [first] = await sectionsOnSale(tx);
    const products = await productsOnSale(tx, itemOf(turn).section ?? first?.id ?? 0);
    const choices = products.map(({ id, title, price, unit }) => ({
      id: String(id),
      label: `${f.title(title)} · ${unitPrice(t, f, price, unit)}`,
    }));
    const lines = products.map(({ title, description }) => `• ${f.title(title)}: ${f.title(description)}`);
    const { gone } = itemOf(turn);
    const question = gone === undefined ? t.customer.order.product : t.customer.order.productGone(gone);
    return { text: products.length === 0 ? t.customer.order.nothingOnSale : [question, '', ...lines].join('\n'), choices };
  },
  take(turn, id) {
    const item = itemOf(turn);
    dropProduct(item);
    item.product = Number(id);
    delete item.gone;
  },
  async answered(turn) {
    await reopenUnsellable(turn);
    return itemOf(turn).product !== undefined;
  },
  forget: (turn) => dropProduct(itemOf(turn)),
};

const option: Step<ClientTurn> = {
  async when(turn) {
    return ((await productOf(turn))?.options.length ?? 0) > 0;
  },
  async ask(turn) {
    const { t, f } = turn;
    const { chosen } = itemOf(turn);
    const found = await productOf(turn);
    const open = found && openOption(found, chosen);
    if (!open) return { text: t.customer.order.nothingOnSale };
    const choices = open.choices.map((choice) => ({
      id: choice.key,
      label: `${f.title(choice.title)}${surchargeOf(t, f, choice, found.unit)}`,
    }));
    const question = t.customer.order.option(f.title(open.title));
    const isFirst = Object.keys(chosen).length === 0;
    return isFirst ? { ...cardOf(turn, found, question), choices } : { text: question, choices };
  },
  async take(turn, choice) {
    const item = itemOf(turn);
    const found = await productOf(turn);
    const open = found && openOption(found, item.chosen);
    if (open) item.chosen[open.key] = String(choice);
  },
  async answered(turn) {
    const found = await productOf(turn);
    return !found || openOption(found, itemOf(turn).chosen) === undefined;
  },
  forget: (turn) => void dropLastOption(turn),
};

/** Takes back the option that was chosen last; false when none was. */
export async function dropLastOption(turn: ClientTurn): Promise<boolean> {
  const item = itemOf(turn);
  const found = await productOf(turn);
  const last = found?.options.findLast(({ key }) => key in item.chosen);
  if (last) delete item.chosen[last.key];
  return last !== undefined;
}

const inscription: Step<ClientTurn> = {
  when: async (turn) => (await productOf(turn))?.inscribable ?? false,
  ask: ({ t }) => ({ text: t.customer.order.inscription, choices: [{ id: 'none', label: t.customer.order.noInscription }] }),
  read({ t }, answer) {
    if (answer.kind === 'choice') return value(null);
    if (answer.kind !== 'text') return undefined;
    const words = answer.text.replace(/\s+/gu, ' ').trim();
    if (!isVisible(words) || saysNo(words, (each) => each.customer.order.noInscription)) return value(null);
    if (saysYes(words)) return refuse(t.customer.order.whichInscription);
    return [...words].length > longestInscription ? refuse(t.customer.order.tooLong([...words].length, longestInscription)) : value(words);
  },
  take(turn, words) {
    itemOf(turn).inscription = words as string | null;
  },
  answered: (turn) => itemOf(turn).inscription !== undefined,
  forget: (turn) => void delete itemOf(turn).inscription,
};

const more: Step<ClientTurn> = {
  async ask(turn) {
    const { t, f, tx } = turn;
    if (!(await isSellable(turn))) return askAnother(turn);
    const items = await priceItems(tx, wishesOf(draftOf(turn)));
    const lines = items.map((item) => `• ${itemLine({ ...item, title: item.product.title, unit: item.product.unit }, t, f)}`);
    const choices = [
      { id: 'no', label: t.customer.order.enough },
      { id: 'yes', label: t.customer.order.addItem },
    ];
    return { text: t.customer.order.more(lines, f.money(totalOf(items))), choices };
  },
  read(_, answer) {
    if (answer.kind !== 'text') return undefined;
    if (says(answer.text, (t) => t.customer.order.enoughWords)) return value('no');
    return says(answer.text, (t) => t.customer.order.moreWords) ? value('yes') : undefined;
  },
  take(turn, choice) {
    if (choice === 'yes') addItem(turn);
    if (choice === 'no') draftOf(turn).more = 'no';
  },
  answered: (turn) => draftOf(turn).more !== undefined,
  forget: (turn) => void delete draftOf(turn).more,
};

/** Begins one more item. */
export function addItem(turn: ClientTurn): void {
  const draft = draftOf(turn);
  draft.items = [...(draft.items ?? []), { chosen: {} }];
  draft.at = draft.items.length - 1;
  delete draft.more;
}

/** From the first question about another item back to those that are there; false when there is only this one. */
export function dropNewItem(turn: ClientTurn): boolean {
  const draft = draftOf(turn);
  const { items = [] } = draft;
  if (items.length < 2 || itemOf(turn).product !== undefined || itemOf(turn).section !== undefined) return false;
  items.splice(draft.at ?? 0, 1);
  draft.at = items.length - 1;
  return true;
}

/** An item that went off sale meanwhile, or can no longer be had like this, is asked about again. */
async function reopenUnsellable(turn: ClientTurn): Promise<void> {
  const draft = draftOf(turn);
  for (const [at, item] of (draft.items ?? []).entries()) {
    if (item.product === undefined && item.gone === undefined) continue;
    const found = item.product === undefined ? undefined : await findOnSale(turn.tx, item.product);
    if (found && item.amount !== undefined && badAmount(found, item.amount)) delete item.amount;
    if (found && item.amount !== undefined && !openOption(found, item.chosen)) continue;
    draft.at = at;
    if (found) return;
    dropProduct(item);
    item.gone ??= '';
    return;
  }
}

export const itemSteps = { section, product, option, amount: amountStep, inscription, more };
