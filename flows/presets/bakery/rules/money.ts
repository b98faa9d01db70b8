import type { PresetRule } from '../../../preset.ts';
import { createTask, notify, showCard, tellClient } from '../actions.ts';
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
    title: { ru: 'Отменён оплаченный заказ: вернуть деньги', en: 'A paid order was cancelled: return the money' },
    event: 'order.moved',
    conditions: [
      { field: 'event.way', op: 'is', value: 'lost' },
      { field: 'order.paid', op: 'more', value: 0 },
    ],
    actions: [
      createTask({
        title: { ru: 'Вернуть деньги за отменённый заказ', en: 'Return the money for the cancelled order' },
        role: 'manager',
        dueInMinutes: 600,
        working: true,
        assignee: 'responsible',
      }),
      notify(
        'role:owner',
        {
          ru: '💸 Заказ № {number} отменён, а за него оплачено {paid}.',
          en: '💸 Order No. {number} was cancelled, and {paid} had been paid for it.',
        },
        ['order'],
      ),
    ],
  },
  {
    title: { ru: 'Деньги возвращены: сказать клиенту', en: 'Money was returned: tell the client' },
    event: 'payment.returned',
    actions: [
      tellClient(
        { ru: 'Вернули вам {amount} за заказ № {number}.', en: 'We have returned {amount} to you for order No. {number}.' },
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
