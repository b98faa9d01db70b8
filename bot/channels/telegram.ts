import { Bot, GrammyError, HttpError, InputFile } from 'grammy';
import { channel } from '../channel.ts';
import type { Library } from '../telegram/api.ts';
import { clientCommands } from '../telegram/commands.ts';
import { readEdit, readMembership, readMessage, readPress, readReaction } from '../telegram/inbound.ts';
import { openLine } from '../telegram/line.ts';
import { lost, refused } from '../telegram/problem.ts';
import { standIn } from '../telegram/stand-in.ts';

type Update = Parameters<Bot['handleUpdate']>[0];

/** The customers' bot, on grammY. Colleagues are known by their identity when there is no bot of their own. */
export default channel({
  name: 'telegram',
  needs: ['telegramBotToken'],
  audience: 'both',
  open(doors) {
    const { telegramBotToken: token = '', telegramApiRoot: apiRoot } = doors.config;
    const bot = new Bot(token, { botInfo: standIn(token), client: { apiRoot } });
    const {
      hear,
      press,
      channel: line,
    } = openLine(
      {
        name: 'telegram',
        token,
        commands: clientCommands,
        library: grammy(bot),
        // Believed here and checked by the readers below.
        dispatch: (update) => bot.handleUpdate(update as Update).catch(rethrowInner),
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

function grammy(bot: Bot): Library {
  // One call for all methods; what goes in is checked where it is called.
  const methods = bot.api.raw as unknown as Record<string, (...given: object[]) => Promise<unknown>>;
  return {
    // A method without parameters takes the signal alone.
    call: async (method, payload, signal) => methods[method]?.(...(method === 'getWebhookInfo' ? [signal] : [payload, signal])),
    upload: (bytes, name) => new InputFile(bytes, name),
    problemOf(error) {
      if (error instanceof GrammyError) return refused(error.error_code, error.description, error.parameters);
      return lost(error instanceof HttpError ? error.error : error);
    },
  };
}

/** grammY wraps what a handler throws together with its context, which holds the token. */
function rethrowInner(error: unknown): never {
  throw error instanceof Error && 'error' in error ? error.error : error;
}
