import { asc, eq, inArray, sql } from 'drizzle-orm';
import { products, sections } from '../../db/schema/catalog.ts';
import { type Reader, statement } from '../../db/store.ts';

export type Section = typeof sections.$inferSelect;
export type Product = typeof products.$inferSelect;

const allSections = statement('sections_on_sale', (db: Reader) =>
  db
    .select()
    .from(sections)
    .where(inArray(sections.id, db.select({ id: products.sectionId }).from(products).where(eq(products.active, true))))
    .orderBy(asc(sections.position)),
);

const ofSection = statement('products_of_section', (db: Reader) =>
  db
    .select()
    .from(products)
    .where(eq(products.sectionId, sql.placeholder('sectionId')))
    .orderBy(asc(products.position)),
);

const byId = statement('product_by_id', (db: Reader) =>
  db
    .select()
    .from(products)
    .where(eq(products.id, sql.placeholder('id'))),
);

/** The sections in which something is on sale, in the owner's order. */
export const sectionsOnSale = (db: Reader): Promise<Section[]> => allSections(db, {});

/** What is on sale in a section, in the owner's order. */
export async function productsOnSale(db: Reader, sectionId: number): Promise<Product[]> {
  const all = await ofSection(db, { sectionId });
  return all.filter(({ active }) => active);
}

/** A product that is on sale now, or undefined. */
export async function findOnSale(db: Reader, id: number): Promise<Product | undefined> {
  if (!Number.isSafeInteger(id)) return undefined;
  const [product] = await byId(db, { id });
  return product?.active ? product : undefined;
}
