import { inBoth } from './in-both.ts';

export const dateTexts = inBoth(
  {
    dayForm: 'дд.мм.гггг',
    timeForm: 'чч:мм',
    choose: 'Выбрать день',
    monthBefore: 'Предыдущий месяц',
    monthAfter: 'Следующий месяц',
    weekdays: ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'] as readonly string[],
  },
  {
    dayForm: 'dd/mm/yyyy',
    timeForm: 'hh:mm',
    choose: 'Choose a day',
    monthBefore: 'The month before',
    monthAfter: 'The month after',
    weekdays: ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'],
  },
);
