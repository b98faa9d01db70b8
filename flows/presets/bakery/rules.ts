import type { Condition } from '../../../db/schema/work.ts';
import type { PresetRule } from '../../preset.ts';
import { assign, createTask, notify, onlyIf, remind, sendSms, showCard, tellClient, wait } from './actions.ts';
import { at } from './pipeline.ts';

/** The order came to this stage on its way to the end, not back from a later one. */
const cameTo = (stage: number): Condition[] => [
  { field: 'order.stage', op: 'is', value: stage },
  { field: 'event.way', op: 'is-not', value: 'back' },
];
const stillThere: Condition[] = [
  { field: 'order.sameVisit', op: 'is', value: true },
  { field: 'order.outcome', op: 'is', value: 'open' },
];
const stillOpen: Condition = { field: 'order.outcome', op: 'is', value: 'open' };
const has = (field: string): Condition => ({ field, op: 'filled' });
const hasNo = (field: string): Condition => ({ field, op: 'empty' });

const newOrders: PresetRule[] = [
  {
    // First of all: the rules below then see who is responsible.
    title: { ru: 'Крупный заказ ведёт руководитель продаж', en: 'A large order goes to the head of sales' },
    event: 'order.placed',
    conditions: [{ field: 'order.total', op: 'more', value: 200_000_00 }],
    actions: [assign({ part: 'responsible', role: 'sales-head', how: 'least-load' })],
  },
  {
    title: { ru: 'Новый заказ: связаться с клиентом за 10 рабочих минут', en: 'New order: contact the client within 10 working minutes' },
    event: 'order.placed',
    actions: [
      createTask({
        title: { ru: 'Связаться с клиентом', en: 'Contact the client' },
        role: 'manager',
        dueInMinutes: 10,
        working: true,
        assignee: 'responsible',
      }),
    ],
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
    title: {
      ru: 'Новый заказ постоянного клиента: показать его менеджеру',
      en: "New order of a regular client: show it to the client's manager",
    },
    event: 'order.placed',
    conditions: [has('order.responsibleId')],
    actions: [showCard('responsible', true)],
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
      notify('maker', { ru: '🗓 Заказ № {number}: новый срок — {date}, {time}.', en: '🗓 Order no. {number}: new date — {date}, {time}.' }, [
        'order',
      ]),
    ],
  },
];

