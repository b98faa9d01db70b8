import type { Language } from '../../db/schema/words.ts';

const ru = {
  problems: {
    unreadable: 'Запрос не удалось прочитать: это не JSON или адрес закодирован неверно.',
    'bad-header': 'Заголовок запроса неверен: Idempotency-Key — от 1 до 200 печатных знаков ASCII.',
    'key-missing': 'Нужен ключ: заголовок Authorization: Bearer anna_…',
    'key-unknown': 'Такого ключа нет, он отозван или его срок вышел.',
    'scope-missing': 'У ключа нет нужного права. Владелец может выпустить ключ с ним.',
    'not-found': 'Здесь ничего нет.',
    'wrong-method': 'По этому адресу так не просят. Как можно, сказано в заголовке Allow.',
    'changed-meanwhile': 'С тех пор, как вы это читали, оно изменилось. Прочитайте ещё раз.',
    'too-large': 'Запрос слишком большой: JSON бывает до 256 КБ, картинка — до 10 МБ.',
    'not-json': 'Тело запроса должно быть в формате application/json, без сжатия.',
    'not-a-picture': 'Тело запроса должно быть картинкой: image/jpeg, image/png, image/webp или image/gif, не больше 10 МБ.',
    invalid: 'Запрос заполнен неверно. Что именно, сказано в errors.',
    'key-reused': 'С этим Idempotency-Key уже был другой запрос.',
    'too-many': 'Слишком много запросов. Повторите через указанное в Retry-After время.',
    internal: 'Ошибка на нашей стороне. Назовите requestId тому, кто обслуживает Анну.',
    busy: 'База данных сейчас занята. Повторите запрос через секунду.',
  },
  page: {
    title: 'Анна: API',
    intro: 'Всё, что менеджер делает кнопкой, другая программа делает запросом: по тем же правилам и с теми же отказами.',
    key: 'Ключ выпускает владелец в панели, раздел «Интеграции». Он показывается один раз и передаётся заголовком:',
    description: 'Полное описание в формате OpenAPI 3.1',
    example: 'Заказ одним запросом',
    rules: [
      'Деньги — целые копейки (наименьшие единицы валюты), время — ISO 8601 со смещением, количество — в единицах товара (1.5 кг).',
      'Idempotency-Key при повторе вернёт тот же ответ и не сделает ничего второй раз. Ключ помнится трое суток.',
      'ETag в ответе и If-Match в запросе: чужая правка не затрётся, вы получите 412.',
      'Неизвестные поля не принимаются (422). На один ключ — до 60 запросов сразу и 10 в секунду дальше (429, Retry-After).',
      'Списки листаются: next из ответа передайте в cursor.',
    ],
    request: 'Запрос',
    right: 'Право',
    does: 'Что делает',
    errors: 'Ошибки',
    errorsIntro:
      'Ответ application/problem+json (RFC 9457): code для программы, detail для человека на языке Accept-Language. Отказы по правилам магазина (например, order.unpaid) приходят с 403, 404 или 409.',
  },
};

type Sentences = typeof ru;
export type ProblemCode = keyof Sentences['problems'];

const en: Sentences = {
  problems: {
    unreadable: 'The request could not be read: it is no JSON, or its address is badly encoded.',
    'bad-header': 'A header is wrong: Idempotency-Key has 1 to 200 printable ASCII characters.',
    'key-missing': 'A key is needed: the header Authorization: Bearer anna_…',
    'key-unknown': 'There is no such key, or it was revoked or has expired.',
    'scope-missing': 'The key lacks the scope for this. The owner can make a key that has it.',
    'not-found': 'There is nothing here.',
    'wrong-method': 'This address takes no such request. The header Allow says which it takes.',
    'changed-meanwhile': 'It has changed since you read it. Please read it again.',
    'too-large': 'The request is too large: JSON may have 256 KB, a picture 10 MB.',
    'not-json': 'The body must be application/json, not compressed.',
    'not-a-picture': 'The body must be a picture: image/jpeg, image/png, image/webp or image/gif, 10 MB at most.',
    invalid: 'The request is not filled in correctly. See errors for what exactly.',
    'key-reused': 'Another request came with this Idempotency-Key before.',
    'too-many': 'Too many requests. Please repeat after the time in Retry-After.',
    internal: 'Something went wrong on our side. Tell the requestId to whoever looks after Anna.',
    busy: 'The database is busy right now. Please repeat the request in a second.',
  },
  page: {
    title: 'Anna: API',
    intro: 'Whatever a manager does with a button, another program does with a request: by the same rules, with the same refusals.',
    key: 'The owner makes a key in the panel, under Integrations. It is shown once and sent in a header:',
    description: 'The whole description as OpenAPI 3.1',
    example: 'An order in one request',
    rules: [
      'Money is whole minor units (kopecks, cents), times are ISO 8601 with an offset, amounts are in units of the product (1.5 kg).',
      'With an Idempotency-Key a repeat gets the same answer and does nothing twice. Keys are remembered for three days.',
      'ETag in an answer and If-Match in a request: nobody’s change is overwritten, you get a 412.',
      'Unknown fields are refused (422). A key has 60 requests at once and 10 a second from then on (429, Retry-After).',
      'Lists have pages: pass next of the answer as cursor.',
    ],
    request: 'Request',
    right: 'Scope',
    does: 'What it does',
    errors: 'Errors',
    errorsIntro:
      'The answer is application/problem+json (RFC 9457): code for programs, detail for people in the language of Accept-Language. Refusals by the rules of the shop (such as order.unpaid) come with 403, 404 or 409.',
  },
};

/** What the API says to people. */
export const sentencesIn = (language: Language): Sentences => ({ ru, en })[language];
