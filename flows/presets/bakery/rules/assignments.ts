import type { PresetRule } from '../../../preset.ts';
import { showCard } from '../actions.ts';
import { at } from '../pipeline.ts';
import { stillOpen } from './conditions.ts';

/** Whoever gets a part in an order sees it. */
export const assignments: PresetRule[] = [
  {
    title: { ru: 'Назначен ответственный: показать ему заказ', en: 'Somebody was made responsible: show them the order' },
    event: 'order.assigned',
    conditions: [{ field: 'event.part', op: 'is', value: 'responsible' }, stillOpen],
    actions: [showCard('responsible', true)],
  },
  {
    title: { ru: 'Назначен кондитер: показать ему заказ', en: 'A confectioner was assigned: show them the order' },
    event: 'order.assigned',
    conditions: [{ field: 'event.part', op: 'is', value: 'maker' }, stillOpen],
    actions: [showCard('maker', true)],
  },
  {
    title: { ru: 'Назначен водитель: прислать адрес, время и телефон', en: 'A driver was assigned: send the address, time and phone' },
    event: 'order.assigned',
    // Only now: until the cake is ready the client's contacts are not the driver's business.
    conditions: [
      { field: 'event.part', op: 'is', value: 'driver' },
      { field: 'order.stage', op: 'is', value: at.delivery },
    ],
    actions: [showCard('driver', true)],
  },
];
