import type { Chosen } from '../../catalog/price.ts';
import { findOnSale, type Product, productsOnSale, sectionsOnSale } from '../../catalog/products.ts';
import { findByPhone } from '../../clients/find-by-phone.ts';
import { findLastAddress } from '../../clients/last-address.ts';
import { type Read, refuse, type StaffTurn, type Step, value } from '../dialog.ts';
import { callOf } from './call.ts';

/** What is ordered; everything else about it begins with what is usual and is changed in the summary. */
const product: Step<StaffTurn> = {
  async ask(turn) {
    const { t, f } = turn;
    const choices = (await onSale(turn)).map(({ id, title, price, unit }) => ({
      id: String(id),
      label: `${f.title(title)} · ${f.money(price)}/${t.staff.call.units[unit]}`,
    }));
    return { text: t.staff.call.product(callOf(turn).name ?? ''), choices };
  },
  async read(turn, answer) {
    if (answer.kind === 'choice') return known(await findOnSale(turn.tx, Number(answer.id)));
    if (answer.kind !== 'text') return undefined;
    const word = answer.text.trim().toLowerCase();
    const fitting = (await onSale(turn)).filter(({ title }) => Object.values(title).some((each) => each.toLowerCase().includes(word)));
    return word.length >= 3 && fitting.length === 1 ? known(fitting[0]) : undefined;
  },
  async take(turn, id) {
    const found = await findOnSale(turn.tx, Number(id));
    if (found) Object.assign(callOf(turn), { product: found.id, amount: found.minAmount, chosen: usualOf(found) });
  },
  forget(turn) {
    const call = callOf(turn);
    delete call.product;
    delete call.amount;
    delete call.chosen;
  },
};

const known = (found: Product | undefined): Read => found && value(found.id);

async function onSale({ tx }: StaffTurn): Promise<Product[]> {
  const found: Product[] = [];
  for (const { id } of await sectionsOnSale(tx)) found.push(...(await productsOnSale(tx, id)));
  return found;
}

const usualOf = ({ options }: Product): Chosen =>
  Object.fromEntries(options.flatMap(({ key, choices }) => (choices[0] ? [[key, choices[0].key]] : [])));

/** Pick-up, the last address, a typed one or a pin. */
const place: Step<StaffTurn> = {
  async ask(turn) {
    const { t, f, shop } = turn;
    const last = await lastOf(turn);
    const choices = [{ id: 'pickup', label: t.staff.call.pickup }, ...(last ? [{ id: 'last', label: t.staff.call.last(last.text) }] : [])];
    return { text: t.staff.call.place(f.title(shop.pickupAddress), f.money(shop.deliveryFee)), choices };
  },
  async read(turn, answer) {
    if (answer.kind === 'choice') return answer.id === 'last' ? value(await lastOf(turn)) : value('pickup');
    if (answer.kind === 'place')
      return value({
        text: answer.title ?? turn.t.customer.order.pinned,
        latitude: answer.latitude,
        longitude: answer.longitude,
      });
    if (answer.kind !== 'text') return undefined;
    const text = answer.text.replace(/\s+/gu, ' ').trim();
    return text.length < 5 || text.length > 200 ? refuse(turn.t.staff.call.noPlace) : value({ text });
  },
};

async function lastOf(turn: StaffTurn) {
  const client = await findByPhone(turn.tx, callOf(turn).phone ?? '');
  return client && findLastAddress(turn.tx, client.id);
}

export const callWhatSteps = { product, place };
