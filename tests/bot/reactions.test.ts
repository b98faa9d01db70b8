import { expect, test } from 'vitest';
import { reactionIn } from '../../bot/twilio/reactions.ts';

test.each([
  ['Loved “Ваш заказ принят”', '❤️', 'Ваш заказ принят'],
  ['Liked “See you at 5”', '👍', 'See you at 5'],
  ['Disliked “Sold out”', '👎', 'Sold out'],
  ['Laughed at “Cake or death?”', '😂', 'Cake or death?'],
  ['Emphasized “At 5 sharp”', '‼️', 'At 5 sharp'],
  ['Questioned “At 5 sharp”', '❓', 'At 5 sharp'],
  ['Reacted 🎂 to “Happy birthday!”', '🎂', 'Happy birthday!'],
  ['\u200A\u200B❤️\u200B to \u201C\u200AYour order is ready\u200A\u201D\u200A', '❤️', 'Your order is ready'],
  ['👍🏽 to "Line one\nline two"', '👍🏽', 'Line one\nline two'],
  ['Loved an image', '❤️', 'an image'],
  ['Liked a photo', '👍', 'a photo'],
  ['Понравилось «Ваш заказ принят»', '👍', 'Ваш заказ принят'],
  ['Не понравилось «Всё продано»', '👎', 'Всё продано'],
  ['Рассмешило «Торт или жизнь?»', '😂', 'Торт или жизнь?'],
  ['Реакция 🔥 на «Торт готов»', '🔥', 'Торт готов'],
  ['Понравилось изображение', '👍', 'изображение'],
])('%j is a sign under a message', (text, sign, quote) => {
  expect(reactionIn(text)).toEqual({ kind: 'reaction', sign, quote });
});

test.each(['Removed a heart from “See you”', 'Removed ❤️ from “See you”'])('%j is a sign that was taken away', (text) => {
  expect(reactionIn(text)).toEqual({ kind: 'reaction', sign: '❤️', quote: 'See you', withdrawn: true });
});

test.each([
  ...['Loved “Napoleon”, one more please', 'Понравилось', 'Мне понравилось «Наполеон»', '“Happy birthday”', 'Надпись «С днём рождения»'],
  ...['👍', '❤️ мама', 'Liked it', 'Write “Anna” on the cake', 'Напишите 🎂 на «торте»', 'Нужно фото', '', '«»', 'Loved “”'],
])('%j is what somebody says', (text) => {
  expect(reactionIn(text)).toBeUndefined();
});
