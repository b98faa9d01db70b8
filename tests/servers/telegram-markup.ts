import { isLink } from './html-entities.ts';
import type { Fields } from './spec.ts';
import { isObject } from './spec.ts';
import { mistake } from './telegram-errors.ts';
import type { Button, KeyboardButton } from './telegram-state.ts';

export type Markup = { inline?: Fields | undefined; keyboard?: KeyboardButton[][]; remove?: boolean };

const inlineActions = [
  ...['url', 'callback_data', 'web_app', 'login_url', 'copy_text', 'callback_game', 'pay'],
  ...['switch_inline_query', 'switch_inline_query_current_chat', 'switch_inline_query_chosen_chat'],
];

/** What is under a message or instead of the keyboard. Throws the platform's refusal when a button breaks a rule. */
export function readMarkup(markup: unknown): Markup {
  if (!isObject(markup)) return {};
  if (markup.inline_keyboard) return { inline: inlineKeyboard(markup.inline_keyboard) };
  if (markup.keyboard) return { keyboard: replyKeyboard(markup.keyboard) };
  return markup.remove_keyboard === true ? { remove: true } : {};
}

/** Only an inline keyboard may be given to an edit. */
export const readInlineMarkup = (markup: unknown): Fields | undefined => {
  const { inline, keyboard, remove } = readMarkup(markup);
  if (keyboard || remove) throw mistake('object expected as reply markup: an edit takes an inline keyboard only');
  return inline;
};

export const buttonsOf = (inline: unknown): Button[][] =>
  isObject(inline) && Array.isArray(inline.inline_keyboard) ? (inline.inline_keyboard as Button[][]) : []; // checked when it was sent

function inlineKeyboard(given: unknown): Fields | undefined {
  const rows = rowsOf(given).filter((row) => row.length > 0);
  if (rows.flat().length > 100) throw mistake('reply markup is too long');
  if (rows.some((row) => row.length > 8)) throw mistake('only 8 inline buttons in a row are shown');
  for (const button of rows.flat()) refuseInline(button);
  return rows.length > 0 ? { inline_keyboard: rows.map((row) => row.map(withoutHabits)) } : undefined;
}

function refuseInline(button: Fields): void {
  const { text, callback_data: data, url } = button;
  if (typeof text !== 'string' || text.trim() === '')
    throw mistake('can\'t parse inline keyboard button: Field "text" must be of type String and not empty');
  const actions = inlineActions.filter((action) => button[action] !== undefined);
  if (actions.length === 0)
    throw mistake(`can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard ("${text}")`);
  if (actions.length > 1) throw mistake(`an inline button has exactly one action, "${text}" has ${actions.join(' and ')}`);
  if (data !== undefined && (typeof data !== 'string' || Buffer.byteLength(data) < 1 || Buffer.byteLength(data) > 64))
    throw mistake('BUTTON_DATA_INVALID');
  if (url !== undefined && !isLink(String(url))) throw mistake(`inline keyboard button URL '${String(url)}' is invalid: Wrong HTTP URL`);
  const app = isObject(button.web_app) ? String(button.web_app.url) : 'https:';
  if (!app.startsWith('https:')) throw mistake(`inline keyboard button Web App URL '${app}' is invalid: Only HTTPS links are allowed`);
}

function replyKeyboard(given: unknown): KeyboardButton[][] {
  const rows = rowsOf(given);
  for (const { text } of rows.flat()) {
    if (typeof text !== 'string' || text.trim() === '')
      throw mistake('can\'t parse keyboard button: Field "text" must be of type String and not empty');
  }
  return rows as KeyboardButton[][]; // texts were checked above, the rest against the description
}

/** A reply keyboard may give a button as its text alone. */
function rowsOf(given: unknown): Fields[][] {
  if (!Array.isArray(given)) throw mistake("can't parse keyboard: an array of rows is expected");
  return given.map((row: unknown) => {
    if (!Array.isArray(row)) throw mistake("can't parse keyboard: each row must be an array of buttons");
    return row.map((each: unknown) => (isObject(each) ? each : { text: String(each) }));
  });
}

/** In one order of fields, so that equal keyboards are equal as JSON. */
const withoutHabits = ({ text, hide: _, ...action }: Fields): Fields => ({ text, ...Object.fromEntries(Object.entries(action).sort()) });
