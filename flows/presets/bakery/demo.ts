import type { DemoTrade, Scenery } from '../../demo/scenery.ts';
import { at } from './pipeline.ts';

const ru: Scenery = {
  colleagues: [
    { name: 'Анна', roles: ['owner', 'sales-head'], seat: 'demo-owner', onShift: true },
    { name: 'Марина', roles: ['sales-head'], onShift: false },
    { name: 'Ольга', roles: ['manager'], seat: 'demo-manager', onShift: true },
    { name: 'Дмитрий', roles: ['manager'], onShift: false },
    { name: 'Игорь', roles: ['workshop-head'], seat: 'demo-workshop-head', onShift: true },
    { name: 'Пётр', roles: ['cook'], seat: 'demo-cook', onShift: true },
    { name: 'Светлана', roles: ['cook'], onShift: false },
    { name: 'Тимур', roles: ['driver'], seat: 'demo-driver', onShift: true },
    { name: 'Руслан', roles: ['driver'], onShift: false },
  ],
  women: [
    'Мария', 'Екатерина', 'Анастасия', 'Наталья', 'Елена', 'Дарья', 'Юлия', 'Ксения', 'Виктория', 'Алина', 'Татьяна', 'Ирина', 'Полина', 'Вера',
    'София', 'Алёна', 'Кристина', 'Надежда', 'Людмила', 'Евгения', 'Валерия', 'Галина', 'Диана', 'Маргарита', 'Александра', 'Лариса',
  ],
  men: ['Алексей', 'Сергей', 'Андрей', 'Михаил', 'Иван', 'Артём', 'Николай', 'Павел', 'Роман', 'Максим', 'Денис', 'Виктор', 'Фёдор', 'Антон'],
  surnames: [
    ['Иванова', 'Иванов'], ['Соколова', 'Соколов'], ['Кузнецова', 'Кузнецов'], ['Попова', 'Попов'], ['Лебедева', 'Лебедев'], ['Козлова', 'Козлов'],
    ['Новикова', 'Новиков'], ['Морозова', 'Морозов'], ['Петрова', 'Петров'], ['Волкова', 'Волков'], ['Соловьёва', 'Соловьёв'], ['Зайцева', 'Зайцев'],
    ['Павлова', 'Павлов'], ['Семёнова', 'Семёнов'], ['Голубева', 'Голубев'], ['Виноградова', 'Виноградов'], ['Богданова', 'Богданов'],
    ['Воробьёва', 'Воробьёв'], ['Фёдорова', 'Фёдоров'], ['Михайлова', 'Михайлов'], ['Беляева', 'Беляев'], ['Тарасова', 'Тарасов'],
    ['Белова', 'Белов'], ['Комарова', 'Комаров'], ['Орлова', 'Орлов'], ['Киселёва', 'Киселёв'], ['Макарова', 'Макаров'], ['Андреева', 'Андреев'],
    ['Гусева', 'Гусев'], ['Титова', 'Титов'], ['Кравченко', 'Кравченко'], ['Шевчук', 'Шевчук'], ['Ким', 'Ким'], ['Мельник', 'Мельник'],
  ],
  streets: [
    'ул. Лесная', 'ул. Садовая', 'пр-т Мира', 'ул. Чехова', 'ул. Гагарина', 'Яблоневый пер.', 'ул. Пушкина', 'Набережная', 'ул. Рябиновая',
    'ул. Маяковского', 'б-р Космонавтов', 'ул. Заречная', 'ул. Тихая', 'ул. Победы', 'ул. Солнечная', 'Школьный пер.',
  ],
  address: (street, house, flat) => `${street}, д. ${house}, кв. ${flat}`,
  phonePrefix: '+7945',
  inscriptions: [
    'С днём рождения!', 'Маме с любовью', 'Любимой бабушке', 'Соне 5 лет', 'С юбилеем, папа!', 'Ура, пятница!', 'Ты — космос', 'Совет да любовь',
    'Артёму 1 год', 'Самому лучшему мужу', 'С новосельем!', '30 — это только начало', 'Поздравляем выпускников', 'Люблю тебя',
  ],
  wishes: [
    'Пожалуйста, не слишком сладкий крем.', 'Свечка-цифра 7 в подарок, если можно.', 'Коробка с окошком.', 'Позвоните за час до приезда.',
    'Цвета — пыльная роза и золото.', 'Внизу домофон не работает, встретим.', 'Хочется как на фото, но без фигурок.', 'Побольше ягод!',
    'Нужна открытка: «С любовью, коллеги».', 'Ребёнок боится клоунов, пожалуйста, без них :)', 'Разрежьте, пожалуйста, на 12 кусков.',
  ],
  notes: [
    'Постоянный клиент, добавить макаронс в подарок.', 'Эскиз согласован в чате.', 'Забирать будет сестра.', 'Оплата по счёту, ждём бухгалтерию.',
    'Просили позвонить после 18:00.', 'Топпер привезут сами до обеда.', 'В прошлый раз опоздали на 20 минут — быть вовремя!', 'Въезд со двора, шлагбаум 1408.',
  ],
  talks: [
    ['Здравствуйте! А можно заменить клубнику на малину?', 'Здравствуйте! Конечно, заменим без доплаты.'],
    ['Сколько человек накормит торт 2 кг?', 'Примерно 12–14 гостей, если порции по 150 г.'],
    ['Можно забрать на час раньше?', 'Да, будет готов к этому времени, приезжайте.'],
    ['Добрый день, а вы делаете торты без сахара?', 'Делаем на эритрите, кроме мастики. Подобрать начинку?'],
    ['Пришлю картинку, сделаете такую же?', 'Присылайте, покажем эскиз в течение дня.'],
    ['Торт потрясающий, гости в восторге! Спасибо!', 'Очень рады! Передадим кондитеру, ему будет приятно.'],
    ['Курьер сможет подняться на этаж?', 'Да, поднимет до двери.'],
    ['Можно оплатить картой при получении?', 'Предоплата 50 % по ссылке, остаток картой или наличными на месте.'],
    ['Сколько торт может стоять без холодильника?', 'До двух часов. Лучше достать за 30 минут до подачи.'],
    ['А надпись можно на английском?', 'Можно на любом языке, до 30 знаков.'],
  ],
};

