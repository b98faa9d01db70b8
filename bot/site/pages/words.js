/** The words of the pages themselves; what the shop says comes in the messages. */
const dictionary = {
  ru: {
    online: 'на связи',
    typing: 'печатает…',
    connecting: 'соединяемся…',
    lost: 'Нет связи. Сообщения отправятся, как только она появится.',
    ended: 'Этот чат больше не открыт в этом браузере.',
    reload: 'Обновить',
    welcomeTitle: 'Здравствуйте!',
    welcomeText: 'Напишите нам прямо здесь: ответим, поможем выбрать и примем заказ. История разговора сохранится.',
    staffText: 'Сюда приходят ваши заказы и задачи. Нажмите «Начать», чтобы открыть меню.',
    start: 'Начать',
    message: 'Сообщение',
    messages: 'Переписка',
    send: 'Отправить',
    attach: 'Прикрепить',
    photo: 'Фото или файл',
    place: 'Место на карте',
    contact: 'Номер телефона',
    reply: 'Ответить',
    replyTo: 'Ответ на сообщение',
    cancelReply: 'Не отвечать на это сообщение',
    you: 'Вы',
    down: 'К новым сообщениям',
    earlier: 'Показать более ранние',
    enlarge: 'Увеличить фото',
    close: 'Закрыть',
    picture: 'Фото',
    voice: 'Голосовое сообщение',
    file: 'Файл',
    save: 'Сохранить',
    map: 'Открыть на карте',
    myPhone: 'Мой номер',
    waiting: 'Отправляется',
    sent: 'Отправлено',
    failed: 'Не отправлено',
    retry: 'Повторить',
    remove: 'Удалить',
    contactTitle: 'Ваш номер телефона',
    contactText: 'По нему мы свяжемся с вами о заказе.',
    contactLabel: 'Телефон',
    badPhone: 'Проверьте номер: в нём должно быть не меньше пяти цифр.',
    cancel: 'Отмена',
    placeTitle: 'Место на карте',
    placeText: 'Отправьте место, где вы сейчас, или впишите координаты.',
    here: 'Отправить, где я',
    seeking: 'Определяем место…',
    notFound: 'Не удалось определить место. Впишите координаты.',
    coordinates: 'Широта, долгота',
    example: '55.7558, 37.6173',
    badPlace: 'Впишите два числа через запятую, например 55.7558, 37.6173',
    tooLarge: 'Файл больше 10 МБ. Отправьте, пожалуйста, поменьше.',
    noConnection: 'Нет связи. Попробуйте ещё раз.',
    today: 'Сегодня',
    yesterday: 'Вчера',
    phonesTitle: 'Телефоны команды',
    phonesText: 'Один заказ глазами шести человек: напишите за клиента и следите, что придёт остальным.',
    newClient: 'Новый клиент',
    language: 'Язык',
    unread: 'новых',
    roles: 'Телефоны',
    client: 'Клиент',
  },
  en: {
    online: 'online',
    typing: 'typing…',
    connecting: 'connecting…',
    lost: 'No connection. Your messages will be sent as soon as it is back.',
    ended: 'This chat is no longer open in this browser.',
    reload: 'Reload',
    welcomeTitle: 'Hello!',
    welcomeText: 'Write to us right here: we will answer, help you choose and take your order. The conversation is kept.',
    staffText: 'Your orders and tasks will come here. Press Start to open the menu.',
    start: 'Start',
    message: 'Message',
    messages: 'Conversation',
    send: 'Send',
    attach: 'Attach',
    photo: 'Photo or file',
    place: 'Place on the map',
    contact: 'Phone number',
    reply: 'Reply',
    replyTo: 'Reply to a message',
    cancelReply: 'Do not reply to this message',
    you: 'You',
    down: 'To the new messages',
    earlier: 'Show earlier messages',
    enlarge: 'Enlarge the photo',
    close: 'Close',
    picture: 'Photo',
    voice: 'Voice message',
    file: 'File',
    save: 'Save',
    map: 'Open the map',
    myPhone: 'My number',
    waiting: 'Sending',
    sent: 'Sent',
    failed: 'Not sent',
    retry: 'Try again',
    remove: 'Delete',
    contactTitle: 'Your phone number',
    contactText: 'We will use it to reach you about your order.',
    contactLabel: 'Phone',
    badPhone: 'Please check the number: it needs at least five digits.',
    cancel: 'Cancel',
    placeTitle: 'Place on the map',
    placeText: 'Send the place where you are now, or type its coordinates.',
    here: 'Send where I am',
    seeking: 'Finding your place…',
    notFound: 'Your place could not be found. Please type the coordinates.',
    coordinates: 'Latitude, longitude',
    example: '51.5072, -0.1276',
    badPlace: 'Type two numbers with a comma between them, such as 51.5072, -0.1276',
    tooLarge: 'The file is larger than 10 MB. Please send a smaller one.',
    noConnection: 'No connection. Please try again.',
    today: 'Today',
    yesterday: 'Yesterday',
    phonesTitle: 'Everybody’s phones',
    phonesText: 'One order through the eyes of six people: write as the client and watch what reaches the others.',
    newClient: 'New client',
    language: 'Language',
    unread: 'new',
    roles: 'Phones',
    client: 'Client',
  },
};

let language = document.documentElement.lang === 'en' ? 'en' : 'ru';

export const spoken = () => language;
export const word = (key) => dictionary[language][key];

/** Puts words into everything below `root` that asks for one; what is drawn later asks by `worded`. */
export function speak(root, into = language) {
  language = into;
  for (const [attribute, put] of Object.entries(places))
    for (const each of [root, ...root.querySelectorAll(`[${attribute}]`)]) {
      const key = each.getAttribute?.(attribute);
      if (key) put(each, word(key));
    }
}

const places = {
  'data-word': (element, words) => {
    element.textContent = words;
  },
  'data-label': (element, words) => {
    element.setAttribute('aria-label', words);
    if (element.matches('button, a')) element.title = words;
  },
  'data-hint': (element, words) => element.setAttribute('placeholder', words),
  'data-day': (element) => {
    element.textContent = day(Number(element.dataset.day));
  },
  'data-size': (element) => {
    element.textContent = size(Number(element.dataset.size));
  },
  'data-time': (element) => {
    element.textContent = time(Number(element.dataset.time));
  },
};

const locale = () => (language === 'ru' ? 'ru-RU' : 'en-GB');

/** Everything is told in the shop's time, as in what the shop writes, wherever the reader's clock is. */
const timeZone = document.documentElement.dataset.zone;
const dates = new Intl.DateTimeFormat('en-CA', { timeZone });

/** The day as `2026-11-21`. */
export const dateOf = (at) => dates.format(at);

const time = (at) => new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit', timeZone }).format(at);

function size(bytes) {
  const [unit, amount] = bytes < 1e6 ? ['kilobyte', Math.max(1, Math.round(bytes / 1e3))] : ['megabyte', bytes / 1e6];
  return new Intl.NumberFormat(locale(), { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 }).format(amount);
}

function day(at) {
  const [date, today] = [dateOf(at), dateOf(Date.now())];
  if (date >= today) return word('today');
  if (date === dateOf(Date.now() - DAY_MS)) return word('yesterday');
  const year = date.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' };
  return new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'long', ...year, timeZone }).format(at);
}

const DAY_MS = 24 * 60 * 60 * 1000;
