import type { Request } from 'express';
import { type Language, languages } from '../../../db/schema/words.ts';

/** What the chat's page is told when something cannot be done. The page's own words are in `pages/words.js`. */
const sentences = {
  ru: {
    badRequest: 'Не получилось прочитать запрос. Обновите страницу и попробуйте ещё раз.',
    left: 'Доступа к этому чату больше нет.',
    badText: 'Сообщение должно быть от 1 до 10 000 знаков.',
    badPlace: 'Таких координат нет. Широта от −90 до 90, долгота от −180 до 180.',
    badPhone: 'Это не похоже на номер телефона.',
    badFile: 'Такой файл отправить нельзя. Подойдут фото (JPG, PNG, WebP, GIF), звук (MP3, M4A, OGG) и PDF.',
    badPicture: 'Подойдут только картинки: JPG, PNG, WebP или GIF.',
    bigFile: 'Файл больше 10 МБ. Отправьте, пожалуйста, поменьше.',
    foreign: 'Этот запрос пришёл с другого сайта и не выполнен.',
    noSession: 'Этот чат открыт в другом браузере. Обновите страницу.',
    tooFast: 'Слишком много сообщений сразу. Отправим чуть позже.',
    unavailable: 'Сейчас не получается принять сообщение. Попробуем ещё раз через несколько секунд.',
    closedTitle: 'Чат недоступен',
    closedText: 'Этот чат принадлежит другому браузеру. Откройте ссылку там, где вы начали разговор, или начните новый.',
    closedLink: 'Начать новый чат',
    orderTitle: 'Заказ',
    orderScript:
      'Чтобы выбрать и заказать здесь, включите JavaScript в браузере. Или закажите по телефону либо в мессенджере: мы примем заказ и так.',
    statusTitle: 'Заказ',
    statusGone: 'Такого заказа нет',
    statusGoneText: 'Проверьте ссылку: она должна быть скопирована целиком.',
    toShop: 'В магазин',
    loading: 'Чтобы чат заработал, включите JavaScript в браузере.',
  },
  en: {
    badRequest: 'This request could not be read. Please reload the page and try again.',
    left: 'There is no access to this chat any more.',
    badText: 'A message must be 1 to 10,000 characters long.',
    badPlace: 'There is no such place. Latitude is −90 to 90, longitude −180 to 180.',
    badPhone: 'This does not look like a phone number.',
    badFile: 'This kind of file cannot be sent. Photos (JPG, PNG, WebP, GIF), audio (MP3, M4A, OGG) and PDF will do.',
    badPicture: 'Only pictures will do: JPG, PNG, WebP or GIF.',
    bigFile: 'The file is larger than 10 MB. Please send a smaller one.',
    foreign: 'This request came from another site and was not carried out.',
    noSession: 'This chat is open in another browser. Please reload the page.',
    tooFast: 'Too many messages at once. We will send it a little later.',
    unavailable: 'The message cannot be taken right now. We will try again in a few seconds.',
    closedTitle: 'This chat is not available',
    closedText: 'This chat belongs to another browser. Open the link where you began the conversation, or start a new one.',
    closedLink: 'Start a new chat',
    orderTitle: 'Order',
    orderScript:
      'Please switch on JavaScript in your browser to choose and order here. Or order by phone or messenger: we will take it just as well.',
    statusTitle: 'Order',
    statusGone: 'There is no such order',
    statusGoneText: 'Please check the link: it has to be copied whole.',
    toShop: 'To the shop',
    loading: 'Please switch on JavaScript in your browser to use the chat.',
  },
} satisfies Record<Language, Record<string, string>>;

export type Sentence = keyof (typeof sentences)['ru'];

export const sentence = (language: Language, key: Sentence): string => sentences[language][key];

/** The language the address asks for. */
export const askedLanguage = (req: Request): Language | undefined => languages.find((each) => each === req.query.lang);

/** The first of our languages that the browser wants. */
export function browserLanguage(req: Request, otherwise: Language): Language {
  const order = [otherwise, ...languages.filter((each) => each !== otherwise)];
  const wanted = req.get('accept-language') === undefined ? false : req.acceptsLanguages(order);
  return languages.find((each) => each === wanted) ?? otherwise;
}
