import type { PresetRule, Words } from '../../../preset.ts';
import { assign, notify, type Part, sendSms, showCard, tellClient } from '../actions.ts';
import { at } from '../pipeline.ts';
import { cameTo, has, hasNo } from './conditions.ts';

/** One rule for each part: a notice to nobody in particular would go to everybody of the role. */
const tellOfCancelling = (to: Part, field: string, whom: Words): PresetRule => ({
  title: { ru: `Заказ отменён: предупредить ${whom.ru}`, en: `Order cancelled: tell ${whom.en}` },
  event: 'order.moved',
  conditions: [{ field: 'event.way', op: 'is', value: 'lost' }, has(field)],
  actions: [
    notify(
      to,
      {
        ru: '✕ Заказ № {number} отменён. Он был на этот срок: {date}, {time}.',
        en: '✕ Order No. {number} was cancelled. It was due on {date}, {time}.',
      },
      ['order'],
    ),
  ],
});

/** The same news twice: with what is left to pay, and, when nothing is, without it. */
function tellReady(stage: number, title: Words, chat: Words, sms: Words): PresetRule[] {
  const both = (words: Words, ending: Words): Words => ({ ru: `${words.ru}${ending.ru}`, en: `${words.en}${ending.en}` });
  const chatOwes = { ru: ' Осталось оплатить: {balance}.', en: ' Left to pay: {balance}.' };
  const smsOwes = { ru: ' К оплате {balance}. {shop}', en: ' To pay: {balance}. {shop}' };
  const signed = { ru: ' {shop}', en: ' {shop}' };
  return [
    {
      title: both(title, { ru: ' (и сколько осталось оплатить)', en: ' (and what is left to pay)' }),
      event: 'order.moved',
      conditions: [...cameTo(stage), { field: 'order.balance', op: 'more', value: 0 }],
      actions: [tellClient(both(chat, chatOwes), true), sendSms(both(sms, smsOwes), true)],
    },
    {
      title: both(title, { ru: ' (оплачено)', en: ' (paid)' }),
      event: 'order.moved',
      conditions: [...cameTo(stage), { field: 'order.balance', op: 'less', value: 1 }],
      actions: [tellClient(chat, true), sendSms(both(sms, signed), true)],
    },
  ];
}

