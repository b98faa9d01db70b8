import { readdir, readFile } from 'node:fs/promises';
import { type OptionChoice, products, sections } from '../db/schema/catalog.ts';
import { pipelines, stages } from '../db/schema/orders.ts';
import type { Language, Localized, Minor } from '../db/schema/words.ts';
import { type Condition, rules } from '../db/schema/work.ts';
import type { Tx } from '../db/store.ts';
import { pinStages } from './automation/pin-stages.ts';
import type { Preset, PresetProduct } from './preset.ts';
import { findShop, localizedOf, saveShop } from './shop.ts';

export interface OpenShop {
  preset: Preset;
  /** In every language, or as the owner says it in the shop's own. */
  name: string | Localized;
  language: Language;
  timezone: string;
  currency: string;
}

/**
 * Opens the shop by a preset: settings, pipeline, catalogue and rules, from then on the owner's own rows. Does nothing when it is open already.
 * `pictures` are file references by the names that `presetPictures` gives.
 */
export async function openShop(tx: Tx, pictures: ReadonlyMap<string, string>, { preset, ...given }: OpenShop): Promise<void> {
  if (await findShop(tx)) return;
  const { shop } = preset;
  const inCurrency = priceIn(preset, given.currency);
  await saveShop(tx, {
    ...shop,
    ...given,
    preset: preset.name,
    country: countryOf(given.currency) ?? shop.country,
    name: localizedOf(given.name, given.language),
    deliveryFee: inCurrency(shop.deliveryFee),
    closedDays: [],
    placesOn: {},
  });
  await addPipeline(tx, preset);
  await addCatalog(tx, preset, pictures, inCurrency);
  await addRules(tx, preset, inCurrency);
  await pinStages(tx);
}

/** The preset's pictures by name, to be kept before the shop is opened: a transaction waits for no file. */
export async function presetPictures({ name }: Pick<Preset, 'name'>): Promise<Map<string, Uint8Array>> {
  const folder = new URL(`presets/${name}/pictures/`, import.meta.url);
  const files = (await readdir(folder)).filter((file) => file.endsWith('.jpg'));
  return new Map(
    await Promise.all(files.map(async (file) => [file.slice(0, -'.jpg'.length), await readFile(new URL(file, folder))] as const)),
  );
}

async function addPipeline(tx: Tx, { pipeline }: Preset): Promise<void> {
  const [row] = await tx.insert(pipelines).values({ position: 1, title: pipeline.title }).returning({ id: pipelines.id });
  if (!row) throw new Error('The pipeline was not written');
  await tx.insert(stages).values(pipeline.stages.map((stage, index) => ({ ...stage, pipelineId: row.id, position: index + 1 })));
}

async function addCatalog(tx: Tx, preset: Preset, pictures: ReadonlyMap<string, string>, inCurrency: InCurrency): Promise<void> {
  for (const [index, section] of preset.sections.entries()) {
    const [row] = await tx
      .insert(sections)
      .values({ position: index + 1, title: section.title })
      .returning({ id: sections.id });
    if (!row) throw new Error('The section was not written');
    await tx.insert(products).values(
      section.products.map(({ picture, ...product }, place) => ({
        ...product,
        ...priced(product, inCurrency),
        sectionId: row.id,
        position: place + 1,
        photo: pictures.get(picture) ?? null,
      })),
    );
  }
}

async function addRules(tx: Tx, preset: Preset, inCurrency: InCurrency): Promise<void> {
  const inMoney = (condition: Condition): Condition =>
    condition.field === 'order.total' && typeof condition.value === 'number'
      ? { ...condition, value: inCurrency(condition.value) }
      : condition;
  await tx
    .insert(rules)
    .values(
      preset.rules.map(({ conditions = [], ...rule }, index) => ({ ...rule, conditions: conditions.map(inMoney), position: index + 1 })),
    );
}

type InCurrency = (price: Minor) => Minor;

/** The preset's price as it would be in the shop's currency, in tens of minor units; the owner corrects it. */
function priceIn({ prices }: Preset, currency: string): InCurrency {
  const rate = prices.rates[currency];
  if (currency === prices.currency || rate === undefined) return (price) => price;
  return (price) => (price === 0 ? 0 : Math.max(10, Math.round((price * rate) / 10) * 10));
}

const priced = ({ price, options = [] }: Pick<PresetProduct, 'price' | 'options'>, inCurrency: InCurrency) => ({
  price: inCurrency(price),
  options: options.map((option) => ({
    ...option,
    choices: option.choices.map((choice: OptionChoice) => ({ ...choice, surcharge: inCurrency(choice.surcharge) })),
  })),
});

/** A currency's code begins with its country's, but for those of many countries. */
const countryOf = (currency: string): string | undefined => (/^(EUR|X..)$/.test(currency) ? undefined : currency.slice(0, 2));
