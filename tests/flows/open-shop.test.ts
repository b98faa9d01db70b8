import { afterEach, expect, test } from 'vitest';
import { loadFolder } from '../../db/folder.ts';
import { products } from '../../db/schema/catalog.ts';
import { stages } from '../../db/schema/orders.ts';
import { rules } from '../../db/schema/work.ts';
import type { Action } from '../../flows/automation/action.ts';
import { openShop, presetPictures } from '../../flows/open-shop.ts';
import type { Preset } from '../../flows/preset.ts';
import bakery from '../../flows/presets/bakery.ts';
import { getShop } from '../../flows/shop.ts';
import { openTestStore, type TestStore } from '../database.ts';

const given = { preset: bakery, name: 'Сладкая Анна', language: 'ru', timezone: 'Europe/Moscow', currency: 'RUB' } as const;
const opened: TestStore[] = [];
const newStore = async () => {
  const test = await openTestStore();
  opened.push(test);
  return test.store;
};
afterEach(async () => {
  for (const { close } of opened.splice(0)) await close();
});

test('a shop opens with its pipeline, catalogue and rules, once', async () => {
  const store = await newStore();
  const pictures = new Map([['honey-cake', `${'a'.repeat(64)}.jpg`]]);

  for (let i = 0; i < 2; i++) await store.tx((tx) => openShop(tx, pictures, given));

  const catalogue = await store.read.select().from(products);
  expect(await getShop(store.read)).toMatchObject({
    name: { ru: 'Сладкая Анна' },
    preset: 'bakery',
    country: 'RU',
    pickupAddress: { ru: 'ул. Цветочная, 5', en: '5 Flower Street' },
  });
  expect(await store.read.$count(stages)).toBe(bakery.pipeline.stages.length);
  expect(await store.read.$count(rules)).toBe(bakery.rules.length);
  expect(catalogue).toHaveLength(bakery.sections.flatMap((section) => section.products).length);
  expect(catalogue.find(({ title }) => title.en === 'Honey cake')?.photo).toBe(`${'a'.repeat(64)}.jpg`);
});

test('in another currency prices and the threshold of a large order begin at what is usual there', async () => {
  const store = await newStore();

  await store.tx((tx) => openShop(tx, new Map(), { ...given, language: 'en', currency: 'GBP' }));

  const all = await store.read.select().from(products);
  const large = (await store.read.select().from(rules)).flatMap(({ conditions }) => conditions).find(({ op }) => op === 'more');
  expect(await getShop(store.read)).toMatchObject({ country: 'GB', deliveryFee: 500 });
  expect(all.find(({ title }) => title.en === 'Honey cake')).toMatchObject({ price: 2200 });
  expect(large).toEqual({ field: 'order.total', op: 'more', value: 200_000 });
});

test('every rule of a preset is one that the engine can run', async () => {
  const actions = await loadFolder<Action>(new URL('../../flows/automation/actions/', import.meta.url));
  for (const { title, actions: steps } of bakery.rules) {
    for (const step of steps) expect(() => actions.get(step.do)?.params.parse(step.with), title.en).not.toThrow();
    expect(
      steps.filter((step) => !actions.has(step.do)),
      title.en,
    ).toEqual([]);
  }
});

test('every preset has a picture for each product, amounts that can be chosen, and short keys for buttons', async () => {
  for (const preset of (await loadFolder<Preset>(new URL('../../flows/presets/', import.meta.url))).values()) {
    const pictures = await presetPictures(preset);
    for (const product of preset.sections.flatMap((section) => section.products)) {
      expect(pictures.has(product.picture), product.picture).toBe(true);
      expect((product.maxAmount - product.minAmount) % product.stepAmount, product.picture).toBe(0);
      for (const { key, choices } of product.options ?? []) {
        for (const each of [key, ...choices.map((choice) => choice.key)]) expect(each).toMatch(/^[a-z]{1,8}$/);
      }
    }
  }
});
