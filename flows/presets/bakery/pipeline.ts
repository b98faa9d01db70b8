import type { Preset } from '../../preset.ts';

/** Positions of the stages, for the rules that name one. */
export const at = {
  new: 1,
  payment: 2,
  workshop: 3,
  baking: 4,
  delivery: 5,
  pickup: 6,
  delivered: 7,
  handedOver: 8,
  cancelled: 9,
} as const;

export const pipeline: Preset['pipeline'] = {
  title: { ru: 'Заказы', en: 'Orders' },
  stages: [
    {
      title: { ru: 'Новый', en: 'New' },
      verb: { ru: 'Вернуть в новые', en: 'Back to new' },
      kind: 'open',
      role: 'manager',
      // The call within ten minutes is a task of its own; this is how long agreeing on everything may take.
      normMinutes: 30,
      clientMayChange: true,
    },
    {
      title: { ru: 'Оплата', en: 'Payment' },
      verb: { ru: 'К оплате', en: 'To payment' },
      kind: 'open',
      role: 'manager',
      normMinutes: 600,
      requires: ['allergies-asked'],
      clientMayChange: true,
    },
    {
      title: { ru: 'В цехе', en: 'In the workshop' },
      verb: { ru: 'В цех', en: 'To the workshop' },
      kind: 'open',
      role: 'workshop-head',
      // No norm: a cake ordered for next month rightly waits here for its day.
      requires: ['paid', 'due'],
      clientMayChange: true,
    },
    {
      title: { ru: 'Готовится', en: 'Baking' },
      verb: { ru: 'Начать', en: 'Start' },
      kind: 'open',
      role: 'cook',
      normMinutes: 600,
      requires: ['maker'],
    },
    {
      title: { ru: 'Доставка', en: 'Delivery' },
      verb: { ru: 'Готово', en: 'Ready' },
      kind: 'open',
      role: 'driver',
      normMinutes: 600,
      fulfilment: 'delivery',
    },
    {
      title: { ru: 'Выдача', en: 'Pick-up' },
      verb: { ru: 'Готово', en: 'Ready' },
      kind: 'open',
      role: 'manager',
      normMinutes: 1200,
      fulfilment: 'pickup',
    },
    {
      title: { ru: 'Доставлен', en: 'Delivered' },
      verb: { ru: 'Доставлен', en: 'Delivered' },
      kind: 'won',
      role: 'driver',
      fulfilment: 'delivery',
    },
    {
      title: { ru: 'Выдан', en: 'Handed over' },
      verb: { ru: 'Выдан', en: 'Handed over' },
      kind: 'won',
      role: 'manager',
      fulfilment: 'pickup',
    },
    {
      title: { ru: 'Отменён', en: 'Cancelled' },
      verb: { ru: 'Отменить', en: 'Cancel' },
      kind: 'lost',
      role: 'manager',
    },
  ],
};
