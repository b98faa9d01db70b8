import type { PresetRule } from '../../../preset.ts';
import { createTask, notify, onlyIf, wait } from '../actions.ts';
import { byClient, has, hasNo, stillOpen } from './conditions.ts';

/** Clients who write, and messages that do not arrive. */
export const talk: PresetRule[] = [
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
      ru: 'Клиенту не ответили 5 рабочих минут: напомнить его менеджеру, а если его нет — всем',
      en: "No reply to a client in 5 working minutes: remind the client's manager, or all if there is none",
    },
    event: 'client.asked',
    actions: [
      wait(5, true),
      // Of several questions in a row the first one reminds.
      onlyIf({ field: 'chat.answered', op: 'is', value: false }, { field: 'chat.alreadyWaiting', op: 'is', value: false }),
      notify('responsible', { ru: '⏰ {client} ждёт ответа: {text}', en: '⏰ {client} is waiting for a reply: {text}' }, [
        'reply',
        'done-chat',
      ]),
    ],
  },
  {
    title: {
      ru: 'Клиент написал, когда закрыто: задача менеджеру на час открытия',
      en: 'A client wrote while we were closed: a task for the manager at the opening hour',
    },
    event: 'client.wrote-away',
    actions: [
      createTask({
        title: { ru: 'Ответить клиенту: {client}', en: 'Answer the client: {client}' },
        role: 'manager',
        dueInMinutes: 0,
        working: true,
        assignee: 'responsible',
      }),
    ],
  },
  {
    title: {
      ru: 'Клиент с открытым заказом заблокировал бота: сказать его менеджеру',
      en: 'A client with an open order has blocked the bot: tell the manager',
    },
    event: 'client.unreachable',
    // Who is found out while we write is spoken of by the message that did not arrive.
    conditions: [stillOpen, byClient],
    actions: [
      notify(
        'responsible',
        {
          ru: '🔕 {client}: чат с нами закрыт, сообщения о заказе № {number} туда не придут. Если что-то изменится, позвоните, пожалуйста.',
          en: '🔕 {client} has closed the chat with us, so no message about order No. {number} will arrive there. If anything changes, please call.',
        },
        ['order'],
      ),
    ],
  },
  {
    title: {
      ru: 'Клиент с открытым заказом отказался от сообщений: сказать его менеджеру',
      en: 'A client with an open order wants no messages: tell the manager',
    },
    event: 'client.opted-out',
    conditions: [stillOpen],
    actions: [
      notify(
        'responsible',
        {
          ru: '🔕 {client} больше не хочет получать наши сообщения. Об изменениях заказа № {number} скажите, пожалуйста, по телефону.',
          en: '🔕 {client} wants no more messages from us. Please tell them by phone of any change to order No. {number}.',
        },
        ['order'],
      ),
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
          ru: '⚠️ Наше сообщение не дошло: {client}. Позвоните, пожалуйста: «{text}»',
          en: '⚠️ A message did not arrive: {client}. Please call: “{text}”',
        },
        ['order', 'client', 'reply'],
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
          ru: '⚠️ Наше сообщение не дошло: {client}. Позвоните, пожалуйста: «{text}»',
          en: '⚠️ A message did not arrive: {client}. Please call: “{text}”',
        },
        ['order', 'client', 'reply'],
      ),
    ],
  },
];
