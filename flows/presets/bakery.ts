import { preset } from '../preset.ts';
import { pipeline } from './bakery/pipeline.ts';
import { sections } from './bakery/products.ts';
import { rules } from './bakery/rules.ts';

/** A bakery of custom cakes: from the request in chat to the driver at the door. */
export default preset({
  name: 'bakery',
  shop: {
    country: 'RU',
    hours: {
      1: ['10:00', '20:00'],
      2: ['10:00', '20:00'],
      3: ['10:00', '20:00'],
      4: ['10:00', '20:00'],
      5: ['10:00', '20:00'],
      6: ['10:00', '20:00'],
      7: ['10:00', '18:00'],
    },
    pickupAddress: { ru: 'ул. Цветочная, 5', en: '5 Flower Street' },
    deliveryFee: 500_00,
    slotMinutes: 120,
    ordersPerDay: 12,
    horizonDays: 60,
    depositPercent: 50,
    undoSeconds: 60,
  },
  prices: { currency: 'RUB', rates: { USD: 0.01, EUR: 0.01, GBP: 0.01, BYN: 0.04, KZT: 6, UAH: 0.5, PLN: 0.05, AED: 0.05, GEL: 0.03 } },
  pipeline,
  sections,
  rules,
});
