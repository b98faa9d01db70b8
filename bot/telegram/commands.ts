import type { Language } from '../../db/schema/words.ts';

/** The commands that Telegram offers when somebody types "/", with their words. */
export type Commands = Readonly<Record<string, Readonly<Record<Language, string>>>>;

export const clientCommands: Commands = {
  order: { ru: 'Сделать заказ', en: 'Place an order' },
  orders: { ru: 'Мои заказы', en: 'My orders' },
  menu: { ru: 'Меню', en: 'Menu' },
  operator: { ru: 'Написать человеку', en: 'Talk to a person' },
  language: { ru: 'Язык: Русский / English', en: 'Language: English / Русский' },
  help: { ru: 'Что я умею', en: 'What I can do' },
  start: { ru: 'Начать сначала', en: 'Start over' },
};

export const staffCommands: Commands = {
  today: { ru: 'Дела: просрочено, сегодня, завтра', en: 'Work: overdue, today, tomorrow' },
  new: { ru: 'Новый заказ за клиента', en: 'New order for a caller' },
  find: { ru: 'Найти: имя, телефон, номер', en: 'Find: name, phone, number' },
  stage: { ru: 'Заказы по этапам', en: 'Orders by stage' },
  menu: { ru: 'Меню', en: 'Menu' },
  help: { ru: 'Что я умею', en: 'What I can do' },
};
