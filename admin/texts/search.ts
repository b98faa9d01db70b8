import { inBoth } from './in-both.ts';

export const searchTexts = inBoth(
  { title: 'Поиск', orders: 'Заказы', clients: 'Клиенты', lines: 'В переписке', nothing: 'Ничего не нашлось' },
  { title: 'Search', orders: 'Orders', clients: 'Clients', lines: 'In chats', nothing: 'Nothing was found' },
);
