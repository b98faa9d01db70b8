import { inBoth } from './in-both.ts';

export const templatesTexts = inBoth(
  {
    title: 'Готовые ответы',
    hint: 'Менеджер отправляет их клиенту одним нажатием; поля заполняются из заказа.',
    add: 'Добавить ответ',
    addTitle: 'Новый ответ',
    editTitle: 'Готовый ответ',
    name: 'Название',
    nameHint: 'По нему ответ выбирают в боте.',
    text: 'Текст',
    empty: 'Готовых ответов пока нет',
    emptyHint: 'Например: «Ваш заказ {number} готов, ждём вас: {address}».',
    removeTitle: (title: string) => `Удалить ответ «${title}»?`,
    removeText: 'То, что уже отправлено, останется в переписке.',
  },
  {
    title: 'Ready answers',
    hint: 'A manager sends them to a client by one press; the fields are filled from the order.',
    add: 'Add an answer',
    addTitle: 'New answer',
    editTitle: 'Ready answer',
    name: 'Title',
    nameHint: 'The answer is chosen by it in the bot.',
    text: 'Text',
    empty: 'No ready answers yet',
    emptyHint: 'For example: “Your order {number} is ready, come to {address}”.',
    removeTitle: (title: string) => `Remove the answer “${title}”?`,
    removeText: 'What has been sent stays in the chat.',
  },
);
