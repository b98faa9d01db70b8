import { orders } from '../../db/schema/orders.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { cleanPhone } from '../clients/phone.ts';
import type { By } from '../events.ts';
import { recordChange } from '../record-change.ts';
import { type RefusalCode, Refused } from '../refused.ts';
import { getShop, type Shop, saveShop } from '../shop.ts';
import { refuseUnless } from '../staff/rights.ts';

/** What the owner may set; the trade is chosen once, at the first start. */
export type SettingsChange = Partial<Omit<Shop, 'preset'>>;

interface ChangeSettings {
  change: SettingsChange;
  by: By;
  now: Instant;
}

/**
 * Changes the shop's settings; they hold from the next message on, in every process. Refusals: `settings.hours`, `settings.zone`,
 * `settings.phone`, `settings.day`, `settings.currency`, `settings.currency-fixed`.
 */
export async function changeSettings(tx: Tx, { change, by, now }: ChangeSettings): Promise<void> {
  await refuseUnless(tx, by, 'settings.manage');
  const before = await getShop(tx);
  const after = { ...before, ...change };
  if (change.phone !== undefined) after.phone = phoneOf(change.phone, after.country);
  const refusal = refuseSettings(after) ?? (await refuseCurrency(tx, before, after));
  if (refusal) throw new Refused(refusal);
  await saveShop(tx, after);
  await recordChange(tx, { part: 'settings', id: null, title: after.name, before, after: await getShop(tx), by, now });
}

function phoneOf(typed: string, country: string): string | undefined {
  if (typed.trim() === '') return undefined;
  const phone = cleanPhone(typed, country);
  if (!phone) throw new Refused('settings.phone');
  return phone;
}

function refuseSettings({ hours, timezone, currency, closedDays, placesOn }: Shop): RefusalCode | undefined {
  const spans = Object.values(hours).filter((span) => span !== null);
  if (spans.length === 0 || spans.some(([opens, closes]) => opens >= closes || closes > '24:00')) return 'settings.hours';
  if (!Intl.supportedValuesOf('timeZone').includes(timezone) && timezone !== 'UTC') return 'settings.zone';
  if (!Intl.supportedValuesOf('currency').includes(currency)) return 'settings.currency';
  return [...closedDays, ...Object.keys(placesOn)].every(isDay) ? undefined : 'settings.day';
}

const isDay = (day: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day);

/** Sums of orders are kept without their currency, so it holds from the first order on. */
async function refuseCurrency(tx: Tx, before: Shop, after: Shop): Promise<RefusalCode | undefined> {
  if (before.currency === after.currency) return undefined;
  const [one] = await tx.select({ id: orders.id }).from(orders).limit(1);
  return one && 'settings.currency-fixed';
}
