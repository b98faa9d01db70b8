import type { PresetRule } from '../../../preset.ts';
import { notify } from '../actions.ts';

/** What went wrong inside must reach a person, not only a log. */
export const trouble: PresetRule[] = [
  {
    title: { ru: 'Сообщение не удалось разобрать: сказать владельцу', en: 'A message could not be handled: tell the owner' },
    event: 'update.failed',
    actions: [
      notify(
        'role:owner',
        {
          ru: '⚠️ Сообщение из канала не удалось обработать. Оно сохранено и не потеряно; покажите журнал тому, кто помогает вам с Анной.',
          en: '⚠️ A message from a channel could not be handled. It is kept and not lost; show the log to whoever helps you with Anna.',
        },
        [],
      ),
    ],
  },
  {
    title: { ru: 'Правила запускают друг друга по кругу: сказать владельцу', en: 'Rules set each other off in circles: tell the owner' },
    event: 'rule.looped',
    actions: [
      notify(
        'role:owner',
        {
          ru: '⚠️ Два правила запускают друг друга по кругу, поэтому последнее остановлено. Проверьте правила, которые вы меняли последними.',
          en: '⚠️ Two rules set each other off in circles, so the last one was stopped. Look at the rules that you changed last.',
        },
        [],
      ),
    ],
  },
];
