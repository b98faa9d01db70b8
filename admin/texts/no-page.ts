import { inBoth } from './in-both.ts';

const ruHome = 'На главную';
const enHome = 'To the start page';

/** Pages that are not there. */
export const noPageTexts = inBoth(
  {
    'not-found': { title: 'Такой страницы нет', text: 'Возможно, ссылка устарела.', home: ruHome },
    forbidden: { title: 'Это не для вашей роли', text: 'Если страница вам нужна, попросите владельца.', home: ruHome },
    'bad-form': { title: 'Запрос не понят', text: 'Обновите страницу и попробуйте ещё раз.', home: ruHome },
    internal: { title: 'Что-то пошло не так', text: 'Мы записали ошибку. Попробуйте ещё раз.', home: ruHome },
  },
  {
    'not-found': { title: 'There is no such page', text: 'The link may be out of date.', home: enHome },
    forbidden: { title: 'This is not for your role', text: 'If you need this page, please ask the owner.', home: enHome },
    'bad-form': { title: 'The request was not understood', text: 'Please reload the page and try again.', home: enHome },
    internal: { title: 'Something went wrong', text: 'The error was written down. Please try again.', home: enHome },
  },
);
