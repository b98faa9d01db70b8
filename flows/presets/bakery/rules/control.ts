import type { PresetRule } from '../../../preset.ts';
import { createTask, notify, onlyIf, showCard, wait } from '../actions.ts';
import { has, hasNo, stillThere } from './conditions.ts';

/** Nothing is forgotten: first the one who does it hears of it, then the owner. */
export const control: PresetRule[] = [
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
        { ru: '⏰ Просрочено: «{task}», заказ № {number}, {client}.', en: '⏰ Overdue: “{task}”, order No. {number}, {client}.' },
        ['task-done', 'task-later', 'order'],
      ),
      wait(1),
      onlyIf({ field: 'task.done', op: 'is', value: false }),
      notify(
        'role:owner',
        {
          ru: '🔴 Не сделано вовремя: «{task}», заказ № {number}, {client}. Делает: {assignee}.',
          en: '🔴 Not done in time: “{task}”, order No. {number}, {client}. Who: {assignee}.',
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
    conditions: [hasNo('order.id'), hasNo('event.clientId')],
    actions: [
      notify('assignee', { ru: '⏰ Просрочено: «{task}».', en: '⏰ Overdue: “{task}”.' }, ['task-done', 'task-later']),
      wait(1),
      onlyIf({ field: 'task.done', op: 'is', value: false }),
      notify(
        'role:owner',
        { ru: '🔴 Не сделано вовремя: «{task}». Делает: {assignee}.', en: '🔴 Not done in time: “{task}”. Who: {assignee}.' },
        ['reassign'],
      ),
    ],
  },
  {
    // Answers to what came in the night are all due the moment the shop opens.
    title: {
      ru: 'Пора ответить клиенту без заказа: сначала исполнителю, через 10 рабочих минут — владельцу',
      en: 'Time to answer a client without an order: first to who does it, 10 working minutes later to the owner',
    },
    event: 'task.overdue',
    conditions: [hasNo('order.id'), has('event.clientId')],
    actions: [
      notify('assignee', { ru: '⏰ Пора: «{task}».', en: '⏰ It is time: “{task}”.' }, ['reply', 'client', 'task-done', 'task-later']),
      wait(10, true),
      onlyIf({ field: 'task.done', op: 'is', value: false }),
      notify(
        'role:owner',
        { ru: '🔴 Не сделано вовремя: «{task}». Делает: {assignee}.', en: '🔴 Not done in time: “{task}”. Who: {assignee}.' },
        ['reassign'],
      ),
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
        { ru: '⏳ Заказ № {number} слишком долго на этапе «{stage}».', en: '⏳ Order No. {number} has been in “{stage}” for too long.' },
        ['order'],
      ),
      wait(5),
      onlyIf(...stillThere),
      notify(
        'role:owner',
        { ru: '🔴 Заказ № {number} ({client}) застрял на этапе «{stage}».', en: '🔴 Order No. {number} ({client}) is stuck in “{stage}”.' },
        ['order', 'reassign'],
      ),
    ],
  },
  {
    title: {
      ru: 'Клиент не ответил, а других дел по заказу нет: поставить задачу «Перезвонить»',
      en: 'No answer, and nothing else is to do for the order: make the task “Call again”',
    },
    event: 'order.no-answer',
    // What the stage asks for anyway, as "contact the client", is put off by the button itself.
    conditions: [{ field: 'order.stageTasks', op: 'less', value: 1 }],
    actions: [
      // Ten minutes after the card is back, so that the task is not overdue the moment it can be done.
      createTask({
        title: { ru: 'Перезвонить клиенту', en: 'Call the client again' },
        role: 'manager',
        dueInMinutes: 130,
        assignee: 'actor',
      }),
    ],
  },
  {
    title: { ru: 'Клиент не ответил: вернуть заказ через 2 часа', en: 'No answer: bring the order back in 2 hours' },
    event: 'order.no-answer',
    // Not when it has gone on meanwhile, and after several tries only once.
    actions: [wait(120), onlyIf(...stillThere, { field: 'event.isLatest', op: 'is', value: true }), showCard('actor', true)],
  },
];
