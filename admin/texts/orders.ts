import { inBoth } from './in-both.ts';
import { knownSources } from './known-sources.ts';

export const ordersTexts = inBoth(
  {
    title: 'Заказы',
    record: '№ {value}',
    columns: {
      id: '№',
      clientId: 'Клиент',
      stage: 'Этап',
      dueAt: 'Срок',
      total: 'Сумма',
      due: 'К оплате',
      responsible: 'Ответственный',
      fulfilment: 'Получение',
      outcome: 'Итог',
      source: 'Источник',
      createdAt: 'Создан',
    },
    words: {
      source: knownSources.ru,
      fulfilment: { pickup: 'Самовывоз', delivery: 'Доставка' },
      outcome: { open: 'В работе', won: 'Выполнен', lost: 'Отменён' },
    },
    create: 'Новый заказ',
    empty: 'Заказов пока нет. Первый сделает клиент в чате или вы кнопкой «Новый заказ».',
  },
  {
    title: 'Orders',
    record: 'No. {value}',
    columns: {
      id: 'No.',
      clientId: 'Client',
      stage: 'Stage',
      dueAt: 'Due',
      total: 'Total',
      due: 'To pay',
      responsible: 'Responsible',
      fulfilment: 'Hand-over',
      outcome: 'Outcome',
      source: 'Source',
      createdAt: 'Created',
    },
    words: {
      source: knownSources.en,
      fulfilment: { pickup: 'Pick-up', delivery: 'Delivery' },
      outcome: { open: 'In progress', won: 'Done', lost: 'Cancelled' },
    },
    create: 'New order',
    empty: 'No orders yet. A client makes the first one in the chat, or you do with “New order”.',
  },
);
