import type { Config } from '../config.ts';
import type { Files } from '../db/files.ts';
import { loadFolder } from '../db/folder.ts';
import type { Store } from '../db/store.ts';
import { openShop, presetPictures } from '../flows/open-shop.ts';
import type { Preset } from '../flows/preset.ts';
import { findShop } from '../flows/shop.ts';
import { inviteLinks, panelLink } from '../flows/staff/doors.ts';
import { hasOwner, staffWithRole } from '../flows/staff/find-staff.ts';
import { addCode, inviteAgain, inviteStaff } from '../flows/staff/invite-staff.ts';
import { textsIn } from '../flows/texts/texts.ts';
import { findDoors } from './invite.ts';

interface FirstStart {
  store: Store;
  files: Files;
  config: Config;
  now(): number;
}

/**
 * Opens the shop when there is none: by the preset of the settings; in the demo furnished. Prints the owner's invitation at every start until
 * an owner has come in: the first one may have ended before anybody read it.
 */
export async function firstStart(start: FirstStart): Promise<void> {
  const { store, config } = start;
  const isFirst = !(await findShop(store.read));
  if (isFirst) {
    await openByPreset(start);
    if (config.demo) await furnish(start);
  }
  // Whoever has a login of their own makes the link to the bot in the panel.
  const isAwaited = isFirst || config.ownerLogin === undefined;
  if (!config.demo && isAwaited && !(await hasOwner(store.read))) await inviteOwner(start);
}

async function openByPreset({ store, files, config }: FirstStart): Promise<void> {
  const presets = await loadFolder<Preset>(new URL('../flows/presets/', import.meta.url));
  const preset = presets.get(config.shopPreset);
  if (!preset) throw new Error(`SHOP_PRESET: there is no preset '${config.shopPreset}', only ${[...presets.keys()].join(', ')}`);
  const pictures = new Map<string, string>();
  for (const [name, bytes] of await presetPictures(preset)) pictures.set(name, await files.keep(bytes));
  const { shopLanguage: language, shopTimezone: timezone, shopCurrency: currency } = config;
  const name = { ru: textsIn('ru').shop.defaultName, en: textsIn('en').shop.defaultName };
  await store.tx((tx) => openShop(tx, pictures, { preset, name, language, timezone, currency }));
}

/** Loaded only here: a real shop has no use for it. */
async function furnish({ store, now }: FirstStart): Promise<void> {
  const { furnishDemo } = await import('../flows/demo.ts');
  await furnishDemo(store, { now: now(), seed: 1 });
}

async function inviteOwner({ store, config, now }: FirstStart): Promise<void> {
  const { shopLanguage: language } = config;
  const name = textsIn(language).roles.owner;
  const { code, panelCode } = await store.tx(async (tx) => {
    const [invited] = await staffWithRole(tx, 'owner');
    const by = { kind: 'system' } as const;
    const { staffId, code } = invited
      ? { staffId: invited.id, ...(await inviteAgain(tx, { staffId: invited.id, by, now: now() })) }
      : await inviteStaff(tx, { name, roles: ['owner'], language, by, now: now() });
    return { code, panelCode: config.ownerLogin === undefined ? await addCode(tx, staffId, now(), 'panel') : undefined };
  });
  await findDoors(store, config);
  const { ownerInvite, panelInvite } = textsIn(language).shop;
  const panel = panelCode && (await panelLink(store.read, panelCode));
  process.stdout.write(`${ownerInvite(await inviteLinks(store.read, code))}\n${panel ? `${panelInvite(panel)}\n` : ''}`);
}
