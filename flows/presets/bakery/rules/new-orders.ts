import type { PresetRule } from '../../../preset.ts';
import { assign, createTask, notify, remind, showCard } from '../actions.ts';
import { has, hasNo, stillOpen } from './conditions.ts';

/** From the request to the first call. */
export const newOrders: PresetRule[] = [
  {
    // Whoever takes an order on the phone has just spoken to the client.
    title: { ru: 'Новый заказ: связаться с клиентом за 10 рабочих минут', en: 'New order: contact the client within 10 working minutes' },
    event: 'order.placed',
    conditions: [hasNo('order.responsibleId')],
    actions: [
      createTask({
        title: { ru: 'Связаться с клиентом', en: 'Contact the client' },
        role: 'manager',
        dueInMinutes: 10,
        working: true,
        assignee: 'none',
      }),
    ],
  },
  {
    // Before the rule below makes somebody responsible, who is shown the card for that.
    title: {
      ru: 'Новый заказ, который уже кто-то ведёт: показать ему карточку',
      en: 'New order that somebody is already responsible for: show them its card',
    },
    event: 'order.placed',
    conditions: [has('order.responsibleId')],
    actions: [showCard('responsible', true)],
  },
  {
    // Takes over the task above, and comes before the rule that asks who is responsible.
    title: { ru: 'Крупный заказ ведёт руководитель продаж', en: 'A large order goes to the head of sales' },
    event: 'order.placed',
    conditions: [{ field: 'order.total', op: 'more', value: 200_000_00 }],
    actions: [assign({ part: 'responsible', role: 'sales-head', how: 'least-load' })],
  },
  {
    // Comes before the rule that shows it to everybody; does nothing while the shop's setting is "whoever takes it first".
    title: { ru: 'Новый заказ: отдать менеджеру, как задано в настройках', en: 'New order: give it to a manager, as the settings say' },
    event: 'order.placed',
    conditions: [hasNo('order.responsibleId')],
    actions: [assign({ part: 'responsible', role: 'manager', how: 'shop' })],
  },
  {
    title: {
      ru: 'Новый заказ: показать всем менеджерам, кто первый возьмёт',
      en: 'New order: show it to all managers, the first one takes it',
    },
    event: 'order.placed',
    conditions: [hasNo('order.responsibleId')],
    actions: [showCard('role:manager', true)],
  },
  {
    title: { ru: 'Новый заказ: напомнить клиенту за день до срока', en: 'New order: remind the client the day before' },
    event: 'order.placed',
    actions: [remind('day-before')],
  },
  {
    title: { ru: 'Срок изменился: напомнить за день до нового срока', en: 'The date has changed: remind the day before the new date' },
    event: 'order.rescheduled',
    actions: [remind('day-before')],
  },
  {
    title: { ru: 'Срок изменился: предупредить кондитера', en: 'The date has changed: tell the confectioner' },
    event: 'order.rescheduled',
    conditions: [has('order.makerId'), stillOpen],
    actions: [
      notify('maker', { ru: '🗓 Заказ № {number}: новый срок — {date}, {time}.', en: '🗓 Order No. {number}: new date — {date}, {time}.' }, [
        'order',
      ]),
    ],
  },
];
