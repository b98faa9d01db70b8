import { eq, max } from 'drizzle-orm';
import { type ProductOption, products } from '../../db/schema/catalog.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import type { By } from '../events.ts';
import { recordChange } from '../record-change.ts';
import { type RefusalCode, Refused } from '../refused.ts';
import { refuseUnless } from '../staff/rights.ts';
import { getProduct, getSection } from './find-in-catalog.ts';
import type { ProductForm } from './product-form.ts';
import type { Product } from './products.ts';

interface SaveProduct {
  /** Absent: a new one, the last of its section. */
  productId?: number | undefined;
  product: ProductForm;
  by: By;
  now: Instant;
}

/**
 * Writes a product; it is sold so from the next order on, what was ordered before keeps its price. Answers its number. Refusals:
 * `product.amounts`, `product.same-key`, `section.not-found`, `product.not-found`.
 */
export async function saveProduct(tx: Tx, { productId, product, by, now }: SaveProduct): Promise<number> {
  await refuseUnless(tx, by, 'catalog.manage');
  const refusal = refuseProduct(product);
  if (refusal) throw new Refused(refusal);
  await getSection(tx, product.sectionId);
  const before = productId === undefined ? undefined : await getProduct(tx, productId);
  const row = { ...product, options: optionsOf(product, before) };
  const stays = before?.sectionId === product.sectionId;
  const position = stays ? before.position : await nextPosition(tx, product.sectionId);
  const [saved] = before
    ? await tx
        .update(products)
        .set({ ...row, position })
        .where(eq(products.id, before.id))
        .returning()
    : await tx
        .insert(products)
        .values({ ...row, position })
        .returning();
  if (!saved) throw new Error('The product was not written');
  await recordChange(tx, { part: 'product', id: saved.id, title: saved.title, before, after: saved, by, now });
  return saved.id;
}

function refuseProduct({ minAmount, maxAmount, stepAmount, options }: ProductForm): RefusalCode | undefined {
  if (minAmount > maxAmount || (maxAmount - minAmount) % stepAmount !== 0) return 'product.amounts';
  return [options, ...options.map(({ choices }) => choices)].every(areDistinct) ? undefined : 'product.same-key';
}

const areDistinct = (all: readonly { key?: string | undefined }[]): boolean => {
  const keys = all.flatMap(({ key }) => key ?? []);
  return new Set(keys).size === keys.length;
};

/** A key once given stays, for orders in the making speak of it; a new one gets none that the product has or had until now. */
function optionsOf({ options }: ProductForm, before: Product | undefined): ProductOption[] {
  const former = before?.options ?? [];
  return withKeys('o', options, former).map((option) => {
    const choices = former.find(({ key }) => key === option.key)?.choices ?? [];
    return { ...option, choices: withKeys('c', option.choices, choices) };
  });
}

interface Keyed {
  key?: string | undefined;
}

function withKeys<Part extends Keyed>(letter: string, all: readonly Part[], former: readonly Keyed[]): (Part & { key: string })[] {
  const taken = new Set([...all, ...former].flatMap(({ key }) => key ?? []));
  return all.map((part) => {
    if (part.key !== undefined) return { ...part, key: part.key };
    let number = 1;
    while (taken.has(`${letter}${number}`)) number += 1;
    taken.add(`${letter}${number}`);
    return { ...part, key: `${letter}${number}` };
  });
}

async function nextPosition(tx: Tx, sectionId: number): Promise<number> {
  const [last] = await tx
    .select({ position: max(products.position) })
    .from(products)
    .where(eq(products.sectionId, sectionId));
  return (last?.position ?? 0) + 1;
}
