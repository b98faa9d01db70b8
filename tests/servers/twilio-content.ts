import type { Fields } from './spec.ts';
import { isObject } from './spec.ts';
import { notFound, wrong } from './twilio-errors.ts';
import { paged } from './twilio-pages.ts';
import type { Choice, Content, Sms, TwilioWorld } from './twilio-world.ts';

const objects = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isObject) : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Keeps a Content, and checks the limits of each of its types. */
export function createContent(world: TwilioWorld, fields: Fields): Fields {
  const types = isObject(fields.types) ? (fields.types as Record<string, Fields>) : {}; // its inside was checked against the description
  if (!Object.keys(types).some((each) => /^(twilio|whatsapp)\//.test(each)))
    throw wrong(20001, 'Invalid types. At least one content type definition is required');
  for (const [name, body] of Object.entries(types)) refuse(name, body);
  const variables = isObject(fields.variables) ? (fields.variables as Record<string, string>) : {}; // likewise
  const content: Content = {
    sid: world.sid('HX'),
    name: text(fields.friendly_name),
    language: text(fields.language),
    variables,
    types,
    createdAt: world.now(),
    approval: 'unsubmitted',
  };
  world.contents.set(content.sid, content);
  return contentJson(world, content);
}

function refuse(name: string, body: Fields): void {
  const bad = (why: string) => wrong(20001, `${name}: ${why}`);
  const limit = (value: unknown, max: number, what: string) => {
    if ([...text(value)].length > max) throw bad(`${what} is longer than ${max}`);
  };
  limit(body.body, name === 'twilio/text' ? 1600 : 1024, 'the body');
  const actions = objects(body.actions);
  if (name === 'twilio/quick-reply') {
    if (actions.length < 1 || actions.length > 10) throw bad('1-10 buttons');
    for (const each of actions) {
      limit(each.title, 20, 'the title of a button');
      limit(each.id, 200, 'the id of a button');
    }
  }
  if (name === 'twilio/call-to-action' && (actions.length < 1 || actions.length > 2)) throw bad('1-2 buttons');
  if (name !== 'twilio/list-picker') return;
  const items = objects(body.items);
  limit(body.button, 20, 'the button');
  if (items.length < 1 || items.length > 10) throw bad('1-10 items');
  if (new Set(items.map((each) => each.id)).size < items.length) throw bad('ids must differ');
  for (const each of items) {
    limit(each.item, 24, 'an item');
    limit(each.id, 200, 'the id of an item');
    limit(each.description, 72, 'the description of an item');
  }
}

type Rendered = Pick<Sms, 'body' | 'buttons' | 'list' | 'template'> & {
  missing: string[];
  /** What WhatsApp does not show, once the variables are filled in. */
  unfit: string[];
  needsApproval: boolean;
  never: boolean;
};

/** What a person will see of a Content with these variables. */
export function renderContent(content: Content, given: Fields): Rendered {
  const missing = new Set<string>();
  const fill = (value: unknown): string =>
    text(value).replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => {
      const found = given[name] ?? content.variables[name];
      if (typeof found !== 'string' || found === '') missing.add(name);
      return text(found);
    });
  const [name, type = {}] = Object.entries(content.types)[0] ?? [''];
  const buttons: Choice[] =
    name === 'twilio/quick-reply'
      ? objects(type.actions).map((each) => ({ id: fill(each.id ?? each.title), title: fill(each.title) }))
      : [];
  const items = objects(type.items).map((each) => ({ id: fill(each.id), title: fill(each.item), description: fill(each.description) }));
  const list = name === 'twilio/list-picker' ? { button: fill(type.button), items } : undefined;
  const needsApproval = buttons.length > 3 || name === 'twilio/call-to-action';
  const never = name === 'twilio/list-picker' || name === 'twilio/location';
  const body = fill(type.body ?? type.title);
  const unfit = unfitIn({ body, buttons, list, isText: name === 'twilio/text' });
  return { body, buttons, list, template: false, needsApproval, never, unfit, missing: [...missing] };
}

function unfitIn({ body, buttons, list, isText }: Pick<Sms, 'body' | 'buttons' | 'list'> & { isText: boolean }): string[] {
  const items = list?.items ?? [];
  const long = (what: string, words: string | undefined, most: number) =>
    (words ?? '').length > most ? [`${what} is longer than ${most}: ${words}`] : [];
  const twice = (words: string[]) => (new Set(words).size < words.length ? [`twice the same: ${words.join(', ')}`] : []);
  return [
    ...long('the body', body, isText ? 1600 : 1024),
    ...buttons.flatMap(({ title, id }) => [...long('a button', title, 20), ...long('an id', id, 200)]),
    ...long('the button of the list', list?.button, 20),
    ...items.flatMap(({ title, id, description }) => [
      ...long('a row', title, 24),
      ...long('an id', id, 200),
      ...long('a description', description, 72),
    ]),
    ...twice(buttons.map(({ title }) => title)),
    ...twice([...buttons, ...items].map(({ id }) => id)),
  ];
}

export function contentJson(world: TwilioWorld, { sid, name, language, variables, types, createdAt }: Content): Fields {
  const date = new Date(createdAt).toISOString();
  const url = `https://content.twilio.com/v1/Content/${sid}`;
  const links = { approval_create: `${url}/ApprovalRequests/whatsapp`, approval_fetch: `${url}/ApprovalRequests` };
  return {
    date_created: date,
    date_updated: date,
    sid,
    account_sid: world.accountSid,
    friendly_name: name,
    language,
    variables,
    types,
    url,
    links,
  };
}

export function listContents(world: TwilioWorld, query: Fields): Fields {
  const all = [...world.contents.values()].map((each) => contentJson(world, each));
  const { contents, ...page } = paged('/v1/Content', 'contents', all, query);
  const url = (uri: unknown) => (typeof uri === 'string' ? world.url + uri : null);
  const urls = {
    url: url(page.uri),
    first_page_url: url(page.first_page_uri),
    next_page_url: url(page.next_page_uri),
    previous_page_url: url(page.previous_page_uri),
  };
  return { contents, meta: { key: 'contents', page: page.page, page_size: page.page_size, ...urls } };
}

export function findContent(world: TwilioWorld, sid: string): Content {
  const content = world.contents.get(sid);
  if (!content) throw notFound(`/Content/${sid}`);
  return content;
}

/** Asks WhatsApp for approval; the test decides when and how it answers. */
export function requestApproval(world: TwilioWorld, sid: string, fields: Fields): Fields {
  const content = findContent(world, sid);
  const type = Object.keys(content.types)[0] ?? '';
  const body = text(content.types[type]?.body);
  if (!/^[a-z0-9_]+$/.test(text(fields.name))) throw wrong(20001, 'name: only lowercase letters, digits and underscores');
  if (!['UTILITY', 'MARKETING', 'AUTHENTICATION'].includes(text(fields.category)))
    throw wrong(20001, 'category: UTILITY, MARKETING or AUTHENTICATION');
  if (type === 'twilio/list-picker') throw wrong(20001, 'a list is never approved');
  if (objects(content.types[type]?.actions).some(({ title }) => text(title).includes('{{')))
    throw wrong(20001, 'the words of a button may not be variables');
  if (/^\s*\{\{|\}\}\s*$|\}\}\s*\{\{/.test(body))
    throw wrong(20001, 'the body may not begin or end with a variable, nor have two in a row');
  content.approval = 'received';
  return {
    name: fields.name,
    category: fields.category,
    content_type: type,
    status: 'received',
    rejection_reason: '',
    allow_category_change: true,
  };
}

export function fetchApproval(world: TwilioWorld, sid: string): Fields {
  const { approval, name } = findContent(world, sid);
  const whatsapp = { type: 'whatsapp', name, status: approval, rejection_reason: '' };
  return { sid, account_sid: world.accountSid, whatsapp, url: `https://content.twilio.com/v1/Content/${sid}/ApprovalRequests` };
}
