import { boolean, id, index, integer, json, oneOf, table, text, word } from '../kit.ts';
import type { Localized, Minor } from './words.ts';

export const units = ['kg', 'piece', 'tier'] as const;

/** One question about a product: the client picks one choice; its surcharge counts once, per kg, per tier or per piece. */
export interface ProductOption {
  key: string;
  title: Localized;
  choices: OptionChoice[];
}

export interface OptionChoice {
  key: string;
  title: Localized;
  surcharge: Minor;
  per: 'item' | 'unit';
}

export const sections = table('sections', {
  id: id(),
  position: integer().notNull(),
  title: json<Localized>().notNull(),
});

export const products = table(
  'products',
  {
    id: id(),
    sectionId: integer()
      .notNull()
      .references(() => sections.id),
    position: integer().notNull(),
    title: json<Localized>().notNull(),
    description: json<Localized>().notNull(),
    /** File reference of `db/files.ts`. */
    photo: text(),
    unit: word(units).notNull(),
    /** Minor units for one kg, piece or tier. */
    price: integer().notNull(),
    /** In thousandths of the unit: 1500 is 1.5 kg. */
    minAmount: integer().notNull(),
    maxAmount: integer().notNull(),
    stepAmount: integer().notNull(),
    options: json<ProductOption[]>().notNull(),
    /** May carry an inscription. */
    inscribable: boolean().notNull().default(false),
    /** How long before the due time it must be ordered, in hours. */
    noticeHours: integer().notNull(),
    active: boolean().notNull().default(true),
  },
  (t) => [oneOf('products_unit', t.unit, units), index('products_section').on(t.sectionId, t.position)],
);
