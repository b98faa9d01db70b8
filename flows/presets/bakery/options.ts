import type { OptionChoice, ProductOption } from '../../../db/schema/catalog.ts';
import type { Words } from '../../preset.ts';

/** A choice that costs nothing, costs once, or costs for each kg, tier or piece. */
const choice = (key: string, ru: string, en: string, surcharge = 0, per: OptionChoice['per'] = 'item'): OptionChoice => ({
  key,
  title: { ru, en },
  surcharge,
  per,
});

export const free = choice;
export const once = (key: string, title: Words, price: number) => choice(key, title.ru, title.en, price, 'item');
export const each = (key: string, title: Words, price: number) => choice(key, title.ru, title.en, price, 'unit');

export const filling = (...choices: OptionChoice[]): ProductOption => ({
  key: 'filling',
  title: { ru: 'Начинка', en: 'Filling' },
  choices,
});
export const taste = (...choices: OptionChoice[]): ProductOption => ({ key: 'taste', title: { ru: 'Вкус', en: 'Flavour' }, choices });
export const colour = (...choices: OptionChoice[]): ProductOption => ({ key: 'colour', title: { ru: 'Цвет', en: 'Colour' }, choices });

/** How a whole cake is decorated; the plain one comes with the cake. */
export const decor = (plain: Words): ProductOption => ({
  key: 'decor',
  title: { ru: 'Оформление', en: 'Decoration' },
  choices: [
    free('plain', plain.ru, plain.en),
    once('berries', { ru: 'Свежие ягоды', en: 'Fresh berries' }, 700_00),
    once('flowers', { ru: 'Живые цветы', en: 'Fresh flowers' }, 900_00),
    once('figure', { ru: 'Фигурка из мастики', en: 'Sugar-paste figure' }, 1200_00),
  ],
});
