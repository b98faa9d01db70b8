import { clientTexts } from './client.ts';
import { inBoth } from './in-both.ts';
import { knownSources } from './known-sources.ts';

export const clientsTexts = inBoth(
  {
    title: 'Клиенты',
    columns: {
      id: '№',
      name: 'Имя',
      phone: 'Телефон',
      status: 'Статус',
      ordersCount: 'Заказов',
      ordersSum: 'На сумму',
      lastOrderAt: 'Последний заказ',
      source: 'Источник',
      responsible: 'Ответственный',
      createdAt: 'С нами с',
    },
    words: {
      source: knownSources.ru,
      status: clientTexts.ru.statuses,
    },
    create: 'Новый клиент',
    quick: { silent: 'Не заказывали 90 дней' },
    empty: 'Клиентов пока нет. Первый появится, когда кто-нибудь напишет в чат.',
  },
  {
    title: 'Clients',
    columns: {
      id: 'No.',
      name: 'Name',
      phone: 'Phone',
      status: 'Status',
      ordersCount: 'Orders',
      ordersSum: 'Worth',
      lastOrderAt: 'Last order',
      source: 'Source',
      responsible: 'Responsible',
      createdAt: 'Since',
    },
    words: {
      source: knownSources.en,
      status: clientTexts.en.statuses,
    },
    create: 'New client',
    quick: { silent: 'No order for 90 days' },
    empty: 'No clients yet. The first one appears when somebody writes in the chat.',
  },
);
