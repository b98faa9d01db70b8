import { getCountries } from 'libphonenumber-js/max';
import { z } from 'zod';
import { orders } from '../../db/schema/orders.ts';
import { languages } from '../../db/schema/words.ts';
import { localizedOfAtMost } from '../../flows/localized.ts';
import { changeSettings, type SettingsChange } from '../../flows/settings/change-settings.ts';
import { getShop, sharings } from '../../flows/shop.ts';
import { act, question, screen } from '../screen.ts';

const time = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/);
const span = z.tuple([time, time]).nullable();
const count = (least: number, most: number) => z.number().int().min(least).max(most).optional();

const form = z.object({
  name: localizedOfAtMost(100).optional(),
  language: z.enum(languages).optional(),
  timezone: z.string().max(60).optional(),
  currency: z.string().length(3).optional(),
  country: z.string().length(2).optional(),
  phone: z.string().max(40).optional(),
  hours: z.object({ 1: span, 2: span, 3: span, 4: span, 5: span, 6: span, 7: span }).optional(),
  closedDays: z.array(z.string()).max(400).optional(),
  pickupAddress: localizedOfAtMost(300).optional(),
  deliveryFee: count(0, 1_000_000_000),
  slotMinutes: count(5, 1440),
  ordersPerDay: count(1, 100_000),
  placesOn: z.record(z.string(), z.number().int().min(0).max(100_000)).optional(),
  horizonDays: count(1, 730),
  depositPercent: count(0, 100),
  undoSeconds: count(0, 3600),
  sharing: z.enum(sharings).optional(),
  sharingOnShift: z.boolean().optional(),
  recordCalls: z.boolean().optional(),
  voicemail: z.boolean().optional(),
  reachMinutes: count(1, 24 * 60),
  reachUntilRead: z.boolean().optional(),
  reachBySms: z.boolean().optional(),
  reachByCall: z.boolean().optional(),
  smsPartsPerNumber: count(0, 1_000_000),
  smsPartsPerDay: count(0, 1_000_000),
  smsPartsPerMonth: count(0, 10_000_000),
  embedOrigins: z
    .array(
      z
        .string()
        .max(200)
        .regex(/^https?:\/\/[^/\s'";,]+$/),
    )
    .max(50)
    .optional(),
});

/** Everything that holds for the whole shop. */
export default screen({
  name: 'settings',
  title: { ru: 'Настройки', en: 'Settings' },
  may: 'settings.manage',
  menu: { group: 'shop', position: 60, icon: 'Settings' },
  questions: {
    shop: question({
      may: 'settings.manage',
      form: z.object({}),
      async answer({ db }) {
        const [order] = await db.select({ id: orders.id }).from(orders).limit(1);
        return {
          shop: await getShop(db),
          mayChangeCurrency: order === undefined,
          timezones: Intl.supportedValuesOf('timeZone'),
          currencies: Intl.supportedValuesOf('currency'),
          countries: getCountries(),
        };
      },
    }),
  },
  acts: {
    change: act({
      may: 'settings.manage',
      form,
      async run({ tx, by, now }, given) {
        // What the page did not send stays as it is.
        const change = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as SettingsChange;
        await changeSettings(tx, { change, by, now });
      },
    }),
  },
});