const en: Scenery = {
  colleagues: [
    { name: 'Anna', roles: ['owner', 'sales-head'], seat: 'demo-owner', onShift: true },
    { name: 'Marina', roles: ['sales-head'], onShift: false },
    { name: 'Olga', roles: ['manager'], seat: 'demo-manager', onShift: true },
    { name: 'Daniel', roles: ['manager'], onShift: false },
    { name: 'Igor', roles: ['workshop-head'], seat: 'demo-workshop-head', onShift: true },
    { name: 'Peter', roles: ['cook'], seat: 'demo-cook', onShift: true },
    { name: 'Grace', roles: ['cook'], onShift: false },
    { name: 'Timur', roles: ['driver'], seat: 'demo-driver', onShift: true },
    { name: 'Oscar', roles: ['driver'], onShift: false },
  ],
  women: [
    'Mary', 'Kate', 'Sophie', 'Emma', 'Olivia', 'Grace', 'Julia', 'Amelia', 'Victoria', 'Alice', 'Hannah', 'Irene', 'Pauline', 'Vera',
    'Charlotte', 'Helen', 'Christine', 'Hope', 'Lucy', 'Eugenie', 'Valerie', 'Ella', 'Diana', 'Margaret', 'Alexandra', 'Laura',
  ],
  men: ['Alex', 'Simon', 'Andrew', 'Michael', 'John', 'Arthur', 'Nicholas', 'Paul', 'Ralph', 'Max', 'Dennis', 'Victor', 'Theo', 'Anthony'],
  surnames: [
    ['Smith', 'Smith'], ['Jones', 'Jones'], ['Taylor', 'Taylor'], ['Brown', 'Brown'], ['Wilson', 'Wilson'], ['Evans', 'Evans'], ['Walker', 'Walker'],
    ['Wright', 'Wright'], ['Green', 'Green'], ['Hall', 'Hall'], ['Clarke', 'Clarke'], ['Wood', 'Wood'], ['Harris', 'Harris'], ['Cooper', 'Cooper'],
    ['Ward', 'Ward'], ['Turner', 'Turner'], ['Hughes', 'Hughes'], ['Baker', 'Baker'], ['Bell', 'Bell'], ['Foster', 'Foster'], ['Mason', 'Mason'],
    ['Reid', 'Reid'], ['Palmer', 'Palmer'], ['Grant', 'Grant'], ['Murray', 'Murray'], ['Fox', 'Fox'], ['Kelly', 'Kelly'], ['Shaw', 'Shaw'],
    ['Gibson', 'Gibson'], ['Marsh', 'Marsh'], ['Kim', 'Kim'], ['Novak', 'Novak'], ['Ortiz', 'Ortiz'], ['Lindgren', 'Lindgren'],
  ],
  streets: [
    'Forest Road', 'Garden Street', 'Peace Avenue', 'Mill Lane', 'Station Road', 'Apple Close', 'Church Street', 'Riverside', 'Rowan Drive',
    'Park View', 'Orchard Way', 'Bridge Street', 'Quiet Lane', 'Victory Road', 'Sunny Hill', 'School Lane',
  ],
  address: (street, house, flat) => `${house} ${street}, flat ${flat}`,
  phonePrefix: '+7945',
  inscriptions: [
    'Happy Birthday!', 'Love you, Mum', 'Best Granny ever', 'Sophie is 5', 'Happy 60th, Dad!', 'Finally Friday!', 'You are my universe', 'Just married',
    'Arthur is one', 'Best husband', 'New home!', '30 is only the start', 'Well done, class!', 'Love you',
  ],
  wishes: [
    'Not too sweet, please.', 'A number seven candle if you have one.', 'A box with a window, please.', 'Please call an hour before you come.',
    'Colours: dusty rose and gold.', 'The entry phone is broken, we will meet you.', 'Like the photo, but without figures.', 'Lots of berries!',
    'A card, please: “With love from the team”.', 'My son is afraid of clowns, so none of those :)', 'Please cut it into 12 pieces.',
  ],
  notes: [
    'A regular: add macarons as a gift.', 'The sketch is agreed in the chat.', 'Her sister will collect it.', 'Paid by invoice, waiting for their accounts.',
    'Asked to be called after 6 pm.', 'They bring the topper themselves before noon.', 'We were 20 minutes late last time: be punctual!', 'Entry from the yard, gate code 1408.',
  ],
  talks: [
    ['Hello! Could you use raspberries instead of strawberries?', 'Hello! Of course, at no extra cost.'],
    ['How many people does a 2 kg cake feed?', 'About 12–14 guests with 150 g each.'],
    ['Can I collect it an hour earlier?', 'Yes, it will be ready by then, do come.'],
    ['Good afternoon, do you make sugar-free cakes?', 'We do, all but the sugar paste. Shall I suggest a filling?'],
    ['If I send a picture, can you make the same?', 'Do send it, we will show you a sketch today.'],
    ['The cake was gorgeous, everybody loved it. Thank you!', 'So glad! I will tell the confectioner.'],
    ['Will the courier come up to our floor?', 'Yes, to your door.'],
    ['Can I pay by card when it arrives?', 'Half by link in advance, the rest by card or in cash.'],
    ['How long can it stay out of the fridge?', 'Up to two hours. Best taken out 30 minutes before serving.'],
    ['Can the message be in French?', 'In any language, up to 30 characters.'],
  ],
};

