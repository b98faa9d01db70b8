import { inBoth } from './in-both.ts';

export const outboxTexts = inBoth(
  {
    title: 'Отправка сообщений',
    hint: 'Что ушло, что ждёт и что не дошло — и почему.',
    views: { failed: 'Не дошли', waiting: 'Ждут', sent: 'Ушли', skipped: 'Не понадобились' },
    when: 'Когда',
    to: 'Кому',
    text: 'Текст',
    state: 'Что стало',
    retry: 'Отправить ещё раз',
    retried: 'Отправляем ещё раз',
    empty: { failed: 'Всё дошло', waiting: 'Ничего не ждёт отправки', sent: 'Пока ничего не отправлено', skipped: 'Таких нет' },
    colleague: 'сотрудник',
  },
  {
    title: 'Message delivery',
    hint: 'What left, what waits and what did not arrive, and why.',
    views: { failed: 'Did not arrive', waiting: 'Waiting', sent: 'Sent', skipped: 'Not needed' },
    when: 'When',
    to: 'To',
    text: 'Text',
    state: 'State',
    retry: 'Send again',
    retried: 'Sending again',
    empty: { failed: 'Everything arrived', waiting: 'Nothing waits', sent: 'Nothing was sent yet', skipped: 'There are none' },
    colleague: 'colleague',
  },
);
