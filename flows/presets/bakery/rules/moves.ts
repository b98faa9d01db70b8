import type { PresetRule, Words } from '../../../preset.ts';
import { assign, notify, type Part, sendSms, showCard, tellClient } from '../actions.ts';
import { at } from '../pipeline.ts';
import { cameTo, has, hasNo } from './conditions.ts';

/** One rule for each part: a notice to nobody in particular would go to everybody of the role. */
const tellOfCancelling = (to: Part, field: string, whom: Words): PresetRule => ({
  title: { ru: `Заказ отменён: предупредить ${whom.ru}`, en: `Order cancelled: tell ${whom.en}` },
  event: 'order.moved',
  conditions: [{ field: 'event.way', op: 'is', value: 'lost' }, has(field)],
  actions: [notify(to, { ru: '✕ Заказ № {number} на {date} отменён.', en: '✕ Order no. {number} for {date} was cancelled.' }, ['order'])],
});

/** What each stage sets off. */
export const moves: PresetRule[] = [
  {
    title: { ru: 'Оплата: прислать клиенту сумму к оплате', en: 'Payment: send the client the sum to pay' },
    event: 'order.moved',
    conditions: [...cameTo(at.payment), { field: 'order.balance', op: 'more', value: 0 }],
    actions: [
      tellClient(
        {
          ru: 'Заказ № {number} согласован на {date}, {time}. Сумма — {total}, к оплате {balance}. Как только оплата придёт, передадим заказ кондитеру.',
          en: 'Order no. {number} is agreed for {date}, {time}. The total is {total}, to be paid {balance}. Once it is paid, a confectioner takes over.',
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
          en: 'A confectioner has begun your order no. {number}. It will be ready as agreed: {date}, {time}.',
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
    title: { ru: 'Доставка: сообщить клиенту в чате и по СМС', en: 'Delivery: tell the client in the chat and by SMS' },
    event: 'order.moved',
    conditions: cameTo(at.delivery),
    actions: [
      tellClient(
        {
          ru: '🚗 Заказ № {number} готов и едет к вам: {address}. Ждите нас {date}, {time}. Осталось оплатить: {balance}.',
          en: '🚗 Order no. {number} is ready and on its way to {address}. Expect us on {date}, {time}. Left to pay: {balance}.',
        },
        true,
      ),
      sendSms(
        {
          ru: 'Заказ {number} едет к вам, ждите {time}. К оплате {balance}. {shop}',
          en: 'Order {number} is on its way, expect it {time}. To pay: {balance}. {shop}',
        },
        true,
      ),
    ],
  },
  {
    title: {
      ru: 'Выдача: сообщить клиенту в чате и по СМС, что заказ готов',
      en: 'Pick-up: tell the client in the chat and by SMS that it is ready',
    },
    event: 'order.moved',
    conditions: cameTo(at.pickup),
    actions: [
      tellClient(
        {
          ru: '🎂 Заказ № {number} готов. Ждём вас: {address}, {date}, {time}. Осталось оплатить: {balance}.',
          en: '🎂 Order no. {number} is ready. Come to {address} on {date}, {time}. Left to pay: {balance}.',
        },
        true,
      ),
      sendSms(
        {
          ru: 'Заказ {number} готов: {address}. К оплате {balance}. {shop}',
          en: 'Order {number} is ready: {address}. To pay: {balance}. {shop}',
        },
        true,
      ),
    ],
  },
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
          en: 'Thank you for order no. {number}, and enjoy! If anything is wrong, write here and we will put it right.',
        },
        true,
      ),
    ],
  },
  tellOfCancelling('responsible', 'order.responsibleId', { ru: 'ответственного', en: 'whoever is responsible' }),
  tellOfCancelling('maker', 'order.makerId', { ru: 'кондитера', en: 'the confectioner' }),
  tellOfCancelling('driver', 'order.driverId', { ru: 'водителя', en: 'the driver' }),
  {
    title: { ru: 'Заказ отменён: сообщить клиенту', en: 'Order cancelled: tell the client' },
    event: 'order.moved',
    conditions: [{ field: 'event.way', op: 'is', value: 'lost' }],
    actions: [
      tellClient(
        {
          ru: 'Заказ № {number} отменён. Если это ошибка, просто напишите сюда.',
          en: 'Order no. {number} has been cancelled. If that is a mistake, just write here.',
        },
        true,
      ),
    ],
  },
];
