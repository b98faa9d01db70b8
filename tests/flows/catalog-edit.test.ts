import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { products } from '../../db/schema/catalog.ts';
import { orderItems } from '../../db/schema/orders.ts';
import { events } from '../../db/schema/work.ts';
import { allProducts, allSections, getProduct } from '../../flows/catalog/find-in-catalog.ts';
import { type ProductForm, productForm } from '../../flows/catalog/product-form.ts';
import { removeSection } from '../../flows/catalog/remove-section.ts';
import { reorderProducts } from '../../flows/catalog/reorder-products.ts';
import { reorderSections } from '../../flows/catalog/reorder-sections.ts';
import { saveProduct } from '../../flows/catalog/save-product.ts';
import { saveSection } from '../../flows/catalog/save-section.ts';
import { switchProduct } from '../../flows/catalog/switch-product.ts';
import { openFloor } from '../floor.ts';

async function open() {
  const floor = await openFloor();
  const { id } = await floor.colleague('Ольга', 'owner');
  const acting = { by: { kind: 'staff' as const, id }, now: floor.clock.now() };
  const [section] = await allSections(floor.store.read);
  return {
    floor,
    acting,
    sectionId: section?.id ?? 0,
    save: (product: ProductForm, productId?: number) => floor.store.tx((tx) => saveProduct(tx, { productId, product, ...acting })),
  };
}

const pie = (sectionId: number, more: Partial<ProductForm> = {}): ProductForm => ({
  sectionId,
  title: { ru: 'Яблочный пирог', en: 'Apple pie' },
  description: { ru: 'С корицей', en: 'With cinnamon' },
  photo: null,
  unit: 'piece',
  price: 1500_50,
  minAmount: 1000,
  maxAmount: 5000,
  stepAmount: 1000,
  options: [
    {
      title: { ru: 'Добавка', en: 'Extra' },
      choices: [
        { title: { ru: 'Без добавки', en: 'None' }, surcharge: 0, per: 'item' },
        { title: { ru: 'Мороженое', en: 'Ice cream' }, surcharge: 150_00, per: 'unit' },
      ],
    },
  ],
  inscribable: false,
  noticeHours: 24,
  active: true,
  ...more,
});

test('a product that the owner adds can be ordered by a client at once, with its options', async () => {
  const { floor, save, sectionId } = await open();
  const id = await save(pie(sectionId));
  const { options } = await getProduct(floor.store.read, id);
  expect(options.map(({ key, choices }) => [key, choices.map((choice) => choice.key)])).toEqual([['o1', ['c1', 'c2']]]);
  const maria = floor.client('Мария');
  await maria.says('/start');
  await maria.presses('Сделать заказ');
  await maria.presses('Торты на заказ');
  expect(
    maria.chat
      .at(-1)
      ?.message.buttons?.flat()
      .map(({ label }) => label)
      .join(),
  ).toContain('Яблочный пирог');
});

test('a new price holds for new orders; what was ordered keeps its own', async () => {
  const { floor, save, sectionId } = await open();
  const id = await save(pie(sectionId, { options: [] }));
  const items = [{ productId: id, amount: 2000, chosen: {} }];
  await floor.order({ items });
  await save(pie(sectionId, { options: [], price: 2000_00 }), id);
  await floor.order({ items });
  const lines = await floor.store.read.select({ total: orderItems.total }).from(orderItems).where(eq(orderItems.productId, id));
  expect(lines.map(({ total }) => total)).toEqual([3001_00, 4000_00]);
  const changes = await floor.store.read.select().from(events).where(eq(events.type, 'shop.changed')).orderBy(events.id);
  expect(changes.at(-1)?.data.changes).toEqual({ price: { from: 1500_50, to: 2000_00 } });
});

test('keys of options stay when they are renamed, and a removed one is not given again to another', async () => {
  const { floor, save, sectionId } = await open();
  const id = await save(pie(sectionId));
  const { options } = await getProduct(floor.store.read, id);
  const [extra] = options;
  const [, ice] = extra?.choices ?? [];
  if (!extra || !ice) throw new Error('The product has lost its options');
  const renamed = {
    ...extra,
    title: { ru: 'Дополнение' },
    choices: [{ ...ice }, { title: { ru: 'Сливки' }, surcharge: 0, per: 'item' as const }],
  };
  await save(productForm.parse(pie(sectionId, { options: [renamed] })), id);
  expect((await getProduct(floor.store.read, id)).options[0]).toMatchObject({
    key: 'o1',
    title: { ru: 'Дополнение' },
    choices: [{ key: 'c2' }, { key: 'c3' }],
  });
});

test('a product off sale is offered to nobody, and its amounts must make sense', async () => {
  const { floor, acting, save, sectionId } = await open();
  const id = await save(pie(sectionId));
  await floor.store.tx((tx) => switchProduct(tx, { productId: id, active: false, ...acting }));
  const maria = floor.client('Мария');
  await maria.says('/start');
  await maria.presses('Сделать заказ');
  await maria.presses('Торты на заказ');
  expect(
    maria.chat
      .at(-1)
      ?.message.buttons?.flat()
      .map(({ label }) => label)
      .join(),
  ).not.toContain('Яблочный пирог');
  await expect(save(pie(sectionId, { minAmount: 6000 }))).rejects.toThrow('product.amounts');
  await expect(save(pie(sectionId, { stepAmount: 3000 }))).rejects.toThrow('product.amounts');
  await expect(save(pie(9999))).rejects.toThrow('section.not-found');
});

test('sections and products are put in order; a section goes only when it is empty', async () => {
  const { floor, acting, sectionId } = await open();
  const id = await floor.store.tx((tx) => saveSection(tx, { title: { ru: 'Пироги' }, ...acting }));
  const order = async () => (await allSections(floor.store.read)).map((section) => section.id);
  const wanted = [id, ...(await order()).filter((each) => each !== id)];
  await floor.store.tx((tx) => reorderSections(tx, { sectionIds: wanted, ...acting }));
  expect(await order()).toEqual(wanted);
  await expect(floor.store.tx((tx) => removeSection(tx, { sectionId, ...acting }))).rejects.toThrow('section.not-empty');
  await floor.store.tx((tx) => removeSection(tx, { sectionId: id, ...acting }));
  expect(await order()).not.toContain(id);

  const inside = async () => (await allProducts(floor.store.read)).filter((each) => each.sectionId === sectionId).map((each) => each.id);
  const turned = (await inside()).toReversed();
  await floor.store.tx((tx) => reorderProducts(tx, { sectionId, productIds: turned, ...acting }));
  expect(await inside()).toEqual(turned);
});

test('a confectioner changes nothing in the catalogue', async () => {
  const { floor, sectionId } = await open();
  const { id } = await floor.colleague('Пётр', 'cook');
  const before = await floor.store.read.$count(products);
  const act = floor.store.tx((tx) => saveProduct(tx, { product: pie(sectionId), by: { kind: 'staff', id }, now: floor.clock.now() }));
  await expect(act).rejects.toThrow('access.not-your-role');
  expect(await floor.store.read.$count(products)).toBe(before);
});
