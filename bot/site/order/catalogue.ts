import type { Language } from '../../../db/schema/words.ts';
import type { Reader } from '../../../db/store.ts';
import { usualAmounts } from '../../../flows/catalog/amount.ts';
import { type Product, productsOnSale, sectionsOnSale } from '../../../flows/catalog/products.ts';
import { type Formats, formatsFor } from '../../../flows/format.ts';
import type { Shop } from '../../../flows/shop.ts';
import { type Texts, textsIn } from '../../../flows/texts/texts.ts';

/** What is on sale, in the reader's words, as the page of the form draws it. */
export async function readCatalogue(db: Reader, shop: Shop, language: Language) {
  const f = formatsFor(language, shop);
  const t = textsIn(language);
  const sections = [];
  for (const { id, title } of await sectionsOnSale(db)) {
    const products = await productsOnSale(db, id);
    sections.push({ id, title: f.title(title), products: products.map((product) => drawn(product, t, f)) });
  }
  return { sections, deliveryFee: f.money(shop.deliveryFee) };
}

function drawn(product: Product, t: Texts, f: Formats) {
  const { id, unit, minAmount, maxAmount, stepAmount, options } = product;
  return {
    ...{ id, minAmount, maxAmount, stepAmount, inscribable: product.inscribable },
    title: f.title(product.title),
    description: f.title(product.description),
    picture: product.photo && `/order/picture/${product.photo}`,
    price: t.customer.order.perUnit(f.money(product.price))[unit],
    notice: t.customer.order.notice(product.noticeHours),
    amounts: amountsOf(product).map((amount) => ({ amount, label: f.amount(amount, unit) })),
    usual: usualAmounts(product),
    options: options.map(({ key, title, choices }) => ({
      key,
      title: f.title(title),
      choices: choices.map(({ key: choice, title: words, surcharge, per }) => ({
        key: choice,
        title: f.title(words),
        surcharge: surcharge === 0 ? '' : `+${per === 'unit' ? t.customer.order.perUnit(f.money(surcharge))[unit] : f.money(surcharge)}`,
      })),
    })),
  };
}

const mostAmounts = 200;

const amountsOf = ({ minAmount, maxAmount, stepAmount }: Product): number[] =>
  Array.from({ length: Math.min(mostAmounts, Math.floor((maxAmount - minAmount) / stepAmount) + 1) }, (_, i) => minAmount + i * stepAmount);
