import { mistake, tooLate } from '../telegram-errors.ts';
import { lengthOf, textOf } from '../telegram-text.ts';
import type { Method } from './call.ts';

/** A press waits about this long for its answer. */
const patienceMs = 15_000;

const tooOld = 'query is too old and response timeout expired or query ID is invalid';

const answerCallbackQuery: Method = ({ world, bot, fields }) => {
  const press = bot.presses.get(textOf(fields.callback_query_id));
  if (!press) throw world.quiet ? tooLate(tooOld) : mistake(tooOld);
  if (lengthOf(textOf(fields.text)) > 200) throw mistake('MESSAGE_TOO_LONG');
  if (fields.url !== undefined && !/^(https:\/\/t\.me\/|tg:)/.test(textOf(fields.url))) throw mistake('URL_INVALID');
  if (press.answered || world.now() - press.at > patienceMs) throw tooLate(tooOld);
  press.answered = true;
  if (world.quiet) bot.presses.delete(press.id);
  const toast = { text: textOf(fields.text), alert: fields.show_alert === true };
  if (toast.text) {
    press.chat.toasts.push({ ...toast, revision: ++world.revision });
    world.say(press.chat, `bot ${toast.alert ? 'alerts' : 'notices'}: ${toast.text}`);
  }
  press.settle(toast);
  world.changed(press.chat);
  return true;
};

export default { answerCallbackQuery };
