import { inBoth } from './in-both.ts';

export const callsTexts = inBoth(
  {
    title: 'Звонки',
    columns: {
      id: '№',
      startedAt: 'Когда',
      direction: 'Кто звонил',
      clientId: 'Клиент',
      phone: 'Телефон',
      state: 'Чем кончилось',
      staff: 'Сотрудник',
      recordingInSeconds: 'Запись, с',
    },
    words: {
      direction: { in: 'Клиент', out: 'Мы' },
      state: { ringing: 'Звонит', answered: 'Разговор', missed: 'Пропущен', ended: 'Состоялся', failed: 'Не удался' },
    },
    empty: 'Звонков пока нет. Как подключить телефонию, сказано в инструкции.',
  },
  {
    title: 'Calls',
    columns: {
      id: 'No.',
      startedAt: 'When',
      direction: 'Who called',
      clientId: 'Client',
      phone: 'Phone',
      state: 'How it ended',
      staff: 'Colleague',
      recordingInSeconds: 'Recording, s',
    },
    words: {
      direction: { in: 'Client', out: 'We' },
      state: { ringing: 'Ringing', answered: 'In progress', missed: 'Missed', ended: 'Completed', failed: 'Failed' },
    },
    empty: 'No calls yet. Connect telephony: see the section on calls in README.',
  },
);
