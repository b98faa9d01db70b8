import { createHmac } from 'node:crypto';
import type { Random } from '../random.ts';
import type { FoundRoute } from './find-routes.ts';
import { bodyFor, type Schema } from './schema-body.ts';

/** A request that makes sense, before it is spoiled. */
export interface Seed {
  body: unknown;
  /** As a form; else as JSON. */
  form?: boolean;
  headers?: Record<string, string>;
  /** Computed over the body as it is sent, for doors that ask for it. */
  sign?(bytes: Buffer, path: string): Record<string, string>;
}

export interface Dictionary {
  telegramSecret: string;
  twilioToken: string;
  publicUrl: string;
  keys: readonly string[];
  cookies: readonly string[];
  description: Description;
}

export interface Description {
  paths: Record<string, Record<string, { requestBody?: { content: Record<string, { schema: Schema }> } }>>;
  components: { schemas: Record<string, Schema> };
}

/** What to send to a route: by its door; a door that is not known here gets a little of everything. */
export function seedFor({ method, path }: FoundRoute, random: Random, known: Dictionary): Seed {
  if (path.startsWith('/telegram/')) return telegram(random, known);
  if (path.startsWith('/twilio/')) return twilio(random, known);
  if (path.startsWith('/api/v1')) return api(method, path, random, known);
  if (path.startsWith('/admin')) return login(random);
  return chat(random, known);
}

function telegram(random: Random, { telegramSecret }: Dictionary): Seed {
  const chat = random.between(1, 3000);
  const from = { id: chat, is_bot: false, first_name: random.pick(['Olga', 'Пётр', '🧁']), language_code: random.pick(['ru', 'en']) };
  const message = { message_id: random.between(1, 1e6), date: 1_800_000_000, chat: { id: chat, type: 'private' }, from };
  const kinds: Record<string, unknown>[] = [
    { message: { ...message, text: random.pick(['/start', '/order', '2.5', 'hello', '/menu', '/help', 'Back', '/start src-flyer']) } },
    { message: { ...message, contact: { phone_number: '+79123456789', first_name: 'Olga', user_id: chat } } },
    { message: { ...message, location: { latitude: 55.7, longitude: 37.6 } } },
    {
      message: { ...message, photo: [{ file_id: 'a', file_unique_id: 'a', width: 90, height: 90, file_size: 1000 }], caption: 'like this' },
    },
    { message: { ...message, voice: { file_id: 'b', file_unique_id: 'b', duration: 3, mime_type: 'audio/ogg' } } },
    { message: { ...message, document: { file_id: 'c', file_unique_id: 'c', file_name: 'a.pdf' }, reply_to_message: message } },
    { edited_message: { ...message, text: 'edited' } },
    {
      callback_query: {
        id: String(random.between(1, 1e9)),
        from,
        message,
        chat_instance: '1',
        data: random.pick(['o:menu', 'c1.1.x.abcd', 'p', '']),
      },
    },
    {
      my_chat_member: {
        chat: message.chat,
        from,
        date: 1,
        old_chat_member: { status: 'member', user: from },
        new_chat_member: { status: 'kicked', user: from },
      },
    },
  ];
  return {
    body: { update_id: random.between(1, 2 ** 40), ...random.pick(kinds) },
    headers: { 'x-telegram-bot-api-secret-token': telegramSecret },
  };
}

function twilio(random: Random, { twilioToken, publicUrl }: Dictionary): Seed {
  const phone = `+7912${String(random.between(1_000_000, 9_999_999))}`;
  const sid = `SM${random
    .between(1, 2 ** 40)
    .toString(16)
    .padStart(32, '0')}`;
  const body = random.pick<Record<string, string>>([
    { MessageSid: sid, From: phone, To: '+15005550006', Body: random.pick(['hello', 'STOP', '1', 'start', 'заказ']), NumMedia: '0' },
    { MessageSid: sid, MessageStatus: random.pick(['sent', 'delivered', 'failed', 'read']), ErrorCode: '30003' },
    {
      CallSid: sid.replace('SM', 'CA'),
      From: phone,
      To: '+15005550006',
      CallStatus: random.pick(['ringing', 'completed', 'no-answer']),
      Digits: '1',
    },
    {
      MessageSid: sid,
      From: `whatsapp:${phone}`,
      To: 'whatsapp:+15005550006',
      Body: 'hi',
      WaId: phone.slice(1),
      ProfileName: 'Olga',
      ButtonPayload: 'x',
    },
  ]);
  const sign = (bytes: Buffer, path: string) => {
    const pairs = [...new URLSearchParams(bytes.toString())].toSorted(([a], [b]) => (a < b ? -1 : 1));
    const signed = `${publicUrl}${path}${pairs.map(([name, value]) => `${name}${value}`).join('')}`;
    return { 'x-twilio-signature': createHmac('sha1', twilioToken).update(signed).digest('base64') };
  };
  return { body, form: true, sign };
}

function api(method: string, path: string, random: Random, { keys, description }: Dictionary): Seed {
  const at = path.slice('/api/v1'.length).replace(/:(\w+)/g, '{$1}');
  const schema = description.paths[at]?.[method.toLowerCase()]?.requestBody?.content['application/json']?.schema;
  return {
    body: schema ? bodyFor(schema, description.components.schemas, random) : {},
    headers: {
      authorization: `Bearer ${random.pick(keys)}`,
      'accept-language': random.pick(['ru', 'en', 'xx', '*;q=0']),
      ...(random.chance(30) && { 'idempotency-key': random.pick(['a', 'b', 'c', String(random.between(1, 1e6)), 'x'.repeat(201)]) }),
      ...(random.chance(10) && { 'if-match': random.pick(['"1"', '*', 'W/"2"', 'x']) }),
    },
  };
}

const login = (random: Random): Seed => ({
  body: {
    login: random.pick(['owner', 'Owner', 'nobody', 'x'.repeat(300)]),
    password: random.pick(['ownerpass12', 'wrong', '']),
    code: 'a',
    next: '/admin',
  },
  form: random.chance(80),
  headers: { 'sec-fetch-site': 'same-origin' },
});

function chat(random: Random, { cookies }: Dictionary): Seed {
  const id = `fuzz-${random.between(1, 2 ** 40)}`;
  const body = random.pick<Record<string, unknown>>([
    { id, text: random.pick(['hello', '/order', '2.5', 'Back']), replyTo: '1' },
    { id, payload: random.pick(['', 'src-flyer', 'x']) },
    { id, data: random.pick(['o:menu', 'x']), messageId: '1' },
    { id, latitude: 55.7, longitude: 37.6 },
    { id, phone: '+79123456789' },
    { ids: ['1', '2'] },
    {
      name: 'Olga',
      phone: '+79123456789',
      product: 1,
      productId: 1,
      amount: 2,
      day: '2027-03-06',
      comment: 'x',
      consent: true,
      website: '',
    },
  ]);
  return { body, form: random.chance(15), headers: { cookie: random.pick(cookies), 'sec-fetch-site': 'same-origin' } };
}