/** What the demo of a bakery is furnished with. */
export const bakeryDemo: DemoTrade = {
  scenery: { ru, en },
  customs: [
    { weight: 45, leadDays: [2, 12], delivered: 0.55, generosity: 0.5 },
    { weight: 6, leadDays: [14, 45], delivered: 0.95, generosity: 0.6 },
    { weight: 22, leadDays: [1, 5], delivered: 0.35, generosity: 0.12 },
    { weight: 19, leadDays: [1, 6], delivered: 0.4, generosity: 0.5 },
    { weight: 8, leadDays: [3, 14], delivered: 0.95, generosity: 0.3 },
  ],
  stages: at,
  contactTask: { ru: 'Связаться с клиентом', en: 'Contact the client' },
  errands: [
    { title: { ru: 'Перезвонить: не ответили утром', en: 'Call again: no answer this morning' }, role: 'manager', stage: at.new, dueInHours: 1 },
    { title: { ru: 'Отправить эскиз торта', en: 'Send the sketch of the cake' }, role: 'manager', stage: at.new, dueInHours: 3 },
    { title: { ru: 'Напомнить об оплате', en: 'Remind about the payment' }, role: 'manager', stage: at.payment, dueInHours: -2 },
    { title: { ru: 'Уточнить надпись', en: 'Check the inscription' }, role: 'manager', stage: at.payment, dueInHours: 2 },
    { title: { ru: 'Выставить счёт для бухгалтерии', en: 'Send the invoice to their accounts' }, role: 'manager', stage: at.payment, dueInHours: 22 },
    { title: { ru: 'Заказать живые цветы', en: 'Order the fresh flowers' }, role: 'workshop-head', stage: at.workshop, dueInHours: 4 },
    { title: { ru: 'Проверить запас малины', en: 'Check the stock of raspberries' }, role: 'workshop-head', stage: at.workshop, dueInHours: 24 },
    { title: { ru: 'Сфотографировать готовый торт', en: 'Take a photo of the finished cake' }, role: 'cook', stage: at.baking, dueInHours: 5 },
    { title: { ru: 'Взять термокороб', en: 'Take the cool box' }, role: 'driver', stage: at.delivery, dueInHours: 1 },
    { title: { ru: 'Позвонить: заказ не забрали', en: 'Call: the order was not collected' }, role: 'manager', stage: at.pickup, dueInHours: -1 },
    { title: { ru: 'Предложить торт к годовщине', en: 'Offer a cake for the anniversary' }, role: 'manager', stage: at.pickup, dueInHours: 26 },
  ],
  losses: ['price', 'changed-mind', 'date', 'elsewhere', 'other', 'mistake'],
  sources: ['instagram', 'friends', 'maps', 'site', 'vk', 'phone', 'flyer'],
};
