import type { Fields } from '../spec.ts';
import { isObject } from '../spec.ts';
import { mistake } from '../telegram-errors.ts';
import { botUser } from '../telegram-state.ts';
import { textOf } from '../telegram-text.ts';
import type { Call, Method } from './call.ts';
import { knownChat } from './call.ts';

const getMe: Method = ({ bot }) => ({
  ...botUser(bot),
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
});

const keyOf = (kind: string, { scope, language_code }: Fields): string =>
  `${kind} ${JSON.stringify(scope ?? { type: 'default' })} ${textOf(language_code)}`;

function checkLanguage({ language_code: code }: Fields): void {
  if (code !== undefined && code !== '' && !/^[a-z]{2}$/.test(String(code))) throw mistake('invalid language code specified');
}

const setMyCommands: Method = ({ bot, fields }) => {
  const commands = (Array.isArray(fields.commands) ? fields.commands : []).filter(isObject);
  checkLanguage(fields);
  if (commands.length > 100) throw mistake('BOT_COMMANDS_TOO_MUCH');
  for (const { command, description } of commands) {
    if (!/^\/?[a-z0-9_]{1,32}$/.test(textOf(command))) throw mistake('BOT_COMMAND_INVALID');
    const length = [...textOf(description)].length;
    if (length < 1 || length > 256) throw mistake('BOT_COMMAND_DESCRIPTION_INVALID');
  }
  bot.profile.set(keyOf('commands', fields), commands);
  return true;
};

const deleteMyCommands: Method = ({ bot, fields }) => {
  bot.profile.delete(keyOf('commands', fields));
  return true;
};

const getMyCommands: Method = ({ bot, fields }) => bot.profile.get(keyOf('commands', fields)) ?? [];

const setter =
  (kind: string, max: number): Method =>
  ({ bot, fields }) => {
    checkLanguage(fields);
    if ([...textOf(fields[kind])].length > max) throw mistake(`${kind} is too long`);
    bot.profile.set(keyOf(kind, fields), textOf(fields[kind]));
    return true;
  };

const getter =
  (kind: string): Method =>
  ({ bot, fields }) => ({
    [kind]: bot.profile.get(keyOf(kind, fields)) ?? bot.profile.get(keyOf(kind, {})) ?? (kind === 'name' ? bot.name : ''),
  });

const setChatMenuButton: Method = ({ bot, fields }) => {
  bot.profile.set(`menu ${String(fields.chat_id ?? 'all')}`, fields.menu_button ?? { type: 'default' });
  return true;
};

const getChatMenuButton: Method = ({ bot, fields }) => bot.profile.get(`menu ${String(fields.chat_id ?? 'all')}`) ?? { type: 'default' };

const getChat: Method = (call: Call) => {
  const { who } = knownChat(call);
  const limits = {
    accent_color_id: 0,
    max_reaction_count: 11,
    accepted_gift_types: {
      unlimited_gifts: false,
      limited_gifts: false,
      unique_gifts: false,
      premium_subscription: false,
      gifts_from_channels: false,
    },
  };
  return {
    id: who.id,
    type: 'private',
    first_name: who.firstName,
    ...(who.username !== undefined && { username: who.username }),
    ...limits,
  };
};

const sendChatAction: Method = (call) => {
  const chat = knownChat(call);
  const actions = /^(typing|upload_(photo|video|voice|document|video_note)|record_(video|voice|video_note)|choose_sticker|find_location)$/;
  if (!actions.test(textOf(call.fields.action))) throw mistake('wrong parameter action in request');
  call.world.changed(chat);
  return true;
};

export default {
  getMe,
  setMyCommands,
  deleteMyCommands,
  getMyCommands,
  setMyName: setter('name', 64),
  setMyDescription: setter('description', 512),
  setMyShortDescription: setter('short_description', 120),
  getMyName: getter('name'),
  getMyDescription: getter('description'),
  getMyShortDescription: getter('short_description'),
  setChatMenuButton,
  getChatMenuButton,
  getChat,
  sendChatAction,
};
