import { bold } from '../../../notifications/message.ts';
import { badAmount, readAmount, usualAmounts } from '../../catalog/amount.ts';
import { deliveryFeeOf } from '../../catalog/price.ts';
import { findOnSale, type Product } from '../../catalog/products.ts';
import { agreedLines } from '../../orders/agreed.ts';
import { type PricedItem, priceItems, totalOf } from '../../orders/price-items.ts';
import { Refused } from '../../refused.ts';
import { everywhere } from '../../texts/texts.ts';
import { type Choice, refuse, type StaffTurn, type Step, value } from '../dialog.ts';
import { refuseAmount, refuseOtherUnit } from '../ordering/refuse-amount.ts';
import { type Call, callOf } from './call.ts';
import { readText } from './read-text.ts';

/** The whole order on one screen: amount and options are changed by a tap, wishes and inscription are typed, one press places it. */
export const callSummary: Step<StaffTurn> = {
  async ask(turn) {
    const [item] = await priced(turn);
    return {
      text: await summaryOf(turn, item),
      choices: [{ id: 'yes', label: turn.t.staff.call.yes }, ...choicesOf(turn, item.product)],
      columns: 2,
    };
  },
  async read(turn, answer) {
    if (answer.kind === 'choice') return value(answer.id);
    const text = await readText(turn, answer);
    if (!text || 'refuse' in text || answer.kind !== 'text') return text;
    const [{ product }] = await priced(turn);
    const refusal = refuseTyped(turn, product, answer.text);
    return refusal === undefined ? value({ typed: answer.text.trim() }) : refuse(refusal);
  },
  async take(turn, given) {
    const call = callOf(turn);
    const [{ product }] = await priced(turn);
    if (given === 'yes') call.confirm = 'yes';
    else if (typeof given === 'string') tap(call, product, given);
    // Anything else is what `read` made of typed words.
    else type(turn, product, (given as { typed: string }).typed);
  },
  answered: (turn) => callOf(turn).confirm === 'yes',
};

async function priced(turn: StaffTurn): Promise<[PricedItem]> {
  const { product = 0, amount = 0, chosen = {}, inscription = null } = callOf(turn);
  if (!(await findOnSale(turn.tx, product))) throw new Refused('order.product-gone');
  const [item] = await priceItems(turn.tx, [{ productId: product, amount, chosen, inscription }]);
  if (!item) throw new Refused('order.empty');
  return [item];
}

async function summaryOf(turn: StaffTurn, item: PricedItem): Promise<string> {
  const { t, f, shop } = turn;
  const call = callOf(turn);
  const fulfilment = typeof call.place === 'object' ? 'delivery' : 'pickup';
  const deliveryFee = deliveryFeeOf(shop, fulfilment);
  const agreement = {
    items: [{ ...item, title: item.product.title, unit: item.product.unit }],
    fulfilment,
    deliveryFee,
    pickupAddress: shop.pickupAddress,
    address: typeof call.place === 'object' ? call.place.text : null,
    pinned: typeof call.place === 'object' && call.place.latitude !== undefined,
    dueAt: call.slot?.from ?? null,
    dueUntil: call.slot?.until ?? null,
    wishes: call.wishes ?? null,
    photos: 0,
    contactName: call.name ?? null,
    contactPhone: call.phone ?? null,
    contactNote: call.phoneNote,
  } as const;
  return [...agreedLines(agreement, t, f), '', bold(t.agreed.total(f.money(totalOf([item]) + deliveryFee))), '', t.staff.call.change].join(
    '\n',
  );
}

/** Amounts beside the present one, and each option with what it is set to: a tap sets the next. */
function choicesOf(turn: StaffTurn, product: Product): Choice[] {
  const { f } = turn;
  const { amount = product.minAmount, chosen = {} } = callOf(turn);
  const amounts = usualAmounts(product).filter((each) => each !== amount);
  const options = product.options.map(({ key, title, choices }) => {
    const choice = choices.find((each) => each.key === chosen[key]);
    return { id: `o-${key}`, label: `${f.title(title)}: ${choice ? f.title(choice.title) : '—'} ↻` };
  });
  return [...amounts.map((each) => ({ id: `a-${each}`, label: f.amount(each, product.unit) })), ...options];
}

function tap(call: Call, product: Product, id: string): void {
  if (id.startsWith('a-')) call.amount = Number(id.slice(2));
  const option = product.options.find(({ key }) => id === `o-${key}`);
  if (!option) return;
  const here = option.choices.findIndex(({ key }) => key === call.chosen?.[option.key]);
  const next = option.choices[(here + 1) % option.choices.length];
  if (next) call.chosen = { ...call.chosen, [option.key]: next.key };
}

/** Why an amount that was typed cannot be had; a wish is no amount. */
function refuseTyped(turn: StaffTurn, product: Product, typed: string): string | undefined {
  const amount = readAmount(typed, product);
  if (amount === undefined) return refuseOtherUnit(turn, product, typed);
  if (badAmount(product, amount) === 'step') return refuseAmount(turn, product, amount);
  return badAmount(product, amount) && amountsOf(turn, product);
}

function amountsOf({ t, f }: StaffTurn, { minAmount, maxAmount, unit }: Product): string {
  return t.staff.call.badAmount(f.amount(minAmount, unit), f.amount(maxAmount, unit));
}

/** An amount, an inscription in quotes, else a wish; "no" takes the wish away. */
function type(turn: StaffTurn, product: Product, typed: string): void {
  const call = callOf(turn);
  const amount = readAmount(typed, product);
  const quoted = /^[«"“„'](.+)[»"”'’]$/u.exec(typed)?.[1];
  if (amount !== undefined) call.amount = amount;
  else if (quoted !== undefined && product.inscribable) call.inscription = quoted.slice(0, 100);
  else if (
    everywhere((t) => t.customer.order.noWords)
      .flat()
      .includes(typed.toLowerCase())
  )
    delete call.wishes;
  else call.wishes = typed;
}
