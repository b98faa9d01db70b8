import { bold } from '../../notifications/message.ts';
import type { Formats } from '../format.ts';
import type { RefusalDetails } from '../refused.ts';
import { ended } from './ended.ts';
import { nameIn } from './name-in.ts';
import { pluralIn } from './plural.ts';
import { rulesRu } from './rules/ru.ts';

const plural = pluralIn('ru-RU');

/** What of an order a colleague may change, as its card says it. */
const columnNames: Readonly<Record<string, string>> = {
  items: 'состав',
  address: 'адрес',
  fulfilment: 'способ получения',
  wishes: 'пожелания',
  contactName: 'получатель',
  contactPhone: 'телефон получателя',
};

/** Every sentence in Russian, and the pattern for the other languages. */
export const ru = {
  languageName: 'Русский',

  /** Words that mean the same at any step. */
  words: {
    back: ['назад', '« назад'],
    cancel: ['отмена', 'отменить'],
    menu: ['меню', 'главное меню', 'старт', 'начать'],
    hello: [
      ...['здравствуйте', 'здравствуй', 'здрасьте', 'здрасте', 'привет', 'приветствую', 'приветик'],
      ...['добрый день', 'добрый вечер', 'доброе утро', 'доброго дня', 'доброй ночи', 'доброго времени суток'],
    ],
    operator: ['оператор', 'менеджер', 'человек', 'позвать менеджера'],
    /** What stands beside a number and is no name. */
    notNames: [
      'доб',
      'после',
      'до',
      'с',
      'со',
      'только',
      'звонить',
      'звоните',
      'можно',
      'лучше',
      'не',
      'утром',
      'днём',
      'днем',
      'вечером',
      'спросить',
      'ватсап',
      'вотсап',
      'телеграм',
      'телеграмм',
      'вайбер',
      'жена',
      'муж',
      'мама',
      'рабочий',
      'домашний',
    ],
  },

  engine: {
    back: '« Назад',
    cancel: '✕ Отмена',
    cancelled: 'Отменено.',
    outOfDate: 'Эта кнопка устарела. Вот как обстоят дела сейчас.',
    more: 'Ещё ▸',
    moreOf: 'Ещё варианты:',
    choose: 'Выбрать',
    unknownCommand: (name: string) => `Команды ${name} нет.`,
    nothingToCancel: 'Отменять нечего: ничего не начато.',
    /** In the place of a file that a platform does not take in any form. */
    fileNotShown: (name: string, link: string | undefined) =>
      `📎 Файл${name && ` «${name}»`} сюда не помещается${link === undefined ? ': попросите прислать его иначе.' : `: ${link}`}`,
    questionEnded: 'Прежний вопрос закрыт: прошло больше 15 минут.',
    askAgain: 'Спросить снова',
    failed: 'Что-то пошло не так. Ваше сообщение сохранено, мы уже разбираемся.',
    noAccess: 'Нет доступа. Попросите владельца прислать новое приглашение.',
    inviteSpent:
      'По этой ссылке уже вошли, или её срок истёк: она впускает один раз. Если вошли вы, откройте чат там, где открывали ссылку впервые. Если нет, попросите владельца прислать новую.',
  },

  /** Why the business says no. */
  rules: rulesRu,

  refused: {
    'access.not-your-role': () => 'Это действие вам недоступно.',
    'access.not-yours': () => 'Это не ваш заказ.',
    'order.not-found': () => 'Такого заказа нет.',
    'order.already-closed': () => 'Заказ уже закрыт.',
    'order.not-on-pipeline': () => 'Такого этапа нет у этого заказа.',
    'order.out-of-date': () => 'Заказ с тех пор изменился, карточка обновлена.',
    'order.already-taken': ({ name }: RefusalDetails) => `Заказ уже у коллеги: ${name ?? '—'}.`,
    'access.removed': () => 'Нет доступа.',
    'order.unpaid': ({ paid, total, needed }: RefusalDetails, f: Formats) =>
      total === undefined
        ? 'Заказ ещё не оплачен.'
        : `Оплачено ${f.money(paid ?? 0)} из ${f.money(total)}${needed !== undefined && needed < total ? `, нужен задаток ${f.money(needed)}` : ''}.`,
    'order.allergies-not-asked': () => 'Клиента ещё не спросили об аллергиях.',
    'order.no-maker': () => 'Кондитер ещё не назначен.',
    'order.no-ready-photo': () => 'Нет фото готового торта.',
    'order.no-due': () => 'Не указаны день и время.',
    'order.too-far': () => 'Заказ можно передвинуть только на соседний этап.',
    'order.reason-missing': () => 'Нужна причина.',
    'order.nothing-to-undo': () => 'Отменять нечего.',
    'order.undo-too-late': () => 'Отменить уже нельзя: время вышло.',
    'order.client-told': () => 'Отменить уже нельзя: клиенту сообщили.',
    'order.not-takeable': () => 'Этот заказ сейчас нельзя взять.',
    'report.not-found': () => 'Такого отчёта нет.',
    'goal.not-found': () => 'Такой цели уже нет.',
    'goal.norm-wrong': () => 'Цель — целое число больше нуля.',
    'goal.days-wrong': () => 'Цель не может закончиться раньше, чем началась.',
    'staff.not-found': () => 'Такого сотрудника нет.',
    'staff.unfit': ({ name }: RefusalDetails) => `${name ?? 'Сотрудник'}: не та роль для этого заказа.`,
    'account.no-messenger': () => 'Сначала откройте бота для сотрудников: подтверждать вход будет негде.',
    'account.login-taken': () => 'Такой логин уже занят.',
    'account.login-bad': () => 'Логин: от 2 до 100 букв, цифр или знаков @ . _ + -',
    'account.link-used': () => 'Эта ссылка уже не действует. Попросите новую.',
    'account.password-short': () => 'Пароль слишком короткий: нужно не меньше 10 знаков.',
    'account.password-weak': () => 'Такой пароль слишком легко угадать.',
    'staff.last-owner': () => 'Хотя бы один владелец должен остаться.',
    'task.not-found': () => 'Такой задачи нет.',
    'task.already-done': () => 'Задача уже выполнена.',
    'access.not-your-task': () => 'Этой задачей занимается коллега.',
    'payment.amount-wrong': () => 'Сумма должна быть больше нуля и не больше остатка.',
    'payment.return-wrong': () => 'Вернуть можно не больше, чем оплачено.',
    'payment.nothing-to-return': () => 'Возвращать нечего: за заказ ничего не оплачено.',
    'payment.nothing-due': () => 'Заказ уже оплачен полностью.',
    'call.no-line': () => 'Звонки не подключены.',
    'call.no-own-phone': () => 'Сначала укажите свой телефон: /phone',
    'call.no-phone': () => 'У клиента нет номера телефона.',
    'call.closed': () => 'Сейчас мы закрыты: клиентам звоним в часы работы.',
    'call.already-calling': () => 'Вы уже звоните другому клиенту.',
    'client.not-found': () => 'Такого клиента нет.',
    'client.name-wrong': () => 'Имя должно быть одной строкой с буквами, не длиннее 80 знаков.',
    'client.phone-wrong': () => 'Это не похоже на номер телефона.',
    'client.birthday-wrong': () => 'Такой даты нет.',
    'client.field-wrong': () => 'Название поля — до 40 знаков, значение — до 500.',
    'client.channel-closed': () => 'На этом канале клиенту сейчас нельзя написать.',
    'merge.same': () => 'Это одна и та же карточка.',
    'merge.not-undoable': () => 'Это объединение уже отменено или его перекрыло более позднее. Сначала отмените более позднее.',
    'order.changed-meanwhile': () => 'Заказ за это время изменил кто-то другой. Проверьте новые данные и повторите.',
    'shop.changed-meanwhile': () =>
      'За это время это изменил кто-то другой или вы в другой вкладке. Обновите страницу и внесите правку заново.',
    'order.address-missing': () => 'Для доставки нужен адрес.',
    'order.other-way': () => 'Заказ стоит на этапе для другого способа получения. Сначала верните его назад.',
    'template.not-found': () => 'Такого готового ответа уже нет.',
    'message.empty': () => 'Напишите текст сообщения.',
    'message.final': () => 'Здесь отправленное уже не изменить. Напишите ещё одно сообщение.',
    'message.gone': () => 'Этого текста больше нет: отправлен или прошло слишком много времени. Напишите его ещё раз.',
    'message.not-retryable': () => 'Это сообщение нельзя отправить ещё раз.',
    'task.title-missing': () => 'Напишите, что нужно сделать.',
    'task.past': () => 'Это время уже прошло.',
    'client.window-closed': () => 'WhatsApp не примет обычное сообщение: клиент молчит больше суток. Отправьте его шаблоном или по СМС.',
    'client.unreachable': () => 'У клиента нет открытого чата с нами. Позвоните ему.',
    'photo.missing': () => 'Пришлите фотографию.',
    'draft.closed': () => 'С этим черновиком уже разобрались.',
    'source.no-title': () => 'Назовите источник словами, до 80 знаков, например «Флаер, весна».',
    'webhook.not-found': () => 'Такого вебхука нет.',
    'webhook.bad-address': () =>
      'Нужен адрес вида https://crm.example.com/anna: с именем сервера, без пароля внутри и не из внутренней сети.',
    'webhook.too-many': () => 'Вебхуков уже двадцать, больше не получится.',
    'webhook.off': () => 'Вебхук выключен. Сначала включите его.',
    'form.no-consent': () => 'Без согласия на обработку данных мы не можем принять заказ.',
    'order.empty': () => 'В заказе пока ничего нет.',
    'order.product-gone': () => 'Этого уже нет в продаже.',
    'order.option-missing': () => 'В заказе не всё выбрано.',
    'order.bad-amount': () => 'В таком количестве заказать нельзя.',
    'order.too-late-to-change': () => 'Заказ уже в работе, сами вы его изменить не можете. Напишите менеджеру.',
    'day.closed': () => 'В это время мы не работаем.',
    'day.past': () => 'Это время уже прошло.',
    'day.too-soon': () => 'К этому времени мы не успеем.',
    'day.too-far': () => 'Так далеко вперёд мы пока не записываем.',
    'day.full': () => 'На этот день мест уже нет.',
    'stage.not-found': () => 'Такого этапа нет.',
    'stage.orders-stand': ({ count }: RefusalDetails) =>
      `На этапе ${plural(count ?? 0, { one: 'открытый заказ', few: 'открытых заказа', many: 'открытых заказов', other: 'открытого заказа' })}. Выберите, куда перенести.`,
    'stage.not-on-way': ({ orderId, title }: RefusalDetails, f: Formats) =>
      `Заказ № ${orderId} не проходит через этап «${title ? f.title(title) : '—'}». Выберите другой.`,
    'stage.in-rule': ({ title }: RefusalDetails, f: Formats) =>
      `Этап упомянут в правиле «${title ? f.title(title) : '—'}». Сначала измените или выключите правило.`,
    'stages.order': () => 'Сначала идут рабочие этапы, потом успешные, последним — отменённые.',
    'stages.first-open': () => 'Первым должен быть рабочий этап.',
    'stages.first-for-all': () => 'Первый этап должен подходить и для доставки, и для самовывоза.',
    'stages.no-won': () => 'Нужен успешный последний этап и для доставки, и для самовывоза.',
    'stages.no-lost': () => 'Нужен этап для отменённых заказов, общий для доставки и самовывоза.',
    'rule.not-found': () => 'Такого правила нет.',
    'rule.no-event': () => 'Выберите, когда правило срабатывает.',
    'rule.no-action': () => 'Выберите, что правило делает.',
    'rule.no-field': () => 'Выберите, что проверять в условии.',
    'rule.field-not-here': ({ field }: RefusalDetails) => `Условие «${nameIn(rulesRu.fields, field)}» не подходит к этому событию.`,
    'rule.wrong-value': ({ field }: RefusalDetails) => `Заполните условие «${nameIn(rulesRu.fields, field)}».`,
    'rule.wrong-param': ({ action, param }: RefusalDetails) =>
      `Заполните поле «${nameIn(rulesRu.params, param)}» в действии «${nameIn(rulesRu.actions, action)}».`,
    'rule.no-stage': () => 'В правиле указан этап, которого нет. Выберите другой.',
    'rule.unknown-word': ({ name }: RefusalDetails) => `В тексте есть поле ${name}, которого нет. Выберите поле из списка.`,
    'section.not-found': () => 'Такого раздела нет.',
    'section.not-empty': () => 'В разделе есть товары. Сначала перенесите их в другой раздел.',
    'product.not-found': () => 'Такого товара нет.',
    'product.amounts': () => 'Наибольшее количество должно получаться из наименьшего целым числом шагов.',
    'product.same-key': () => 'Два варианта нельзя различить. Удалите один и добавьте заново.',
    'staff.no-name': () => 'Напишите имя.',
    'staff.no-role': () => 'Выберите хотя бы одну роль.',
    'panel.not-for-role': ({ name }: RefusalDetails) => `${name ?? 'Сотрудник'}: для этой роли панели нет, всё делается в боте.`,
    'account.not-found': () => 'Входа в панель у этого сотрудника нет.',
    'account.wrong-password': () => 'Пароль неверный.',
    'list.out-of-date': () => 'Список с тех пор изменился. Обновите страницу.',
    'settings.hours': () => 'Часы работы указаны неверно: открытие должно быть раньше закрытия, и хотя бы один день — рабочий.',
    'settings.zone': () => 'Такого часового пояса нет.',
    'settings.phone': () => 'Это не похоже на номер телефона.',
    'settings.day': () => 'Такой даты нет.',
    'settings.currency': () => 'Такой валюты нет.',
    'settings.currency-fixed': () => 'Валюту можно сменить, только пока нет ни одного заказа.',
  } satisfies Record<string, (details: RefusalDetails, f: Formats) => string>,

  counts: {
    orders: (count: number) => plural(count, { one: 'заказ', few: 'заказа', many: 'заказов', other: 'заказа' }),
    minutes: (count: number) => plural(count, { one: 'минута', few: 'минуты', many: 'минут', other: 'минуты' }),
  },

  /** Instead of the name of a client who has told none. */
  phoneExtension: (digits: string) => `доб. ${digits}`,
  phoneNote: 'О телефоне',
  nameless: 'Клиент без имени',

  roles: {
    owner: 'владелец',
    'sales-head': 'руководитель продаж',
    manager: 'менеджер',
    'workshop-head': 'начальник цеха',
    cook: 'кондитер',
    driver: 'водитель',
  },

  /** Buttons under a notice to a colleague. */
  notice: {
    order: 'Открыть заказ',
    reassign: 'Передать другому',
    take: 'Взять',
    reply: 'Ответить',
    doneChat: 'Готово',
    file: '🖼 Показать',
    client: '👤 Карточка клиента',
    newOrder: '➕ Новый заказ',
    call: '📞 Перезвонить',
    recording: '🎙 Прослушать',
    taskDone: 'Сделано',
    taskLater: 'Позже',
  },

  reminder: {
    dayBefore: ({ number, when, shop, delivery }: { number: number; when: string; shop: string; delivery: boolean }) =>
      `${shop}: напоминаем о заказе № ${number}. ${delivery ? 'Доставка' : 'Выдача'}: ${when}. Всё в силе?`,
    confirm: 'Подтверждаю',
    move: 'Перенести',
    cancel: 'Отменить заказ',
  },

  shop: {
    defaultName: 'Кондитерская «Анна»',
    ownerInvite: (links: readonly string[]) =>
      `Магазин открыт. Вход владельца (одноразовая ссылка):\n${links.map((link) => `  ${link}`).join('\n')}`,
    panelInvite: (link: string) => `Вход в панель (ссылка на один раз, по ней вы зададите логин и пароль):\n  ${link}`,
    invite: (name: string, links: readonly string[]) =>
      `Приглашение для: ${name} (одноразовая ссылка, 7 дней):\n${links.map((link) => `  ${link}`).join('\n')}`,
    notOpenYet: 'Магазин ещё не открыт, приглашать некуда. Сначала запустите его: npm run start',
    demo: (site: string, folder: string, panel: { login: string; password: string }) =>
      `Демонстрационная кондитерская открыта, внутри — заказы за три месяца.
  Телефоны всех ролей рядом:  ${site}/phones   (входить не нужно)
  Чат на сайте для клиента:   ${site}/chat
  Форма заказа на сайте:      ${site}/order
  Панель владельца:           ${site}/admin   (логин ${panel.login}, пароль ${panel.password})
Ничего наружу не отправляется. Чтобы начать заново, удалите папку ${folder}.`,
    inviteUsage: (roles: string) => `Так: npm run invite -- --role=cook --name="Пётр"\nРоли: ${roles}`,
  },

  webhook: {
    switchedOff: (host: string) =>
      `⚠️ Вебхук ${host} выключен: три дня он не отвечает. Когда программа снова заработает, включите его в разделе «Интеграции» и отправьте события ещё раз.`,
    gone: (host: string) =>
      `⚠️ Вебхук ${host} выключен: программа ответила, что событий больше не ждёт (410). Если это ошибка, включите его в разделе «Интеграции» и отправьте события ещё раз.`,
  },

  /** What an owner hears when the SMS of a number, a day or a month are used up. */
  limitReached: {
    number: (parts: number) =>
      `⚠️ СМС: на один номер за день ушло частей: ${parts}. Больше ему сегодня не отправляем. Лимит — в настройках.`,
    day: (parts: number) =>
      `⚠️ СМС: дневной лимит (частей: ${parts}) исчерпан. Новые СМС сегодня не уходят, их видно в исходящих. Лимит — в настройках.`,
    month: (parts: number) =>
      `⚠️ СМС: месячный лимит (частей: ${parts}) исчерпан. Новые СМС до конца месяца не уходят, их видно в исходящих. Лимит — в настройках.`,
  },

  /** What is out of order, each with its cure; `detail` is a number, a name or an address. */
  alarm: {
    'token-revoked': (about: string, _detail: string) =>
      about.startsWith('telegram')
        ? `⚠️ ${about}: токен больше не действует. Получите новый у @BotFather, впишите его в .env и перезапустите Анну.`
        : `⚠️ ${about}: Twilio не принимает ключи. Возьмите Account SID и Auth Token в консоли Twilio, впишите их в .env и перезапустите Анну.`,
    'second-poller': (about: string, _detail: string) =>
      `⚠️ ${about}: с этим же токеном работает ещё одна программа. Остановите её, иначе сообщения будут теряться.`,
    'webhook-refused': (about: string, detail: string) =>
      `⚠️ ${about}: вебхук не принимает сообщения${detail && ` (${detail})`}. Проверьте PUBLIC_URL: нужен https и открытый порт.`,
    'webhook-elsewhere': (about: string, detail: string) =>
      `⚠️ ${about}: вебхук смотрел на чужой адрес${detail && ` (${detail})`}. Анна вернёт его себе; если это повторится, остановите другую программу с этим токеном или получите новый токен у @BotFather.`,
    silent: (about: string, _detail: string) => `⚠️ ${about}: канал давно не отвечает. Проверьте интернет и токен.`,
    quiet: (about: string, detail: string) =>
      `⚠️ ${about}: необычно тихо${detail && ` (${detail})`}, хотя в это время обычно пишут. Напишите туда сами; если ответа нет, запустите npm run doctor.`,
    unreachable: (about: string, _detail: string) => `⚠️ ${about}: нет ответа. Проверьте интернет на этой машине.`,
    'outbox-stuck': (about: string, detail: string) =>
      `⚠️ ${about}: сообщения не уходят${detail && ` (ждут: ${detail})`}. Проверьте интернет и токен: npm run doctor покажет причину. Сообщения не потеряны и уйдут, когда связь вернётся.`,
    'twilio-account': (about: string, detail: string) =>
      `⚠️ ${about}: учётная запись Twilio не работает (${detail}). Зайдите в консоль Twilio и пополните счёт или напишите в поддержку.`,
    'number-missing': (about: string, detail: string) =>
      `⚠️ ${about}: номера ${detail} нет в этой учётной записи Twilio. Проверьте TWILIO_SMS_FROM и TWILIO_VOICE_FROM в .env.`,
    'number-elsewhere': (about: string, detail: string) =>
      `⚠️ ${about}: номер Twilio ведёт не к нам. В консоли Twilio (Phone Numbers → номер) впишите в поля: ${detail}`,
    'disk-full': (_about: string, detail: string) =>
      `⚠️ Диск почти полон: свободно ${detail}. Удалите лишнее или увеличьте диск, иначе заказы перестанут записываться.`,
    'folder-closed': (_about: string, detail: string) =>
      `⚠️ Папку ${detail} нельзя записывать, а в ней данные Анны. Дайте права тому, кто её запускает, или укажите другую в DATA_DIR.`,
    'backup-missing': (_about: string, _detail: string) =>
      '⚠️ Резервных копий нет. Проверьте, что на диске есть место и папку data/backups можно записывать.',
    'backup-old': (_about: string, detail: string) =>
      `⚠️ Последняя резервная копия устарела (${detail}). Проверьте, что на диске есть место и папку data/backups можно записывать.`,
    'backup-damaged': (_about: string, detail: string) =>
      `⚠️ Резервная копия повреждена: ${detail}. Проверьте диск; следующая копия будет сделана в течение суток.`,
    'database-absent': (_about: string, _detail: string) => 'Базы данных ещё нет: она появится при первом запуске (npm run start).',
    'database-newer': (_about: string, _detail: string) =>
      '⚠️ База данных новее программы. Установите более новую Анну или восстановите копию: npm run db:restore',
    'database-locked': (_about: string, _detail: string) =>
      '⚠️ База данных занята и не принимает записи. Закройте другие программы, которые открыли этот файл.',
    'database-damaged': (_about: string, detail: string) =>
      `⚠️ База данных повреждена (${detail}). Остановите Анну и восстановите копию: npm run db:restore`,
    'database-unreachable': (_about: string, detail: string) =>
      `⚠️ База данных не отвечает (${detail}). Проверьте DATABASE_URL и запущен ли PostgreSQL.`,
    'secret-changed': (_about: string, _detail: string) =>
      '⚠️ SECRET не тот, которым зашифрованы сведения об аллергиях. Верните прежний SECRET в .env (или файл data/secret из копии).',
    'clock-off': (_about: string, detail: string) =>
      `⚠️ Часы этой машины расходятся с настоящими на ${detail}. Включите синхронизацию времени (NTP).`,
    'zone-old': (_about: string, detail: string) => `⚠️ Правила часовых поясов устарели (${detail}). Обновите Анну: git pull && npm ci`,
    'node-old': (_about: string, detail: string) =>
      `⚠️ Node ${detail} слишком старый. Запускайте Анну командами npm run …: нужный Node приходит с npm ci.`,
    'url-unreachable': (_about: string, detail: string) => `⚠️ ${detail} не отвечает. Проверьте домен, сертификат и прокси перед Анной.`,
    'url-open': (_about: string, detail: string) =>
      `⚠️ ${detail} — без шифрования: Telegram туда не придёт, а пароли можно подсмотреть. Поставьте перед Анной прокси с сертификатом и впишите в PUBLIC_URL адрес с https://`,
    'url-differs': (_about: string, _detail: string) =>
      '⚠️ Запросы приходят по PUBLIC_URL изменёнными: подпись Twilio не сходится. Прокси должен передавать путь и тело без изменений, а PUBLIC_URL и TWILIO_AUTH_TOKEN — быть такими же, как у запущенной Анны.',
    'check-failed': (_about: string, detail: string) =>
      `проверить не удалось${detail && ` (${detail})`}. Запустите npm run doctor ещё раз; если повторится, покажите эту строку тому, кто помогает вам с Анной.`,
    'not-running': (_about: string, _detail: string) => 'Анна сейчас не запущена, поэтому это не проверить.',
  },

  health: {
    wellAgain: (about: string) => `✅ ${about}: снова в порядке.`,
    names: {
      database: 'База данных',
      backups: 'Резервные копии',
      disk: 'Место на диске',
      node: 'Node',
      zone: 'Часовые пояса',
      secret: 'SECRET',
      clock: 'Часы',
      outbox: 'Исходящие',
      'public-url': 'PUBLIC_URL',
    },
    /** A figure as the checks tell it, such as "73.2 GB". */
    figure: (detail: string) =>
      detail.replace(
        /^(-?\d+)(?:\.(\d+))? (GB|h|s)$/,
        (_, whole: string, part: string | undefined, unit: string) =>
          `${whole}${part === undefined ? '' : `,${part}`} ${{ GB: 'ГБ', h: 'ч', s: 'с' }[unit] ?? unit}`,
      ),
    fine: 'в порядке',
    broken: (count: number) => `${plural(count, { one: 'неполадка', few: 'неполадки', many: 'неполадок', other: 'неполадки' })}.`,
    allFine: 'Всё в порядке.',
  },

  calls: {
    callBack: (who: string) => `Перезвонить: ${who}`,
    withheld: 'номер скрыт',
    noName: 'Клиент без имени',
    noOrders: 'Заказов ещё не было.',
    lastOrder: (number: number, what: string) => `Последний заказ № ${number}: ${what}`,
    ordersOf: (count: number, sum: string) =>
      count === 0
        ? 'Заказов ещё не было.'
        : `${plural(count, { one: 'заказ', few: 'заказа', many: 'заказов', other: 'заказа' })} на ${sum}`,
    rings: (who: string) => `📞 Звонит: ${who}`,
    perhaps: (name: string) => `Возможно, это ${name}: такой номер назван, но не подтверждён.`,
    ringingYou: (phone: string) => `Звоню вам на ${phone}. Возьмите трубку, и я соединю с клиентом.`,
    missed: (who: string, when: string) => `📵 Пропущенный звонок: ${who}, ${when}`,
    messageLeft: (who: string, inSeconds: number) =>
      `🎙 Сообщение на автоответчике (${plural(inSeconds, { one: 'секунда', few: 'секунды', many: 'секунд', other: 'секунды' })}): ${who}`,
    clientSilent: 'Клиент не взял трубку.',
    noRecording: 'Записи нет.',
    failed: {
      'no-answer': 'Вы не взяли трубку, поэтому клиенту мы не звонили.',
      'not-joined': 'Вы не нажали цифру, поэтому клиенту мы не звонили.',
      refused: 'Позвонить не удалось. Проверьте свой номер (/phone); если он верный, скажите владельцу: npm run doctor покажет причину.',
      late: 'Позвонить вовремя не удалось. Попробуйте ещё раз.',
      lost: 'Чем закончился звонок, неизвестно.',
    },
    /** Read aloud to people on the phone: words only. */
    spoken: {
      busy: (shop: string) => `Здравствуйте! Это ${shop}. К сожалению, сейчас никто не может ответить.`,
      closed: (shop: string, opens: string) => `Здравствуйте! Это ${shop}. Сейчас мы закрыты. Снова работаем: ${opens}.`,
      today: (time: string) => `сегодня в ${time}`,
      tomorrow: (time: string) => `завтра в ${time}`,
      onDay: (day: string, time: string) => `${day}, в ${time}`,
      weCallBack: 'Мы вам перезвоним.',
      leaveMessage: 'Оставьте, пожалуйста, сообщение после сигнала.',
      thanks: 'Спасибо, сообщение получено. До свидания!',
      goodbye: 'До свидания!',
      recorded: 'Разговор записывается.',
      unknown: 'новый клиент',
      toColleague: (who: string) => `Звонит ${who}. Чтобы ответить, нажмите любую цифру.`,
      toCaller: (who: string) => `Звонок клиенту: ${who}. Чтобы соединить, нажмите любую цифру.`,
      clientSilent: 'Клиент не ответил. До свидания!',
    },
  },

  /** What a colleague forwarded, before it is an order. */
  draft: {
    title: (number: number) => `📥 Черновик ${number}`,
    client: (who: string) => `👤 ${who}`,
    stranger: (who: string) => `👤 ${who} (у нас ещё не заказывал)`,
    with: { photo: '🖼 С фото', voice: '🎤 С голосовым сообщением', file: '📎 С файлом' },
    order: '🎂 Сделать заказом',
    attach: '📎 К заказу',
    drop: '🗑 Выбросить',
    fromPicture: '📥 Новый заказ с этим фото',
    which: 'К какому заказу? Выберите или напишите номер.',
    attached: (orderId: number) => `Теперь это в заказе № ${orderId}.`,
    dropped: (number: number) => `🗑 Черновик ${number} выброшен.`,
    how: 'Перешлите сюда сообщение, фото, голосовое или контакт клиента — получится черновик заказа.',
  },

  /** Where clients come from. */
  source: {
    what: 'Откуда будут приходить клиенты? Назовите источник, например «Флаер, весна».',
    made: (title: string, links: string) =>
      `📣 ${bold(title)}\nКто придёт по этим ссылкам, у того в заказе будет виден источник:\n\n${links}`,
    where: { telegram: 'Telegram', whatsapp: 'WhatsApp', form: 'Форма заказа', chat: 'Чат на сайте' },
    qr: (title: string, where: string) => `${title} · ${where}`,
    /** What a link to WhatsApp types for the client. */
    hello: (code: string) => `Здравствуйте! (src-${code})`,
    known: {
      phone: 'звонок',
      site: 'сайт',
      friends: 'посоветовали',
      maps: 'карты',
      flyer: 'флаер',
      instagram: 'Instagram',
      vk: 'ВКонтакте',
    },
  },

  /** A message that must arrive, and has not. */
  reach: {
    call: (who: string, words: string) => `Позвонить клиенту (${who}): сообщение не дошло («${words}»)`,
  },

  whatsapp: {
    windowClosed: 'WhatsApp не примет обычное сообщение: клиент молчит больше суток. Как отправить?',
    ways: { template: '📋 Шаблоном в WhatsApp', sms: '💬 По СМС' },
    noWay: 'WhatsApp не примет обычное сообщение: клиент молчит больше суток, а шаблон ещё не одобрен. Позвоните клиенту.',
    /** Outside the window WhatsApp takes only this form: it begins and ends with words of its own. */
    notice: (shop: string, words: string) => `Здравствуйте! Вам пишет ${shop}: ${words} — Ответить можно прямо здесь.`,
  },

  /** What a client agrees to, line by line. */
  agreed: {
    delivery: (address: string, fee: string) => `Доставка: ${address} — ${fee}`,
    withPin: (address: string) => `${address} (и место на карте)`,
    pickup: (address: string) => `Самовывоз: ${address}`,
    when: (window: string) => `Когда: ${window}`,
    wishes: (wishes: string) => `Пожелания: ${wishes}`,
    photos: (count: number) =>
      `Фото-пример: ${plural(count, { one: 'фотография', few: 'фотографии', many: 'фотографий', other: 'фотографии' })}`,
    contact: (who: string) => `Получатель: ${who}`,
    quoted: (words: string) => `надпись «${words}»`,
    total: (sum: string) => `Итого: ${sum}`,
  },

  /** The page where a client sees how the order stands. */
  status: {
    number: (number: number) => `Заказ № ${number}`,
    link: '🔗 Страница заказа',
    when: 'Когда',
    place: 'Как',
    money: 'К оплате',
    delivery: (fee: string | undefined) => `Доставка${fee === undefined ? '' : `, ${fee}`}`,
    paid: (total: string) => `Оплачено полностью: ${total}`,
    balance: (balance: string, total: string) => (balance === total ? balance : `${balance} из ${total}`),
  },

  /** Why an order was lost: the key is kept, the words are shown. */
  lossReasons: {
    client: {
      'changed-mind': 'Передумали',
      date: 'Не подходит время',
      price: 'Дорого',
      elsewhere: 'Заказали в другом месте',
      mistake: 'Заказали по ошибке',
      other: 'Другая причина',
    },
    staff: {
      'no-answer': 'Клиент не отвечает',
      unpaid: 'Не оплатил',
      price: 'Дорого',
      date: 'Не подходит время',
      'changed-mind': 'Передумал',
      elsewhere: 'Заказал в другом месте',
      cannot: 'Не можем сделать',
      mistake: 'Ошибочный заказ',
    },
  },

  customer: {
    stopped: 'Хорошо, больше не будем писать вам сюда. Чтобы снова получать сообщения, напишите СТАРТ.',
    resumed: 'Снова на связи: будем присылать вам сообщения о заказах.',
    hello: (shop: string) => `Здравствуйте! Это ${bold(shop)}. Я Анна, помогу заказать торт или десерт.`,
    helloAgain: (shop: string, name: string | null) =>
      `Здравствуйте${name ? `, ${name}` : ''}! ${bold(shop)} снова на связи, рады вас видеть.`,
    whatNext: 'Чем помочь?',
    unfinished: 'У нас остался незаконченный разговор. Продолжим?',
    help: [
      'Вот что я умею:',
      '🎂 принять заказ и сразу посчитать цену: /order',
      '📦 показать ваши заказы, перенести или отменить их: /orders',
      '💬 позвать менеджера: /operator',
      '🌐 сменить язык: /language',
      '',
      'Слова «назад», «отмена» и «меню» работают в любой момент. На вопрос своими словами ответит человек.',
    ].join('\n'),
    chooseLanguage: 'На каком языке вам удобнее?',
    languageSet: 'Хорошо, говорим по-русски.',
    sticker: 'Спасибо, очень мило 🙂',
    welcome: 'Пожалуйста! 🙂',
    thanks: ['спасибо', 'спасибо большое', 'большое спасибо', 'спасибо вам', 'спасибо вам большое', 'огромное спасибо', 'благодарю', 'спс'],
    /** What clients type instead of a button. */
    said: {
      order: ['заказ', 'заказать', 'новый заказ', 'хочу заказать', 'хочу сделать заказ', 'хочу торт', 'хочу заказать торт'],
      orders: [
        ...['заказы', 'мой заказ', 'где мой заказ', 'где заказ', 'что с моим заказом', 'когда будет мой заказ'],
        ...['статус', 'статус заказа'],
      ],
      help: ['помощь', 'справка', 'что ты умеешь', 'что вы умеете'],
    },
    cannotRead: 'Такое я открыть не смогу. Напишите, пожалуйста, словами или пришлите фото.',
    passedOn: 'Я передала ваше сообщение менеджеру.',
    passedOnToo: 'И это передала менеджеру.',
    corrected: (words: string) => `✎ исправлено: ${words}`,
    correctionTold: 'Исправление передала менеджеру. Сам ответ можно изменить кнопкой «Назад» или перед отправкой заказа.',
    reacted: (sign: string, words: string | undefined, withdrawn: boolean) =>
      `${withdrawn ? 'Реакция снята: ' : ''}${sign}${words === undefined ? '' : ` «${words}»`}`,
    writeHere: 'Зову менеджера. Напишите прямо сюда, что вас интересует.',
    answerSoon: 'Он скоро ответит здесь же.',
    withPerson: 'Теперь на связи менеджер: всё, что вы напишете, увидит он. Вернуться к начатому можно кнопкой.',
    answerFrom: (when: string) => `Сейчас мы закрыты, он ответит здесь же после открытия: ${when}.`,
    opensAt: { today: (time: string) => `сегодня в ${time}`, tomorrow: (time: string) => `завтра в ${time}` },
    calledManager: '(клиент зовёт менеджера)',
    phoneKept: 'Спасибо, я записала ваш номер.',
    sent: { photo: '(фото)', voice: '(голосовое сообщение)', file: '(файл)', place: '(место на карте)', contact: '(контакт)' },
    confirmed: (number: number, window: string, fulfilment: 'pickup' | 'delivery') =>
      `Спасибо! Заказ № ${number} подтверждён. ${fulfilment === 'delivery' ? 'Привезём' : 'Ждём вас'}: ${window}.`,
    confirmedAlready: (number: number) => `Заказ № ${number} уже подтверждён, спасибо!`,
    movedSince: (number: number, window: string) => `Время заказа № ${number} с тех пор изменилось: ${window}. Всё в силе?`,
    unfinishedOrder: (what: string) => `У вас уже есть начатый заказ: ${what}. Продолжим его или начнём заново?`,

    menu: {
      menu: '🏠 Меню',
      order: '🎂 Сделать заказ',
      orderAnew: '🎂 Начать заказ заново',
      orders: '📦 Мои заказы',
      operator: '💬 Менеджер',
      language: '🌐 English',
      goOn: '▶ Продолжить',
      elsewhere: '📲 Продолжить в мессенджере',
    },

    /** Going on in another messenger as the same client. */
    join: {
      here: 'Откройте ссылку, и продолжим там вместе с вашими заказами. Она только для вас: на один раз и на час.',
      nowhere: 'Пока мы на связи только здесь.',
      in: { telegram: 'Продолжить в Telegram', whatsapp: 'Продолжить в WhatsApp' },
      /** What a link to WhatsApp types for the client. */
      hello: (code: string) => `Здравствуйте! Продолжим здесь. (${code})`,
      isItYou: (where: string, time: string) =>
        `В ${bold(time)} кто-то попросил продолжить здесь разговор. Откуда: ${bold(where)}. Это были вы? Если ссылку вам прислал кто-то другой, нажмите «Нет».`,
      isYourOrder: (number: number, where: string, time: string) =>
        `Это ссылка на заказ № ${number}. Её запросили в ${bold(time)}, откуда: ${bold(where)}. Это вы его оформили? Если ссылку вам прислал кто-то другой, нажмите «Нет».`,
      number: 'Ваши заказы откроются только владельцу номера. Поделитесь им кнопкой ниже: Telegram подтвердит, что он действительно ваш.',
      noNumber: 'Пусть проверит менеджер',
      onlyOwn:
        'Набранный номер или чужой контакт ничего не подтверждает. Нажмите кнопку, которая отправит ваш собственный номер, или доверьте проверку менеджеру.',
      yes: 'Да, это я',
      no: 'Нет',
      stayed: 'Хорошо, ничего не меняем.',
      joined: 'Готово! Теперь мы знаем вас и здесь, ваши заказы — в меню.',
      joinedThere: (channel: string) => `Теперь вы с нами и в ${channel}. Если это были не вы, напишите нам сюда.`,
      movedThere: (channel: string) => `Этот разговор продолжается в ${channel}. Если это были не вы, напишите нам сюда.`,
      asked: 'Спасибо! Менеджер проверит и добавит сюда ваши заказы.',
      already: 'Мы вас уже знаем и здесь, ваши заказы — в меню.',
      late: 'Эта ссылка уже не действует: она годится один раз и в течение часа. Новую можно взять там же.',
    },

    order: {
      section: 'Что будем заказывать?',
      anotherSection: 'Что добавим?',
      product: 'Выберите, что вам по душе:',
      productGone: (title = '') => `Увы, этого уже нет в продаже${title && `: ${title}`}. Выберите, пожалуйста, что-нибудь другое:`,
      nothingOnSale: 'Здесь сейчас ничего нет. Вернитесь назад или позовите менеджера.',
      perUnit: (sum: string) => ({ kg: `${sum} за кг`, piece: `${sum} за шт.`, tier: `${sum} за ярус` }),
      notice: (hours: number) =>
        hours < 48
          ? `Готовим за ${plural(hours, { one: 'час', few: 'часа', many: 'часов', other: 'часа' })}.`
          : `Готовим за ${plural(Math.ceil(hours / 24), { one: 'день', few: 'дня', many: 'дней', other: 'дня' })}.`,
      option: (title: string) => `${title}: что выберете?`,
      /** The bounds are bare numbers: "от 2 ярусов" would need another case. */
      amount: (min: string, max: string) => ({
        kg: `Сколько килограммов? Можно от ${min} до ${max}; напишите свой вес, например «2,5 кг», или выберите.`,
        piece: `Сколько штук? Можно от ${min} до ${max}; напишите число или выберите.`,
        tier: `Сколько ярусов? Делаем от ${min} до ${max}.`,
      }),
      /** Where a bare number is the number of a choice. */
      amountByNumber: (min: string, max: string) => ({
        kg: `Сколько килограммов? Можно от ${min} до ${max}. Ответьте номером из списка или напишите вес с единицей, например «2,5 кг».`,
        piece: `Сколько штук? Можно от ${min} до ${max}. Ответьте номером из списка или напишите количество, например «6 шт.».`,
        tier: `Сколько ярусов? Делаем от ${min} до ${max}. Ответьте номером из списка или напишите, например «3 яруса».`,
      }),
      notAmount: (example: string) => `Не поняла, сколько это. Напишите одно число, например «${example}».`,
      otherUnit: (about: string, example: string) => `Считаем в килограммах: это примерно ${about}. Напишите вес, например «${example}».`,
      tooLittle: (min: string) => ended(`Столько не получится: наименьшее — ${min}`),
      tooMuch: (max: string) => `${ended(`Столько за раз не сделаем: наибольшее — ${max}`)} О большем спросите менеджера.`,
      betweenSteps: (below: string, above: string) =>
        below === above ? ended(`Ближайшее, что можно: ${below}`) : ended(`Так не выйдет, но можно ${below} или ${above}`),
      inscription: 'Сделать надпись? Напишите её (до 60 знаков), или обойдёмся без неё.',
      noInscription: 'Без надписи',
      whichInscription: 'Напишите сами слова, которые будут на торте, до 60 знаков.',
      more: (lines: string[], sum: string) => `В заказе:\n${lines.join('\n')}\n\nВсего ${bold(sum)}. Добавим что-нибудь ещё?`,
      enough: 'Это всё, дальше',
      addItem: '➕ Добавить ещё',
      wishes: 'Есть пожелания? Цвета, украшения, «поменьше сахара» — напишите здесь.',
      noWishes: 'Без пожеланий',
      photos: 'Есть фото того, что вам нравится? Пришлите, можно несколько.',
      photosSoFar: (count: number) =>
        `Получила ${plural(count, { one: 'фотографию', few: 'фотографии', many: 'фотографий', other: 'фотографии' })}. Пришлите ещё или пойдём дальше.`,
      photosCame: 'Фото получила. Пришлите ещё или пойдём дальше.',
      noPhotos: 'Без фото',
      photosDone: 'Дальше',
      photosClear: 'Убрать фото',
      photosEnough: (most: number) => `${most} фотографий вполне достаточно. Нажмите «Дальше».`,
      pictureTaken: 'Фото приложу к заказу.',
      allergies: 'Есть ли у вас или у гостей на что-нибудь аллергия?',
      allergiesNone: 'Нет',
      allergiesSome: 'Да, есть',
      allergiesSame: 'Как в прошлый раз',
      noWords: [
        'нет',
        'нету',
        'не',
        'не надо',
        'не нужно',
        'ничего',
        'никакой',
        'никаких',
        'нет, спасибо',
        'спасибо, нет',
        'без',
        'no',
        'none',
        'nope',
      ],
      noAllergyWords: [
        'аллергии нет',
        'аллергий нет',
        'нет аллергии',
        'нет аллергий',
        'ни у кого',
        'нет, никакой',
        'нет, никаких',
        'ни на что',
      ],
      someAllergyWords: ['да', 'есть', 'да, есть', 'имеется'],
      enoughWords: ['нет', 'все', 'это все', 'хватит', 'достаточно', 'больше ничего', 'дальше', 'готово'],
      moreWords: ['да', 'добавить', 'еще', 'добавим'],
      allergyConsent:
        'Аллергия — это сведения о здоровье. Можно нам записать их для ваших заказов? Они хранятся отдельно и в зашифрованном виде, увидят их только те, кто принимает и готовит заказ. Без согласия ничего не запишем: менеджер спросит вас сам.',
      consentYes: 'Согласие даю',
      consentNo: 'Не записывайте',
      allergyText: 'На что аллергия? Напишите, пожалуйста.',
      allergiesHidden: '(об аллергии, записано отдельно)',
      allergyLine: (word: 'none' | 'told' | 'ask') =>
        `Аллергия: ${{ none: 'нет', told: 'записали отдельно, учтём', ask: 'менеджер спросит вас' }[word]}`,
      fulfilment: (address: string) => `Как получите заказ? Забрать можно по адресу: ${address}.`,
      pickup: 'Самовывоз',
      pickupWords: ['заберу', 'сам заберу', 'сама заберу', 'заберу сам', 'заберу сама', 'заберем', 'заеду'],
      deliveryWords: ['доставка', 'привезите', 'с доставкой', 'курьер', 'курьером', 'нужна доставка'],
      delivery: (fee: string) => `Доставка, ${fee}`,
      address: 'Куда привезти? Напишите улицу, дом и квартиру или пришлите место на карте.',
      sameAddressWords: ['как в прошлый раз', 'в прошлый раз', 'туда же', 'тот же адрес', 'по тому же адресу', 'прежний адрес'],
      lastAddress: (address: string) => `Как в прошлый раз: ${address.length > 40 ? `${address.slice(0, 39)}…` : address}`,
      sendPlace: '📍 Отправить место',
      addressShort: 'Этого мало, чтобы вас найти. Напишите улицу, дом и квартиру.',
      addressDetails: 'Место вижу. Допишите улицу, дом, подъезд, этаж и квартиру, чтобы водитель не искал.',
      noDetails: 'Места на карте достаточно',
      pinned: 'место на карте',
      day: (date: string) => `На какой день? Выберите или напишите, например «${date}» или «суббота».`,
      noDays: 'На ближайшее время мест, к сожалению, нет. Напишите менеджеру, он что-нибудь придумает.',
      dayGone: (day: string) => `Этот день (${day}) уже занят. Вернитесь назад и выберите другой.`,
      noSuchDay: (date: string) => `Такого дня в календаре нет. Выберите из предложенных или напишите, например «${date}».`,
      dayRefused: {
        closed: (day: string) => `${day}: в этот день мы не работаем.`,
        past: (day: string) => `${day}: этот день уже прошёл.`,
        'too-soon': (day: string) => `${day}: к этому дню мы не успеем.`,
        'too-far': (day: string) => `${day}: так далеко вперёд мы пока не записываем.`,
        full: (day: string) => `${day}: на этот день мест уже нет.`,
      },
      earlier: '‹ Раньше',
      later: 'Позже ›',
      slot: (day: string) => `В какое время удобно (${day})?`,
      whichDay: 'Уточните, пожалуйста, какой из этих дней?',
      otherDay: 'Другой день',
      whichTime: (day: string) => `Уточните, пожалуйста, в какое время (${day})?`,
      otherTime: 'Другое время',
      noSuchSlot: 'В это время не получится, выберите из предложенного.',
      name: 'На чьё имя оформить заказ?',
      badName: 'Напишите, пожалуйста, имя буквами, до 80 знаков.',
      phone: 'По какому телефону связаться?',
      sendContact: '📱 Отправить мой номер',
      badPhone: 'Не похоже на номер телефона. Напишите его целиком, например +7 912 345-67-89.',
      /** An own contact whose number is none, such as Telegram’s +888. */
      severalNumbers: 'В контакте несколько номеров. Выберите, пожалуйста, один.',
      noSuchPhone: 'Это не телефонный номер. Напишите, пожалуйста, другой.',
      foreignContact: (phone: string) => `Записала номер из контакта: ${phone}.`,
      tooLong: (length: number, most: number) =>
        `Это слишком длинно: ${length} знаков, а поместится ${most}. Напишите, пожалуйста, короче.`,
      summary: 'Проверьте, всё ли верно:',
      dataConsent: 'Нажимая «Подтверждаю», вы соглашаетесь, что мы храним ваши имя, телефон и адрес, чтобы выполнить заказ.',
      agree: '✅ Подтверждаю',
      yesWords: [
        'да',
        'подтверждаю',
        'согласен',
        'согласна',
        'верно',
        'все верно',
        'все правильно',
        'оформляйте',
        'ок',
        'окей',
        'yes',
        'ok',
        'agree',
        'i agree',
      ],
      change: (what: string) => `✎ ${what}`,
      changes: {
        wishes: 'Пожелания',
        photos: 'Фото',
        allergies: 'Аллергия',
        place: 'Получение',
        due: 'День и время',
        name: 'Имя',
        phone: 'Телефон',
      },
      edit: (title: string) => `${bold(title)}: что изменить?`,
      editAmount: 'Количество',
      editInscription: 'Надпись',
      editProduct: 'Заменить на другое',
      editRemove: 'Убрать из заказа',
      chooseAnother: 'Выбрать другое',
      priceSince: (before: string, now: string) => ended(`С прошлого раза цена изменилась: было ${before}, теперь ${now}`),
      priceChanged: (before: string, now: string) =>
        `Пока мы разговаривали, цена изменилась: было ${before}, стало ${now}. Проверьте, пожалуйста, ещё раз.`,
      thanks: (number: number) => `Спасибо! Заказ ${bold(`№ ${number}`)} принят. Вот о чём мы договорились:`,
      thanksNext: 'Менеджер скоро свяжется с вами. Всё о заказе — в «Моих заказах».',
      thanksNextFrom: (when: string) =>
        `Сейчас мы закрыты, менеджер свяжется с вами после открытия: ${when}. Всё о заказе — в «Моих заказах».`,
      already: (number: number) => `Заказ № ${number} уже принят.`,
    },

    orders: {
      none: 'В этом чате заказов пока нет. Если вы заказывали по телефону или в другом мессенджере, позовите менеджера: он найдёт ваш заказ.',
      number: (number: number) => `№ ${number}`,
      show: (number: number) => `📦 Заказ № ${number}`,
      closed: 'Прошлые заказы:',
      when: (window: string, fulfilment: 'pickup' | 'delivery', outcome: 'open' | 'won' | 'lost') =>
        `${outcome === 'lost' ? 'Срок был' : { delivery: { open: 'Привезём', won: 'Привезли' }, pickup: { open: 'Самовывоз', won: 'Выдали' } }[fulfilment][outcome]}: ${window}`,
      balance: (due: string, total: string) => (due === total ? `К оплате ${bold(due)}` : `Осталось оплатить ${bold(due)} из ${total}`),
      delivery: (fee: string) => `Доставка: ${fee}`,
      paid: (total: string) => `Оплачено полностью: ${total}`,
      tooLate: 'Заказ уже в работе. Если нужно что-то изменить, позовите менеджера.',
      move: '🕑 Перенести',
      cancel: '✕ Отменить заказ',
      repeat: '🔁 Повторить',
    },

    cancel: {
      why: (number: number) => `Отменяем заказ № ${number}? Скажите, почему: выберите или напишите своими словами.`,
      sure: (number: number, reason: string) => `Отменить заказ № ${number}? Причина: «${reason}».`,
      yes: 'Да, отменить',
      keep: 'Не отменять',
      kept: 'Хорошо, заказ остаётся в силе.',
      done: (number: number) => `Заказ № ${number} отменён. Будем рады видеть вас снова.`,
    },

    move: {
      day: (number: number, window: string, date: string) =>
        `Переносим заказ № ${number} (сейчас: ${window}). На какой день? Выберите или напишите, например «${date}» или «суббота».`,
      keep: 'Не переносить',
      kept: 'Хорошо, всё остаётся как было.',
      done: (number: number, window: string) => `Готово! Заказ № ${number} перенесён: ${window}.`,
    },
  },

  /** The living card of an order. */
  card: {
    order: (number: number) => `Заказ № ${number}`,
    notYours: 'Этот заказ сейчас не у вас.',
    noDue: '📅 день и время не указаны',
    delivery: (address: string) => `🚚 Доставка: ${address}`,
    address: (address: string) => `📍 ${address}`,
    pickup: '🏠 Самовывоз',
    person: (name: string | null, phone: string | null, note: string | null) =>
      `👤 ${[name, phone, note].filter(Boolean).join(' · ') || 'имя и телефон не указаны'}`,
    wishes: (wishes: string) => `💬 ${wishes}`,
    allergies: (text: string) => `⚠️ Аллергия: ${text}`,
    allergiesHidden: '⚠️ Есть аллергия: подробности увидит тот, кто возьмёт заказ',
    inscription: (words: string) => `«${words}»`,
    moreItems: (count: number) => `… и ещё ${plural(count, { one: 'позиция', few: 'позиции', many: 'позиций', other: 'позиции' })}`,
    noAllergies: '✓ Об аллергиях спросили: нет',
    allergiesNotAsked: '⚠️ Об аллергиях ещё не спросили',
    money: (total: string, paid: string, balance: string | undefined) =>
      `💰 ${total}, оплачено ${paid}${balance === undefined ? ' ✓' : `, осталось ${balance}`}`,
    unpaidAllowed: '💰 Владелец разрешил без оплаты',
    collect: (sum: string) => `💰 Получить: ${sum}`,
    collectNothing: '💰 Оплачено, денег не брать',
    source: (title: string) => `📣 Источник: ${title}`,
    parts: { responsible: 'Ответственный', maker: 'Кондитер', driver: 'Водитель' },
    task: (title: string, when: string) => `☐ ${title} до ${when}`,
    blocked: (verb: string, why: string) => `🔒 ${verb}: ${why}`,
    byClient: 'Клиент',
    byAnna: 'Анна',
    byProgram: 'программа',
    changed: {
      placed: 'новый заказ',
      taken: (part: string | undefined) => (part ? `взят (${part.toLowerCase()})` : 'взят'),
      undone: (way: string) => `вернули как было: ${way}`,
      rescheduled: (moment: string) => `новое время: ${moment}`,
      edited: (columns: string[]) => `изменено: ${columns.flatMap((column) => columnNames[column] ?? []).join(', ')}`,
      confirmed: 'время подтверждено',
      readyPhoto: 'фото готового торта',
      referencePhoto: 'фото-пример',
      noAnswer: 'клиент не отвечает',
      allergiesAsked: 'об аллергиях спросили',
      unpaidAllowed: 'можно без оплаты',
      stalled: 'стоит дольше нормы',
      paid: (sum: string | undefined) => (sum ? `оплата ${sum}` : 'оплата'),
      returned: (sum: string | undefined) => (sum ? `возврат ${sum}` : 'возврат денег'),
      setOut: 'водитель выехал',
      restored: (stage: string, reason: string) => `снова в работе: ${stage} (${reason})`,
    },
    take: '✋ Взять',
    takeAs: (part: string) => `✋ Взять: ${part.toLowerCase()}`,
    undo: '↶ Вернуть как было',
    tellNow: '📣 Сообщить клиенту сейчас',
    pay: '💰 Оплата получена',
    allowUnpaid: '🔓 Разрешить без оплаты',
    askOwner: '🔓 Попросить владельца',
    askAllergies: '⚠️ Аллергии',
    noAnswer: '📵 Нет ответа',
    call: '📞 Позвонить',
    write: '✉️ Написать клиенту',
    assign: '👥 Назначить',
    note: '📝 Заметка',
    photo: '📷 Фото готового',
    newTask: '☐ Задача',
    pictures: (count: number) => `🖼 Ещё фото: ${count}`,
    picture: {
      reference: (number: number) => `Фото-пример, заказ № ${number}`,
      ready: (number: number) => `Готовый торт, заказ № ${number}`,
    },
    back: (stage: string) => `↩ Вернуть: ${stage}`,
    cancel: '✕ Отменить заказ',
    restore: '↩ Вернуть в работу',
    setOut: '🚗 Выезжаю',
    returnMoney: '💸 Деньги возвращены',
  },

  /** The staff bot. */
  staff: {
    signIn: {
      ask: (device: string) => `Кто-то входит в панель с вашим паролем (${device}). Это вы?`,
      yes: 'Это я',
      no: 'Не я',
      letIn: 'Добро пожаловать: панель открыта.',
      ended: 'Во входе отказано. Смените пароль: /panel',
      gone: 'Этот вход уже не ждёт ответа.',
    },
    panelLink: (link: string) => `Ваш вход в панель (ссылка на один раз, 7 дней). По ней вы зададите логин и пароль:\n${link}`,
    panelNowhere: 'Адрес панели пока неизвестен. Перезапустите Анну.',
    toMenu: '☰ Меню',
    menu: {
      mine: '📋 Мои заказы',
      pool: '✋ Свободные',
      today: '📅 Сегодня',
      'new-order': '➕ Новый заказ',
      stage: '📊 Этапы',
      find: '🔎 Найти',
      'task-new': '☐ Поставить задачу',
      goals: '🎯 Цели',
      team: '👥 Команда',
      source: '📣 Источник',
      invite: '🔑 Пригласить',
      remove: '🚪 Удалить сотрудника',
      shift: '⏱ Смена',
      language: '🌐 Язык',
      help: '❓ Помощь',
    },
    driverMenu: { mine: '🚚 Мои доставки', pool: '✋ Свободные доставки' },
    buttonOld: 'Эта кнопка уже сработала или устарела.',
    shiftState: (onShift: boolean): string => (onShift ? '🟢 Вы на смене.' : '⚪ Вы не на смене: новые заказы вам не приходят.'),
    shiftChange: (onShift: boolean): string => (onShift ? 'Уйти со смены' : 'Выйти на смену'),
    languageWhich: 'На каком языке с вами говорить?',
    languageSet: 'Теперь говорим по-русски.',
    help: {
      all: `${bold('Как работать')}\nЗаказ живёт в одной карточке: она сама обновляется, а её кнопки — это всё, что можно сделать сейчас.`,
      commands: {
        mine: '/mine — мои заказы',
        pool: '/pool — свободные',
        today: '/today — дела на сегодня и завтра',
        order: '/order 41 — открыть заказ',
        new: '/new — заказ по телефону',
        find: '/find 4417 — найти по имени, цифрам телефона или номеру; можно просто написать',
        stage: '/stage — заказы по этапам',
        task: '/task — поставить задачу',
        goals: '/goals — цели и сколько уже сделано',
        team: '/team — кто работает и кто чем занят',
        shift: '/shift — смена, /language — язык',
        phone: '/phone — мой телефон для звонков',
      },
      write: 'Ответьте на сообщение клиента словами, фото или файлом — он получит ответ. Начните с # — это останется внутри.',
      note: 'Ответьте текстом на карточку — это заметка для коллег; @имя позовёт коллегу.',
      photo: 'Ответьте на карточку фотографией — это фото готового торта.',
    },
    colleague: ({
      name,
      load,
      onShift,
      isMe,
      inTouch,
    }: {
      name: string;
      load: number;
      onShift: boolean;
      isMe: boolean;
      inTouch: boolean;
    }) => `${onShift ? '' : '⚪ '}${name}${isMe ? ' (я)' : ''} · ${load}${inTouch ? '' : ' · не на связи'}`,
    teamTitle: 'Команда',
    teamLine: ({ name, roles, onShift, orders, tasks }: { name: string; roles: string; onShift: boolean; orders: number; tasks: number }) =>
      `${onShift ? '🟢' : '⚪'} ${name}, ${roles}: ${plural(orders, { one: 'заказ', few: 'заказа', many: 'заказов', other: 'заказа' })}, ${plural(tasks, { one: 'задача', few: 'задачи', many: 'задач', other: 'задачи' })}`,
    notInTouch: (name: string, roles: string) => `⚪ ${name}, ${roles}: не на связи с ботом`,
    number: (number: number) => `№ ${number}`,
    noneMine: 'У вас нет открытых заказов.',
    mineAre: (count: number) => `Ваши заказы: ${count}`,
    poolEmpty: 'Свободных заказов нет.',
    poolHas: (count: number) => `Свободные заказы: ${count}`,
    stagesTitle: 'Открытые заказы',
    inAll: 'Всего',
    allStages: '« Все этапы',
    findWhat: 'Что найти? Номер заказа, имя или цифры телефона.',
    findByNumber: 'Напишите номер заказа — открою карточку.',
    found: (query: string, count: number) => `«${query}»: найдено ${count}`,
    foundNothing: (query: string) => `По запросу «${query}» ничего не нашлось.`,
    oneOrTwo: (first: number, second: number) => `Один ли это человек: карточки клиентов № ${first} и № ${second}? Если да, объедините`,
    perhapsSame: 'Возможно, это тот же человек, что и на карточке ниже. Объединить их можно в панели.',
    writeTo: (who: string) => `✉️ ${who}`,
    taken: (number: number) => `Заказ № ${number} ваш.`,
    moved: (number: number, stage: string, undoSeconds: number) =>
      `№ ${number}: ${stage}.${undoSeconds > 0 ? ` Можно вернуть в течение ${plural(undoSeconds, { one: 'секунды', few: 'секунд', many: 'секунд', other: 'секунды' })}.` : ''}`,
    movedBack: (number: number, stage: string) => `Заказ № ${number} возвращён: ${stage}.`,
    whyBack: (number: number) => `Почему заказ № ${number} возвращается? Выберите или напишите.`,
    backReasons: {
      mistake: 'Передвинули по ошибке',
      client: 'Клиент попросил изменить',
      defect: 'Нужно переделать',
      questions: 'Есть вопросы к заказу',
    } as Record<string, string>,
    undone: (number: number, stage: string) => `Вернули: № ${number} снова «${stage}». Клиенту ничего не ушло.`,
    toldNow: 'Сообщаем клиенту.',
    collected: (number: number, sum: string) => `Заказ № ${number}: получили ${sum}?`,
    yesCollected: (sum: string) => `Да, ${sum} у меня`,
    otherSum: 'Другая сумма',
    assignWhat: (number: number) => `Заказ № ${number}: кого назначить?`,
    assignWhom: (number: number, part: string) => `Заказ № ${number}, ${part.toLowerCase()}: кто? Число — открытые заказы.`,
    assigned: (number: number, part: string, name: string) => `Заказ № ${number}: ${part.toLowerCase()} — ${name}.`,
    noteWhat: (number: number) => `Заметка к заказу № ${number}. Клиент её не увидит; @имя позовёт коллегу.`,
    noted: (number: number) => `📝 Записано в заказ № ${number}.`,
    notedInside: '📝 Записано, клиент этого не видит.',
    called: (names: string[]) => ` Позвали: ${names.join(', ')}.`,
    notCalled: (names: string[]) => ` Такого коллеги нет: ${names.join(', ')}.`,
    noteHow: 'Чтобы оставить заметку, ответьте ею на карточку заказа или на сообщение клиента.',
    mentioned: ({ author, text, orderId }: { author: string | undefined; text: string; orderId: number | undefined }) =>
      `📝 ${author ?? 'Коллега'}${orderId === undefined ? '' : `, заказ № ${orderId}`}: ${text}`,
    photoWanted: (number: number) => `Пришлите фотографию готового торта, заказ № ${number}.`,
    photoKept: (number: number) => `📷 Фото сохранено в заказ № ${number}.`,
    photoFor: (number: number) => `📷 Готовый торт, № ${number}`,
    photoWhose: 'Это фото готового торта? Чей это заказ?',
    photoWhat: 'Что это? Фото готового торта пришлите ответом на карточку заказа. Если это заказ клиента, нажмите кнопку.',
    photoHow: 'Чтобы приложить фото готового торта, ответьте им на карточку заказа.',
    tryAgain: (time: string) => `Напомню об этом заказе в ${time}.`,
    payHowMuch: (number: number, paid: string, total: string) =>
      `Заказ № ${number}: оплачено ${paid} из ${total}. Сколько получили? Выберите или напишите сумму.`,
    whichSum: 'Уточните, какая это сумма?',
    otherCurrency: (theirs: string, ours: string) => `Это сумма в ${theirs}, а магазин считает в ${ours}. Напишите, сколько это в ${ours}.`,
    payHow: 'Как заплатили?',
    methods: { cash: 'Наличные', card: 'Карта', transfer: 'Перевод', online: 'Онлайн' },
    paid: (number: number, sum: string, balance: string | undefined) =>
      `💰 Заказ № ${number}: получено ${sum}, ${balance === undefined ? 'оплачен полностью' : `осталось ${balance}`}.`,
    unpaidAllowed: (number: number) => `Заказ № ${number} можно готовить без оплаты.`,
    asksUnpaid: (name: string, number: number) => `🔓 ${name} просит разрешить заказ № ${number} без оплаты.`,
    ownerAsked: 'Владелец получил вашу просьбу.',
    allergiesWhat: (number: number) =>
      `Заказ № ${number}. Спросите клиента об аллергиях. Если есть — напишите, что именно: записываем только с его согласия.`,
    allergiesNone: 'Аллергий нет',
    allergiesKept: (number: number) => `Заказ № ${number}: об аллергиях спросили.`,
    whyCancel: (number: number) => `Почему отменяется заказ № ${number}? Выберите или напишите.`,
    cancelled: (number: number) => `Заказ № ${number} отменён.`,
    setOut: (number: number) => `Хорошей дороги! Отметили: заказ № ${number} в пути.`,
    whyRestore: (number: number) => `Почему заказ № ${number} снова в работе? Выберите или напишите.`,
    restoreReasons: {
      mistake: 'Отменили по ошибке',
      client: 'Клиент передумал отменять',
    } as Record<string, string>,
    restored: (number: number, stage: string) => `Заказ № ${number} снова в работе: ${stage}.`,
    returnHowMuch: (number: number, paid: string) => `Заказ № ${number}: оплачено ${paid}. Сколько вернули? Выберите или напишите сумму.`,
    returnHow: 'Как вернули?',
    returned: (number: number, sum: string, left: string | undefined) =>
      `💸 Заказ № ${number}: возвращено ${sum}${left === undefined ? '' : `, осталось у нас ${left}`}.`,
    replyWhat: (name: string, order: number | undefined) =>
      `${name}${order === undefined ? '' : `, заказ № ${order}`}: что написать? Начните с #, чтобы оставить заметку внутри.`,
    corrected: (words: string) => `✎ исправлено: ${words}`,
    answerCorrected: '✎ Исправили и у клиента.',
    answerIsFinal: (channel: string) => `${channel} не даёт изменить отправленное: у клиента осталось прежнее сообщение.`,
    sendAnew: 'Отправить исправленное',
    noNoteAnyMore: 'Это сообщение клиент уже получил, заметкой оно не станет. Его можно исправить другими словами.',
    answered: (name: string, channel: string) => `✉️ Отправлено: ${name} (${channel}).`,
    more: 'Написать ещё',
    chatClosed: 'Готово: дальше отвечает бот.',
    fileComing: 'Файл ещё загружается, нажмите через минуту.',
    fileLost: 'Файл не удалось получить. Попросите клиента прислать его ещё раз.',
    channels: {
      telegram: 'Telegram',
      web: 'чат на сайте',
      whatsapp: 'WhatsApp',
      sms: 'СМС',
      call: 'задача позвонить',
      phone: 'телефон',
      panel: 'панель',
    } as Record<string, string>,
    days: {
      overdue: (count: number) => `🔴 Просрочено: ${count}`,
      today: (count: number) => `Сегодня: ${count}`,
      tomorrow: (count: number) => `Завтра: ${count}`,
    },
    dueOrder: ({ number, time, stage }: { number: number; time: string; stage: string }) => `🎂 ${time} № ${number} · ${stage}`,
    withoutNextStep: (count: number) => `⚠️ Без следующего шага: ${count}`,
    setStep: (number: number) => `☐ Поставить задачу, № ${number}`,
    task: {
      done: '✓ Сделано',
      later: '⏰ Позже',
      comment: '💬 Комментарий',
      reassign: '👥 Передать',
      order: (number: number) => `Заказ № ${number}`,
      given: ({
        title,
        from,
        until,
        comment,
        orderId,
      }: {
        title: string;
        from: string;
        until: string;
        comment: string | null;
        orderId: number | null;
      }) => `☐ ${bold(title)}${orderId === null ? '' : `\nЗаказ № ${orderId}`}\nОт: ${from}. До: ${until}${comment ? `\n${comment}` : ''}`,
      shown: ({
        title,
        assignee,
        until,
        comment,
        orderId,
        done,
      }: {
        title: string;
        assignee: string;
        until: string;
        comment: string | null;
        orderId: number | null;
        done: boolean;
      }) =>
        `${done ? '✓' : '☐'} ${bold(title)}${orderId === null ? '' : `\nЗаказ № ${orderId}`}\nДелает: ${assignee}. До: ${until}${comment ? `\n${comment}` : ''}`,
      isDone: (title: string) => `Сделано: ${title}`,
      laterWhen: (title: string) => `${title}: когда? Выберите или напишите, например «завтра 14:00».`,
      in30: 'Через 30 минут',
      in60: 'Через час',
      in120: 'Через 2 часа',
      evening: 'Сегодня в 18:00',
      tomorrow10: 'Завтра в 10:00',
      tomorrow18: 'Завтра в 18:00',
      past: (moment: string) => `${moment}: это время уже прошло. Напишите время, которое ещё впереди.`,
      whichTime: 'Уточните, пожалуйста, когда?',
      noSuchTime: 'Такого дня или времени нет. Напишите, например, «завтра 14:00» или «через 2 часа».',
      postponed: (title: string, moment: string) => `⏰ ${title}: напомню ${moment}.`,
      commentWhat: (title: string) => `${title}: напишите комментарий.`,
      whom: (title: string) => `${title}: кому передать? Число — открытые заказы.`,
      reassigned: (title: string, name: string) => `${title}: теперь делает ${name}.`,
      what: (orderId: number | undefined) => `Что нужно сделать${orderId === undefined ? '' : ` по заказу № ${orderId}`}?`,
      who: 'Кто это сделает? Число — открытые заказы.',
      until: 'До какого времени? Выберите или напишите, например «пт 15:00».',
      made: (title: string, name: string, moment: string) => `☐ ${title}\n${name}, до ${moment}.`,
    },
    ownPhone: {
      ask: (now: string | undefined) =>
        `${now === undefined ? 'На какой номер соединять вас с клиентами?' : `Вас соединяют с клиентами по номеру ${now}. Какой номер поставить?`} Напишите его или отправьте свой контакт.`,
      send: '📱 Отправить мой номер',
      kept: (phone: string) => `Ваш телефон для звонков: ${phone}.`,
    },
    call: {
      phone: 'Телефон клиента? Можно сразу с именем: «8 912 345-67-89 Анна».',
      noPhone: 'Не похоже на номер телефона. Например: 8 912 345-67-89.',
      name: (phone: string) => `${phone}: новый клиент. Как зовут?`,
      perhaps: (name: string) => `Возможно, это ${name}: такой номер назван в чате, но не подтверждён. Спросите.`,
      noName: 'Напишите имя буквами, до 80 знаков.',
      product: (name: string) => `${name}: что заказывают?`,
      units: { kg: 'кг', piece: 'шт.', tier: 'ярус' },
      when: 'Когда? Выберите или напишите, например «сб 14:00».',
      whatTime: (day: string) => `${day}: во сколько? Выберите или напишите время.`,
      which: 'Уточните, что из этого?',
      noSuchTime: 'Такого дня или времени нет. Напишите, например, «сб 14:00».',
      place: (shopAddress: string, fee: string) => `Куда? Самовывоз: ${shopAddress}. Доставка ${fee}: напишите адрес или пришлите точку.`,
      pickup: '🏠 Самовывоз',
      last: (address: string) => `🚚 ${address}`,
      noPlace: 'Напишите адрес целиком: улица, дом, квартира.',
      badAmount: (min: string, max: string) => ended(`Столько не получится: от ${min} до ${max}`),
      yes: '✓ Оформить',
      change: 'Количество и варианты меняются кнопками. Напишите пожелания; надпись — в «кавычках».',
      placed: (number: number, total: string) => ended(`✓ Заказ № ${number} оформлен, ${total}`),
    },
    goals: {
      title: 'Цели',
      none: 'Сейчас целей нет. Владелец ставит их в панели.',
      shop: 'вся команда',
      kinds: {
        'paid-sum': 'Оплачено',
        orders: 'Заказов',
        'new-clients': 'Новых клиентов',
        'average-order': 'Средний чек',
      },
      of: (reached: string, norm: string) => `${reached} из ${norm}`,
      share: (percent: number) => `${percent} %`,
      reached: (what: string, norm: string) => ended(`🎉 Цель достигнута! ${what}: ${norm}`),
    },
    inviteRole: 'Кого приглашаем?',
    inviteName: 'Как зовут сотрудника?',
    invited: ({ name, role, links, code }: { name: string; role: string; links: string[]; code: string }) =>
      `🔑 ${name}, ${role}. Одноразовое приглашение на 7 дней, перешлите его:\n${links.length > 0 ? links.join('\n') : `/start ${code}`}`,
    removeWhom: 'Кого удалить? Число — открытые заказы.',
    removeSure: (name: string) => `${name} сразу потеряет доступ, открытые заказы и задачи вернутся в общие. Удалить?`,
    removeYes: 'Да, удалить',
    removeNo: 'Нет',
    removed: (name: string) => `${name}: доступа больше нет.`,
    backInPool: (name: string, orders: number) =>
      `✋ ${name} больше здесь не работает. Ждут нового исполнителя: ${plural(orders, { one: 'заказ', few: 'заказа', many: 'заказов', other: 'заказа' })}.`,
    tooLong: (length: number, most: number) => `Слишком длинно: ${length} знаков, можно не больше ${most}.`,
    notUnderstood: 'Я понимаю кнопки, команды и слова. Напишите имя, цифры телефона или номер заказа — найду.',
    numbersUnderstood: 'Я понимаю кнопки, команды и слова. Напишите номер заказа — открою карточку.',
    notAnAnswer: (said: string) => `Не понимаю «${said}» как ответ. Ответьте, пожалуйста, на вопрос или нажмите «Отмена».`,
  },
};
