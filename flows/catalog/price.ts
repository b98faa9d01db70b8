import type { OptionChoice, ProductOption } from '../../db/schema/catalog.ts';
import type { ChosenOption } from '../../db/schema/orders.ts';
import type { Fulfilment, Minor } from '../../db/schema/words.ts';
import type { Shop } from '../shop.ts';
import type { Product } from './products.ts';

/** What was chosen of each option, by the option's key. */
export type Chosen = Record<string, string>;

type Priced = Pick<Product, 'price' | 'options'>;

/** The price of a line: so much per kg, piece or tier, and the surcharges of what was chosen. `amount` is in thousandths of the unit. */
export function priceOf(product: Priced, chosen: Chosen, amount: number): Minor {
  const surcharges = choicesOf(product, chosen).map(({ surcharge, per }) => (per === 'unit' ? forAmount(surcharge, amount) : surcharge));
  return surcharges.reduce((sum, each) => sum + each, forAmount(product.price, amount));
}

const forAmount = (perUnit: Minor, amount: number): Minor => Math.round((perUnit * amount) / 1000);

/** What the delivery costs. */
export const deliveryFeeOf = (shop: Pick<Shop, 'deliveryFee'>, fulfilment: Fulfilment): Minor =>
  fulfilment === 'delivery' ? shop.deliveryFee : 0;

/** The first option that is not chosen yet; one whose choice the owner took away counts as not chosen. */
export const openOption = ({ options }: Priced, chosen: Chosen): ProductOption | undefined =>
  options.find((option) => !choiceOf(option, chosen));

/** What was chosen, in words, to keep with the order; each surcharge is what it adds to this line. */
export function describeChosen({ options }: Priced, chosen: Chosen, amount: number): ChosenOption[] {
  return options.flatMap((option) => {
    const choice = choiceOf(option, chosen);
    if (!choice) return [];
    const surcharge = choice.per === 'unit' ? forAmount(choice.surcharge, amount) : choice.surcharge;
    return [{ key: option.key, title: option.title, choice: choice.key, choiceTitle: choice.title, surcharge }];
  });
}

const choicesOf = ({ options }: Priced, chosen: Chosen): OptionChoice[] => options.flatMap((option) => choiceOf(option, chosen) ?? []);

const choiceOf = ({ key, choices }: ProductOption, chosen: Chosen): OptionChoice | undefined =>
  choices.find((choice) => choice.key === chosen[key]);
