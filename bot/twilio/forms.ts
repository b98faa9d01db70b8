import type { Language } from '../../db/schema/words.ts';
import { textsIn } from '../../flows/texts/texts.ts';
import { type Button, type Message, plain } from '../../notifications/message.ts';
import { linkLine, shortened } from '../render.ts';

/** A message form as Twilio's Content keeps it, and what fills it in: one form serves every message of its shape. */
export interface Form {
  kind: string;
  language: Language;
  types: Record<string, Record<string, unknown>>;
  variables: Record<string, string>;
  /** What the person will read. */
  body: string;
}

const most = { buttons: 3, rows: 10, title: 20, item: 24, description: 72, body: 1024 };

/** Buttons or a list for these answers, inside the window; undefined where neither holds them. */
export function formFor(body: string, choices: readonly Button[], language: Language): Form | undefined {
  if (body === '' || body.length > most.body || choices.length === 0) return undefined;
  if (fitsButtons(choices)) return buttonsForm(body, choices, language);
  return choices.length <= most.rows ? listForm(body, choices, language) : undefined;
}

const fitsButtons = (choices: readonly Button[]): boolean =>
  choices.length <= most.buttons &&
  choices.every(({ label }) => label.length <= most.title) &&
  new Set(choices.map(({ label }) => label)).size === choices.length;

function buttonsForm(body: string, choices: readonly Button[], language: Language): Form {
  const fill = new Filling();
  const text = fill.in(body);
  const actions = choices.map(({ label, data = '' }) => ({ type: 'QUICK_REPLY', title: fill.in(label), id: fill.in(data) }));
  const types = { 'twilio/quick-reply': { body: text, actions } };
  return { kind: `buttons-${choices.length}`, language, types, variables: fill.values, body };
}

/** What the row of a long label says: the words before a price, so that no sum is cut in two; all of it is in the small words below. */
function rowTitle(label: string): string {
  const [words = ''] = label.split(/ · | \+(?=\d)/);
  return words !== '' && words.length <= most.item ? words : shortened(label, most.item - 2);
}

/** A label that is too long for a row goes on in the small words below it. */
function listForm(body: string, choices: readonly Button[], language: Language): Form | undefined {
  if (choices.some(({ label }) => label.length > most.description)) return undefined;
  const fill = new Filling();
  const text = fill.in(body);
  const button = fill.in(textsIn(language).engine.choose);
  const items = choices.map(({ label, data = '' }) => ({
    item: fill.in(label.length > most.item ? rowTitle(label) : label),
    id: fill.in(data),
    ...(label.length > most.item && { description: fill.in(label) }),
  }));
  return {
    kind: `list-${choices.length}`,
    language,
    types: { 'twilio/list-picker': { body: text, button, items } },
    variables: fill.values,
    body,
  };
}

const longestNotice = 700;

/**
 * The same message as a form to be approved, for outside the window: who writes and what, with at most three buttons whose words stand fast.
 * Undefined when it does not fit into one.
 */
export function noticeForm({ message, shop, language }: { message: Message; shop: string; language: Language }): Form | undefined {
  const buttons = (message.buttons ?? []).flat();
  const choices = buttons.filter(({ data }) => data !== undefined);
  const words = oneLine([plain(message.text), ...buttons.flatMap(linkLine)].join('\n'));
  if (words === '' || words.length > longestNotice || (choices.length > 0 && !fitsButtons(choices))) return undefined;
  const fill = new Filling();
  const frame = textsIn(language).whatsapp.notice;
  const text = frame(fill.in(oneLine(shop)), fill.in(words));
  const body = frame(oneLine(shop), words);
  const kind = `notice-${choices.length}`;
  if (choices.length === 0) return { kind, language, types: { 'twilio/text': { body: text } }, variables: fill.values, body };
  const actions = choices.map(({ label, data = '' }) => ({ type: 'QUICK_REPLY', title: label, id: fill.in(data) }));
  return { kind, language, types: { 'twilio/quick-reply': { body: text, actions } }, variables: fill.values, body };
}

/** WhatsApp refuses variables with line ends, tabs or many spaces in them. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Puts `{{1}}`, `{{2}}` … in the place of values. */
class Filling {
  readonly values: Record<string, string> = {};

  in(value: string): string {
    const name = String(Object.keys(this.values).length + 1);
    this.values[name] = value;
    return `{{${name}}}`;
  }
}