const assignments: PresetRule[] = [
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

const moves: PresetRule[] = [
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
  {
    title: { ru: 'Заказ отменён: предупредить тех, кто над ним работал', en: 'Order cancelled: tell everybody who worked on it' },
    event: 'order.moved',
    conditions: [{ field: 'event.way', op: 'is', value: 'lost' }],
    actions: (['responsible', 'maker', 'driver'] as const).map((to) =>
      notify(
        to,
        {
          ru: '✕ Заказ № {number} на {date} отменён. Причина: {reason}',
          en: '✕ Order no. {number} for {date} was cancelled. Reason: {reason}',
        },
        ['order'],
      ),
    ),
  },
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

const money: PresetRule[] = [
  {
    title: { ru: 'Пришла часть оплаты: сказать клиенту, сколько осталось', en: 'Part of the payment came: tell the client what is left' },
    event: 'payment.received',
    conditions: [{ field: 'order.balance', op: 'more', value: 0 }],
    actions: [
      tellClient(
        {
          ru: 'Получили {amount} за заказ № {number}, спасибо! Осталось {balance}.',
          en: 'We received {amount} for order no. {number}, thank you! {balance} is left to pay.',
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
          en: 'We received {amount}: order no. {number} is paid in full. Thank you!',
        },
        false,
      ),
      showCard('responsible', false),
    ],
  },
];

const control: PresetRule[] = [
  {
    title: {
      ru: 'Задача по заказу просрочена: сначала исполнителю, через минуту — владельцу',
      en: 'A task of an order is overdue: first to who does it, a minute later to the owner',
    },
    event: 'task.overdue',
    conditions: [has('order.id')],
    actions: [
      notify(
        'assignee',
        { ru: '⏰ Просрочено: «{task}», заказ № {number}, {client}.', en: '⏰ Overdue: “{task}”, order no. {number}, {client}.' },
        ['task-done', 'task-later', 'order'],
      ),
      wait(1),
      onlyIf({ field: 'task.done', op: 'is', value: false }),
      notify(
        'role:owner',
        {
          ru: '🔴 Не сделано вовремя: «{task}», заказ № {number}, {client}.',
          en: '🔴 Not done in time: “{task}”, order no. {number}, {client}.',
        },
        ['order', 'reassign'],
      ),
    ],
  },
  {
    title: {
      ru: 'Другая задача просрочена: сначала исполнителю, через минуту — владельцу',
      en: 'Another task is overdue: first to who does it, a minute later to the owner',
    },
    event: 'task.overdue',
    conditions: [hasNo('order.id')],
    actions: [
      notify('assignee', { ru: '⏰ Просрочено: «{task}».', en: '⏰ Overdue: “{task}”.' }, ['task-done', 'task-later']),
      wait(1),
      onlyIf({ field: 'task.done', op: 'is', value: false }),
      notify('role:owner', { ru: '🔴 Не сделано вовремя: «{task}».', en: '🔴 Not done in time: “{task}”.' }, ['reassign']),
    ],
  },
  {
    title: {
      ru: 'Заказ стоит дольше нормы: сначала тому, кто на этапе, через 5 минут — владельцу',
      en: 'An order stands longer than the norm: first to who works the stage, 5 minutes later to the owner',
    },
    event: 'order.stalled',
    actions: [
      notify(
        'stage',
        { ru: '⏳ Заказ № {number} слишком долго на этапе «{stage}».', en: '⏳ Order no. {number} has been in “{stage}” for too long.' },
        ['order'],
      ),
      wait(5),
      onlyIf(...stillThere),
      notify(
        'role:owner',
        { ru: '🔴 Заказ № {number} ({client}) застрял на этапе «{stage}».', en: '🔴 Order no. {number} ({client}) is stuck in “{stage}”.' },
        ['order', 'reassign'],
      ),
    ],
  },
  {
    title: {
      ru: 'Клиент не ответил: вернуть заказ через 2 часа и перезвонить',
      en: 'No answer: bring the order back in 2 hours and call again',
    },
    event: 'order.no-answer',
    actions: [
      // Ten minutes after the card is back, so that the task is not overdue the moment it can be done.
      createTask({
        title: { ru: 'Перезвонить клиенту', en: 'Call the client again' },
        role: 'manager',
        dueInMinutes: 130,
        assignee: 'actor',
      }),
      wait(120),
      onlyIf(stillOpen),
      showCard('actor', true),
    ],
  },
];

const talk: PresetRule[] = [
  {
    title: { ru: 'Клиент написал: передать его менеджеру', en: "A client wrote: pass it on to the client's manager" },
    event: 'client.asked',
    conditions: [has('order.responsibleId')],
    actions: [notify('responsible', { ru: '💬 {client}: {text}', en: '💬 {client}: {text}' }, ['reply', 'done-chat', 'order'])],
  },
  {
    title: {
      ru: 'Написал клиент без менеджера: передать всем менеджерам',
      en: 'A client without a manager wrote: pass it on to all managers',
    },
    event: 'client.asked',
    conditions: [hasNo('order.responsibleId')],
    actions: [notify('role:manager', { ru: '💬 {client}: {text}', en: '💬 {client}: {text}' }, ['reply', 'done-chat'])],
  },
  {
    title: {
      ru: 'Клиенту не ответили 5 рабочих минут: напомнить менеджерам',
      en: 'No reply to a client in 5 working minutes: remind the managers',
    },
    event: 'client.asked',
    actions: [
      wait(5, true),
      onlyIf({ field: 'chat.answered', op: 'is', value: false }),
      notify('role:manager', { ru: '⏰ {client} ждёт ответа: {text}', en: '⏰ {client} is waiting for a reply: {text}' }, [
        'reply',
        'done-chat',
      ]),
    ],
  },
  {
    title: { ru: 'Сообщение не дошло до клиента: сказать менеджеру', en: 'A message did not reach the client: tell the manager' },
    event: 'message.failed',
    conditions: [has('order.responsibleId')],
    actions: [
      notify(
        'responsible',
        {
          ru: '⚠️ {client} не получил(а) сообщение: {why}. Позвоните, пожалуйста.',
          en: '⚠️ {client} did not get a message: {why}. Please call.',
        },
        ['order', 'reply'],
      ),
    ],
  },
  {
    title: {
      ru: 'Сообщение не дошло до клиента без менеджера: сказать всем менеджерам',
      en: 'A message did not reach a client without a manager: tell all managers',
    },
    event: 'message.failed',
    conditions: [hasNo('order.responsibleId')],
    actions: [
      notify(
        'role:manager',
        {
          ru: '⚠️ {client} не получил(а) сообщение: {why}. Позвоните, пожалуйста.',
          en: '⚠️ {client} did not get a message: {why}. Please call.',
        },
        ['order', 'reply'],
      ),
    ],
  },
];

/** What the bakery does by itself. The rules of one event run in this order. */
export const rules: PresetRule[] = [...newOrders, ...assignments, ...moves, ...money, ...control, ...talk];
