import type { PresetRule } from '../../../preset.ts';
import { createTask, notify, onlyIf, showCard, wait } from '../actions.ts';
import { has, hasNo, stillOpen, stillThere } from './conditions.ts';

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
