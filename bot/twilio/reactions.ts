import type { Heard } from '../../notifications/message.ts';

/** How phones put a tap on a message into words, where the other phone takes only words: iPhones and Android phones in English and Russian. */
const signs: Readonly<Record<string, string>> = {
  ...{ loved: '❤️', liked: '👍', disliked: '👎', 'laughed at': '😂', emphasized: '‼️', emphasised: '‼️', questioned: '❓' },
  ...{ понравилось: '👍', 'очень понравилось': '❤️', 'не понравилось': '👎', рассмешило: '😂', 'смешно:': '😂', насмешило: '😂' },
  ...{
    выделено: '‼️',
    'выделено:': '‼️',
    вопрос: '❓',
    'вопрос:': '❓',
    нравится: '👍',
    'нравится:': '👍',
    'не нравится:': '👎',
    'люблю:': '❤️',
  },
};
const withdrawnSigns: Readonly<Record<string, string>> = {
  ...{ 'removed a heart from': '❤️', 'removed a like from': '👍', 'removed a dislike from': '👎', 'removed a laugh from': '😂' },
  ...{ 'removed an exclamation from': '‼️', 'removed an exclamation mark from': '‼️', 'removed a question mark from': '❓' },
};

/** Words around a sign that stands for itself: `Reacted 👍 to “…”`, `👍 to “…”`, `Реакция 👍 на «…»`. */
const given = new Set([
  'to',
  'reacted to',
  'reacted with to',
  'на',
  'реакция на',
  'отреагировал на',
  'отреагировала на',
  'поставлена реакция на',
]);
const withdrawn = new Set(['removed from', 'removed a reaction from', 'удалена реакция на', 'снята реакция с']);

/** What has no words to quote. */
const things = new Set(
  ['image', 'photo', 'picture', 'movie', 'video', 'audio message', 'voice message', 'attachment', 'contact', 'location', 'sticker']
    .flatMap((thing) => [`a ${thing}`, `an ${thing}`])
    .concat(['изображение', 'фото', 'видео', 'аудиосообщение', 'вложение', 'контакт', 'геопозицию', 'геопозиция', 'стикер']),
);

/** Whether a text says nothing but that a sign was put under a message of ours, or taken from it. */
export function reactionIn(text: string): Heard | undefined {
  // Phones wrap the sign in spaces that nobody sees.
  const words = text.replace(/[\u200A\u200B\u2060\uFEFF]/g, '').trim();
  const { how, quote } = aboutWords(words) ?? aboutThing(words) ?? {};
  const read = how === undefined ? undefined : signIn(how);
  return read && { kind: 'reaction', ...read, ...(quote !== undefined && { quote }) };
}

function aboutWords(words: string): { how: string; quote: string } | undefined {
  const opens = words.search(/[“"«„]/);
  if (opens < 1 || !/[”"»“]$/.test(words) || words.length < opens + 3) return undefined;
  return { how: words.slice(0, opens).trim().toLowerCase(), quote: words.slice(opens + 1, -1).trim() };
}

function aboutThing(words: string): { how: string; quote: string } | undefined {
  const lower = words.toLowerCase();
  const thing = [...things].find((each) => lower.endsWith(` ${each}`));
  return thing === undefined ? undefined : { how: lower.slice(0, -thing.length).trim(), quote: words.slice(-thing.length) };
}

function signIn(how: string): { sign: string; withdrawn?: true } | undefined {
  const known = signs[how];
  if (known !== undefined) return { sign: known };
  const gone = withdrawnSigns[how];
  if (gone !== undefined) return { sign: gone, withdrawn: true };
  const sign = how.match(/(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200D|\uFE0F)+/u)?.[0];
  if (sign === undefined) return undefined;
  const around = how.replace(sign, ' ').split(/\s+/).filter(Boolean).join(' ');
  if (given.has(around)) return { sign };
  return withdrawn.has(around) ? { sign, withdrawn: true } : undefined;
}
