import { z } from 'zod';
import { allProducts, allSections, getProduct } from '../../flows/catalog/find-in-catalog.ts';
import { productForm } from '../../flows/catalog/product-form.ts';
import { removeSection } from '../../flows/catalog/remove-section.ts';
import { reorderProducts } from '../../flows/catalog/reorder-products.ts';
import { reorderSections } from '../../flows/catalog/reorder-sections.ts';
import { saveProduct } from '../../flows/catalog/save-product.ts';
import { saveSection, sectionForm } from '../../flows/catalog/save-section.ts';
import { switchProduct } from '../../flows/catalog/switch-product.ts';
import { refuseStale } from '../../flows/refuse-stale.ts';
import { act, question, screen } from '../screen.ts';

const id = z.number().int();

/** What is sold: sections, products, options and prices. */
export default screen({
  name: 'catalog',
  title: { ru: 'Каталог', en: 'Catalogue' },
  may: 'catalog.see',
  menu: { group: 'shop', position: 10, icon: 'Gift' },
  questions: {
    all: question({
      may: 'catalog.see',
      form: z.object({}),
      answer: async ({ db }) => ({ sections: await allSections(db), products: await allProducts(db) }),
    }),
  },
  acts: {
    saveSection: act({
      may: 'catalog.manage',
      form: sectionForm.extend({ sectionId: id.optional() }),
      run: ({ tx, by, now }, form) => saveSection(tx, { ...form, by, now }),
    }),
    removeSection: act({
      may: 'catalog.manage',
      form: z.object({ sectionId: id }),
      run: ({ tx, by, now }, form) => removeSection(tx, { ...form, by, now }),
    }),
    reorderSections: act({
      may: 'catalog.manage',
      form: z.object({ sectionIds: z.array(id) }),
      run: ({ tx, by, now }, form) => reorderSections(tx, { ...form, by, now }),
    }),
    saveProduct: act({
      may: 'catalog.manage',
      form: z.object({ productId: id.optional(), product: productForm, seen: productForm.optional() }),
      async run({ tx, by, now }, { seen, ...form }) {
        if (form.productId !== undefined) refuseStale(productForm, seen, await getProduct(tx, form.productId));
        return saveProduct(tx, { ...form, by, now });
      },
    }),
    switchProduct: act({
      may: 'catalog.manage',
      form: z.object({ productId: id, active: z.boolean() }),
      run: ({ tx, by, now }, form) => switchProduct(tx, { ...form, by, now }),
    }),
    reorderProducts: act({
      may: 'catalog.manage',
      form: z.object({ sectionId: id, productIds: z.array(id) }),
      run: ({ tx, by, now }, form) => reorderProducts(tx, { ...form, by, now }),
    }),
  },
});
