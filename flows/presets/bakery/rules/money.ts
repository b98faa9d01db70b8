import type { PresetRule } from '../../../preset.ts';
import { showCard, tellClient } from '../actions.ts';
import { has, stillOpen } from './conditions.ts';

/** Payments. */
export const money: PresetRule[] = [
  {
    title: { ru: 'Пришла часть оплаты: сказать клиенту, сколько осталось', en: 'Part of the payment came: tell the client what is left' },
    event: 'payment.received',
    conditions: [{ field: 'order.balance', op: 'more', value: 0 }],
    actions: [
      tellClient(
        {
          ru: 'Получили {amount} за заказ № {number}, спасибо! Осталось {balance}.',
          en: 'We received {amount} for order No. {number}, thank you! {balance} is left to pay.',
        },
        false,
      ),
      showCard('responsible', false),
    ],
  },
  {
    title: { ru: 'Заказ оплачен полностью: поблагодарить клиента', en: 'The order is paid in full: thank the client' },
    event: 'payment.received',
    conditions: [{ field: 'order.balance', op: 'less', value: 1 }],
    actions: [
      tellClient(
        {
          ru: 'Получили {amount}: заказ № {number} оплачен полностью. Спасибо!',
          en: 'We received {amount}: order No. {number} is paid in full. Thank you!',
        },
        false,
      ),
      showCard('responsible', false),
    ],
  },
  {
    title: {
      ru: 'Владелец разрешил готовить без оплаты: показать заказ ответственному',
      en: 'The owner allowed an order unpaid: show it to whoever is responsible',
    },
    event: 'order.unpaid-allowed',
    conditions: [has('order.responsibleId'), stillOpen],
    actions: [showCard('responsible', true)],
  },
];
