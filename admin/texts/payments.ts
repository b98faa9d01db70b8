import { inBoth } from './in-both.ts';

export const paymentsTexts = inBoth(
  {
    title: 'Платежи',
    columns: { id: '№', at: 'Когда', orderId: 'Заказ', clientId: 'Клиент', amount: 'Сумма', method: 'Способ', by: 'Принял' },
    words: { method: { cash: 'Наличные', card: 'Карта', transfer: 'Перевод', online: 'Онлайн' } },
    empty: 'Платежей пока нет. Их записывают кнопкой «Оплата получена» в боте или на странице заказа.',
  },
  {
    title: 'Payments',
    columns: { id: 'No.', at: 'When', orderId: 'Order', clientId: 'Client', amount: 'Amount', method: 'Method', by: 'Taken by' },
    words: { method: { cash: 'Cash', card: 'Card', transfer: 'Transfer', online: 'Online' } },
    empty: 'No payments yet. They are recorded by the button “Payment received” in the bot or on the order’s page.',
  },
);
