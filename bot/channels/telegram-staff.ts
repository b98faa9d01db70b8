import { Telegraf, TelegramError } from 'telegraf';
import { channel } from '../channel.ts';
import type { Library } from '../telegram/api.ts';
import { staffCommands } from '../telegram/commands.ts';
import { readEdit, readMembership, readMessage, readPress, readReaction } from '../telegram/inbound.ts';
import { openLine } from '../telegram/line.ts';
import { lost, refused } from '../telegram/problem.ts';
import { standIn } from '../telegram/stand-in.ts';

type Update = Parameters<Telegraf['handleUpdate']>[0];
type AnyCall = (method: string, payload: object, options: { signal: AbortSignal }) => Promise<unknown>;

/** The bot of the staff, on Telegraf. */
export default channel({
  name: 'telegram-staff',
  needs: ['telegramStaffBotToken'],
  audience: 'staff',
  open(doors) {
    const { telegramStaffBotToken: token = '', telegramApiRoot: apiRoot } = doors.config;
    // Our transactions have a deadline of their own; Telegraf's would only forget about a handler that goes on.
    const bot = new Telegraf(token, { handlerTimeout: Number.POSITIVE_INFINITY, telegram: { apiRoot, webhookReply: false } });
    bot.botInfo = standIn(token);
    bot.catch((error) => {
      throw error;
    });
    const {
      hear,
      press,
      channel: line,
    } = openLine(
      {
        name: 'telegram-staff',
        token,
        commands: staffCommands,
        library: telegraf(bot),
        // Believed here and checked by the readers below.
        dispatch: (update) => bot.handleUpdate(update as Update),
      },
      doors,
    );

    bot.on('message', async ({ update, message }) => void (await hear(update, () => readMessage(message))));
    bot.on('edited_message', async ({ update, editedMessage }) => void (await hear(update, () => readEdit(editedMessage))));
    bot.on('message_reaction', async ({ update, messageReaction }) => void (await hear(update, () => readReaction(messageReaction))));
    bot.on('callback_query', ({ update, callbackQuery }) => press(update, callbackQuery.id, () => readPress(callbackQuery)));
    bot.on('my_chat_member', async ({ update, myChatMember }) => void (await hear(update, () => readMembership(myChatMember))));
    return line;
  },
});

function telegraf({ telegram }: Telegraf): Library {
  // Telegraf's types end at the Bot API of 2024; what goes in is checked where it is called.
  const callApi = telegram.callApi.bind(telegram) as unknown as AnyCall;
  return {
    call: (method, payload, signal) => callApi(method, payload, { signal }),
    upload: (source, filename) => ({ source, filename }),
    problemOf: (error) => (error instanceof TelegramError ? refused(error.code, error.description, error.parameters) : lost(error)),
  };
}