/** What each stage sets off. */
export const moves: PresetRule[] = [
  {
    title: { ru: 'Оплата: прислать клиенту сумму к оплате', en: 'Payment: send the client the sum to pay' },
    event: 'order.moved',
    conditions: [...cameTo(at.payment), { field: 'order.depositDue', op: 'more', value: 0 }],
    actions: [
      tellClient(
        {
          ru: 'Заказ № {number} согласован: {date}, {time}. Сумма — {total}, к оплате {balance}. Как только придут первые {deposit}, передадим заказ кондитеру.',
          en: 'Order No. {number} is agreed for {date}, {time}. The total is {total}, of which {balance} is still to be paid. Once the first {deposit} has arrived, a confectioner takes over.',
        },
        true,
      ),
    ],
  },
  {
    title: {
      ru: 'Оплата, а задаток уже пришёл: прислать клиенту остаток',
      en: 'Payment, and the deposit is here already: send the client the balance',
    },
    event: 'order.moved',
    conditions: [
      ...cameTo(at.payment),
      { field: 'order.depositDue', op: 'less', value: 1 },
      { field: 'order.balance', op: 'more', value: 0 },
    ],
    actions: [
      tellClient(
        {
          ru: 'Заказ № {number} согласован: {date}, {time}. Сумма — {total}, осталось оплатить {balance}. Дальше его готовит кондитер.',
          en: 'Order No. {number} is agreed for {date}, {time}. The total is {total}, {balance} is left to pay. A confectioner takes over next.',
        },
        true,
      ),
    ],
  },
  {
    title: { ru: 'В цехе: показать заказ начальнику цеха', en: 'In the workshop: show the order to the head of the workshop' },
    event: 'order.moved',
    conditions: [{ field: 'order.stage', op: 'is', value: at.workshop }],
    actions: [showCard('role:workshop-head', true)],
  },
  {
    title: { ru: 'Готовится: обновить карточку у кондитера', en: "Baking: renew the confectioner's card" },
    event: 'order.moved',
    conditions: cameTo(at.baking),
    actions: [showCard('maker', false)],
  },
  {
    title: { ru: 'Готовится: сообщить клиенту', en: 'Baking: tell the client' },
    event: 'order.moved',
    conditions: cameTo(at.baking),
    actions: [
      tellClient(
        {
          ru: 'Кондитер начал готовить ваш заказ № {number}. Срок прежний: {date}, {time}.',
          en: 'A confectioner has begun your order No. {number}. It will be ready as agreed: {date}, {time}.',
        },
        true,
      ),
    ],
  },
  {
    title: { ru: 'Вернули в работу: сообщить кондитеру', en: 'Sent back to baking: tell the confectioner' },
    event: 'order.moved',
    conditions: [
      { field: 'order.stage', op: 'is', value: at.baking },
      { field: 'event.way', op: 'is', value: 'back' },
    ],
    actions: [showCard('maker', true)],
  },
  {
    title: { ru: 'Вернули в работу: предупредить водителя', en: 'Sent back to baking: warn the driver' },
    event: 'order.moved',
    conditions: [
      { field: 'order.stage', op: 'is', value: at.baking },
      { field: 'event.way', op: 'is', value: 'back' },
      has('order.driverId'),
    ],
    actions: [
      notify(
        'driver',
        { ru: '↩ Заказ № {number} вернули в цех: не выезжайте.', en: '↩ Order No. {number} went back to the workshop: do not set out.' },
        ['order'],
      ),
    ],
  },
  {
    title: {
      ru: 'Доставка: показать заказ водителю, который уже назначен',
      en: 'Delivery: show the order to the driver who is already assigned',
    },
    event: 'order.moved',
    conditions: [...cameTo(at.delivery), has('order.driverId')],
    actions: [showCard('driver', true)],
  },
  {
    title: { ru: 'Доставка: назначить самого свободного водителя', en: 'Delivery: assign the least busy driver' },
    event: 'order.moved',
    conditions: [...cameTo(at.delivery), hasNo('order.driverId')],
    actions: [assign({ part: 'driver', role: 'driver', how: 'least-load' })],
  },
  {
    // Comes after the rule that looks for one.
    title: {
      ru: 'Доставка, а водителей на смене нет: показать заказ всем водителям и предупредить ответственного',
      en: 'Delivery, and no driver is on shift: show the order to all drivers and warn whoever is responsible',
    },
    event: 'order.moved',
    conditions: [...cameTo(at.delivery), hasNo('order.driverId')],
    actions: [
      showCard('role:driver', true),
      notify(
        'responsible',
        {
          ru: '🚚 Заказ № {number} готов, а водителей на смене нет. Назначьте, кто повезёт.',
          en: '🚚 Order No. {number} is ready, and no driver is on shift. Assign somebody to take it.',
        },
        ['order', 'reassign'],
      ),
    ],
  },
  ...tellReady(
    at.delivery,
    { ru: 'Доставка: сообщить клиенту в чате и по СМС', en: 'Delivery: tell the client in the chat and by SMS' },
    {
      ru: '🎂 Заказ № {number} готов. Привезём по адресу {address}: {date}, {time}.',
      en: '🎂 Order No. {number} is ready. We’ll bring it to {address} on {date}, {time}.',
    },
    { ru: 'Заказ {number} готов, привезём: {date}, {time}.', en: 'Order {number} is ready, we will bring it on {date}, {time}.' },
  ),
  {
    title: { ru: 'Водитель выехал: сообщить клиенту', en: 'The driver has set out: tell the client' },
    event: 'order.set-out',
    actions: [
      tellClient(
        {
          ru: '🚗 Заказ № {number} уже едет к вам: {address}.',
          en: '🚗 Order No. {number} is on its way to {address}.',
        },
        false,
      ),
    ],
  },
  ...tellReady(
    at.pickup,
    {
      ru: 'Выдача: сообщить клиенту в чате и по СМС, что заказ готов',
      en: 'Pick-up: tell the client in the chat and by SMS that it is ready',
    },
    {
      ru: '🎂 Заказ № {number} готов. Ждём вас: {address}, {date}, {time}.',
      en: '🎂 Order No. {number} is ready. Come to {address} on {date}, {time}.',
    },
    { ru: 'Заказ {number} готов: {address}.', en: 'Order {number} is ready: {address}.' },
  ),
  {
    title: { ru: 'Выдача: показать заказ ответственному', en: 'Pick-up: show the order to whoever is responsible' },
    event: 'order.moved',
    conditions: cameTo(at.pickup),
    actions: [showCard('responsible', true)],
  },
  {
    title: { ru: 'Доставлен или выдан: поблагодарить клиента', en: 'Delivered or handed over: thank the client' },
    event: 'order.moved',
    conditions: [{ field: 'event.way', op: 'is', value: 'won' }],
    actions: [
      tellClient(
        {
          ru: 'Спасибо за заказ № {number}! Приятного аппетита. Если что-то не так, напишите сюда — мы всё исправим.',
          en: 'Thank you for order No. {number}, and enjoy! If anything is wrong, write here and we will put it right.',
        },
        true,
      ),
    ],
  },
  tellOfCancelling('responsible', 'order.responsibleId', { ru: 'ответственного', en: 'whoever is responsible' }),
  tellOfCancelling('maker', 'order.makerId', { ru: 'кондитера', en: 'the confectioner' }),
  tellOfCancelling('driver', 'order.driverId', { ru: 'водителя', en: 'the driver' }),
  {
    title: { ru: 'Мы отменили заказ: сообщить клиенту', en: 'We cancelled an order: tell the client' },
    event: 'order.moved',
    conditions: [
      { field: 'event.way', op: 'is', value: 'lost' },
      { field: 'event.by', op: 'is-not', value: 'client' },
    ],
    actions: [
      tellClient(
        {
          ru: 'Заказ № {number} отменён. Если это ошибка, просто напишите сюда.',
          en: 'Order No. {number} has been cancelled. If that is a mistake, just write here.',
        },
        true,
      ),
    ],
  },
  {
    title: {
      ru: 'Отменённый заказ снова в работе: сообщить клиенту и тому, кто на этапе',
      en: 'A cancelled order is restored: tell the client and who works the stage',
    },
    event: 'order.restored',
    actions: [
      showCard('stage', true),
      tellClient(
        {
          ru: 'Заказ № {number} снова в силе: {date}, {time}.',
          en: 'Order No. {number} stands again: {date}, {time}.',
        },
        false,
      ),
    ],
  },
];
