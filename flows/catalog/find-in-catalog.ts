import { asc, eq } from 'drizzle-orm';
import { products, sections } from '../../db/schema/catalog.ts';
import type { Reader } from '../../db/store.ts';
import { Refused } from '../refused.ts';
import type { Product, Section } from './products.ts';

/** A section by its number; refuses with `section.not-found`. */
export async function getSection(db: Reader, id: number): Promise<Section> {
  const [section] = await db.select().from(sections).where(eq(sections.id, id));
  if (!section) throw new Refused('section.not-found');
  return section;
}

/** Every section, also those in which nothing is on sale. */
export const allSections = (db: Reader): Promise<Section[]> => db.select().from(sections).orderBy(asc(sections.position));

/** A product by its number, on sale or not; refuses with `product.not-found`. */
export async function getProduct(db: Reader, id: number): Promise<Product> {
  const [product] = await db.select().from(products).where(eq(products.id, id));
  if (!product) throw new Refused('product.not-found');
  return product;
}

/** Every product, on sale or not, in the owner's order. */
export const allProducts = (db: Reader): Promise<Product[]> =>
  db.select().from(products).orderBy(asc(products.sectionId), asc(products.position));
