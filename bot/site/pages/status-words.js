import { wordsOf } from './speak.js';

/** The words of the page where a client sees how the order stands. */
const dictionary = {
  ru: {
    ask: 'Спросить',
    askTitle: 'Вопрос о заказе',
    askLabel: 'Что хотите узнать или изменить?',
    asked: 'Спасибо! Вопрос передан менеджеру: ответим в чате, в мессенджере или по телефону.',
    move: 'Перенести',
    moveTitle: 'Перенести заказ',
    moveYes: 'Перенести',
    moved: 'Готово, заказ перенесён.',
    day: 'День',
    time: 'Время',
    cancel: 'Отменить',
    cancelTitle: 'Отменить заказ?',
    cancelWhy: 'Почему?',
    cancelYes: 'Отменить заказ',
    cancelled: 'Заказ отменён. Будем рады видеть вас снова.',
    keep: 'Закрыть',
    send: 'Отправить',
    chat: 'Открыть чат',
    tooLate: 'Мы уже готовим заказ. Если что-то нужно изменить, спросите менеджера.',
    failed: 'Не получилось. Попробуйте ещё раз.',
  },
  en: {
    ask: 'Ask',
    askTitle: 'A question about the order',
    askLabel: 'What would you like to know or change?',
    asked: 'Thank you! A manager has your question and will answer in the chat, by messenger or by phone.',
    move: 'Move',
    moveTitle: 'Move the order',
    moveYes: 'Move it',
    moved: 'Done, the order is moved.',
    day: 'Day',
    time: 'Time',
    cancel: 'Cancel',
    cancelTitle: 'Cancel the order?',
    cancelWhy: 'Why?',
    cancelYes: 'Cancel the order',
    cancelled: 'The order is cancelled. We will be glad to see you again.',
    keep: 'Close',
    send: 'Send',
    chat: 'Open the chat',
    tooLate: 'We are already working on it. If something has to change, ask a manager.',
    failed: 'It did not work. Please try again.',
  },
};

export { language } from './speak.js';
export const { word, speak } = wordsOf(dictionary);
