import { routed } from './http.ts';
import type { Fields } from './spec.ts';
import { isObject } from './spec.ts';
import { renderContent } from './twilio-content.ts';
import { notFound, TwilioError, wrong } from './twilio-errors.ts';
import { meetFate } from './twilio-hooks.ts';
import { paged } from './twilio-pages.ts';
import type { Fate, Sms, TwilioWorld } from './twilio-world.ts';
import { isWhatsapp } from './twilio-world.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const listOf = (value: unknown): string[] => (value === undefined ? [] : Array.isArray(value) ? value.map(String) : [String(value)]);
const e164 = /^(whatsapp:)?\+[1-9]\d{6,14}$/;
const dayMs = 24 * 3600_000;

/** Takes a message, refuses it with Twilio's code, or takes it and lets it fail later, as Twilio does with WhatsApp. */
export async function createMessage(world: TwilioWorld, fields: Fields): Promise<Fields> {
  const to = text(fields.To);
  const from = senderOf(world, fields, to);
  refuseContent(fields, to);
  refuseOptedOut(world, from ?? world.ownFor(to), to);
  const scheduled = refuseSchedule(world, fields);
  const { doomed, ...shown } =
    isWhatsapp(to) || fields.ContentSid !== undefined ? withContent(world, fields, from ?? world.ownFor(to), to) : plain(fields);
  const message = world.keep({
    sid: world.sid(listOf(fields.MediaUrl).length > 0 ? 'MM' : 'SM'),
    direction: 'outbound-api',
    from,
    to,
    status: scheduled ? 'scheduled' : from === null ? 'accepted' : 'queued',
    errorCode: null,
    createdAt: world.now(),
    sentAt: null,
    serviceSid: text(fields.MessagingServiceSid) || null,
    media: listOf(fields.MediaUrl).map((url) => ({ sid: world.sid('ME'), type: 'image/jpeg', bytes: undefined, url })),
    statusCallback: text(fields.StatusCallback) || undefined,
    revision: 0,
    ...shown,
  });
  const answer = messageJson(world, message);
  const fate = doomed ?? world.fates.get(to) ?? world.fates.get('') ?? {};
  const met = scheduled ? undefined : begin(world, message, fate);
  if (met) {
    world.underway.add(met);
    const over = () => world.underway.delete(met);
    met.then(over, over);
  }
  if (fate.early) await met;
  return answer;
}

type Shown = Pick<Sms, 'body' | 'buttons' | 'list' | 'template'> & { doomed?: Fate };

const plain = (fields: Fields): Shown => ({ body: text(fields.Body), buttons: [], list: undefined, template: false });

/** What becomes of the message is told by callbacks, after the answer or, early, before it. */
async function begin(world: TwilioWorld, message: Sms, fate: Fate): Promise<void> {
  if (!fate.early) await new Promise<void>((resolve) => setTimeout(resolve, 1));
  if (isWhatsapp(message.to)) fate = (await fetchMedia(world, message)) ?? fate;
  message.from ??= world.services.get(message.serviceSid ?? '')?.find((each) => isWhatsapp(each) === isWhatsapp(message.to)) ?? null;
  await meetFate(world, message, fate);
}

const shownTypes = /^(image\/(jpeg|png|webp)|audio\/|video\/(mp4|3gpp)|application\/pdf|text\/vcard)/;

/** WhatsApp fetches what it shows from us: by a public address, of a type that it knows, not too large. */
async function fetchMedia(world: TwilioWorld, message: Sms): Promise<Fate | undefined> {
  for (const media of message.media) {
    const answered = await fetch(routed(media.url, world.routes)).catch(() => undefined);
    const bytes = Buffer.from((await answered?.arrayBuffer()) ?? new ArrayBuffer());
    const type = answered?.headers.get('content-type') ?? '';
    const most = (type.startsWith('image/') ? 5 : 16) * 1024 * 1024;
    Object.assign(media, { type, bytes });
    if (answered?.ok && shownTypes.test(type) && bytes.length > 0 && bytes.length <= most) continue;
    world.breach('CreateMessage', `63019 the media cannot be shown: ${answered?.status} ${type} ${bytes.length}`, {});
    return { order: ['undelivered'], errorCode: 63019 };
  }
  return undefined;
}

function senderOf(world: TwilioWorld, fields: Fields, to: string): string | null {
  if (!to) throw wrong(21604, "A 'To' phone number is required.");
  if (!e164.test(to)) throw wrong(21211, `The 'To' number ${to} is not a valid phone number.`);
  const service = text(fields.MessagingServiceSid);
  const from = text(fields.From);
  if (!from && !service) throw wrong(21603, "A 'From' phone number is required.");
  if (service && !world.services.has(service)) throw wrong(21701, 'The Messaging Service does not exist.');
  if (service && world.services.get(service)?.length === 0)
    throw wrong(21703, 'The Messaging Service does not have a phone number available.');
  if (!from) return null;
  if (isWhatsapp(from) !== isWhatsapp(to))
    throw wrong(21910, "Invalid 'From' and 'To' pair. 'From' and 'To' should be of the same channel.");
  if (isWhatsapp(from) && !world.whatsapp.has(from.slice(9)))
    throw wrong(63007, 'Twilio could not find a Channel with the specified From address');
  if (!isWhatsapp(from) && !world.numbers.has(from))
    throw wrong(21606, `The 'From' phone number ${from} is not a valid, message-capable Twilio phone number.`);
  if (from === to) throw wrong(21266, "'To' and 'From' number cannot be the same.");
  return from;
}

function refuseContent(fields: Fields, to: string): void {
  const media = listOf(fields.MediaUrl);
  const body = text(fields.Body);
  if (!body && media.length === 0 && fields.ContentSid === undefined)
    throw wrong(21619, 'A text message body or media urls must be specified.');
  if ([...body].length > 1600) throw wrong(21617, 'The concatenated message body exceeds the 1600 character limit.');
  if (media.length > (isWhatsapp(to) ? 1 : 10)) throw wrong(21623, 'Number of media files exceeds allowed limit.');
  if (media.some((url) => !/^https?:\/\//.test(url))) throw wrong(21620, 'Invalid media URL(s)');
  if (fields.ContentVariables === undefined) return;
  if (fields.ContentSid === undefined) throw wrong(21654, 'ContentSid is required if ContentVariables are specified.');
  const variables = parseVariables(fields.ContentVariables);
  if (!variables || Object.values(variables).some((each) => typeof each !== 'string' || each === ''))
    throw wrong(21656, 'The ContentVariables Parameter is invalid.');
}

function parseVariables(given: unknown): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text(given));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The first refusal teaches; the second attempt is a mistake. */
function refuseOptedOut(world: TwilioWorld, from: string, to: string): void {
  const attempts = world.optedOut.get(`${from} ${to}`);
  if (attempts === undefined) return;
  world.optedOut.set(`${from} ${to}`, attempts + 1);
  throw new TwilioError(400, 21610, 'Attempt to send to unsubscribed recipient', attempts > 0);
}

function refuseSchedule(world: TwilioWorld, fields: Fields): boolean {
  if (fields.ScheduleType === undefined) return false;
  const inMs = Date.parse(text(fields.SendAt)) - world.now();
  if (fields.MessagingServiceSid === undefined) throw wrong(35118, 'MessagingServiceSid is required to schedule a message');
  if (Number.isNaN(inMs)) throw wrong(35111, 'SendAt is required to schedule a message');
  if (inMs < 5 * 60_000 || inMs > 35 * dayMs) throw wrong(35114, 'SendAt must be between 5 minutes and 35 days in the future');
  return true;
}

/** What is sent by Content, and whether WhatsApp will let it through. */
function withContent(world: TwilioWorld, fields: Fields, from: string, to: string): Shown {
  const open = world.now() - (world.windows.get(`${from} ${to}`) ?? Number.NEGATIVE_INFINITY) <= dayMs;
  const doom = (errorCode: number, why: string): { doomed: Fate } => {
    world.breach('CreateMessage', `${errorCode} ${why}`, fields);
    return { doomed: { order: ['undelivered'], errorCode } };
  };
  const content = world.contents.get(text(fields.ContentSid));
  if (fields.ContentSid !== undefined && !content) throw wrong(21655, 'The ContentSid is invalid.');
  if (!content) return { ...plain(fields), ...(!open && doom(63016, 'free text outside of the 24-hour window')) };
  const { missing, unfit, needsApproval, never, ...shown } = renderContent(content, parseVariables(fields.ContentVariables) ?? {});
  const approved = content.approval === 'approved';
  if (missing.length > 0) return { ...shown, template: approved, ...doom(63028, `no value for the variables ${missing.join(', ')}`) };
  if (!isWhatsapp(to)) return { ...shown, template: approved };
  if (unfit.length > 0) return { ...shown, template: approved, ...doom(63021, unfit.join('; ')) };
  if (approved && !open && Object.values(parseVariables(fields.ContentVariables) ?? {}).some((each) => /[\n\t]| {4}/.test(String(each))))
    return { ...shown, template: approved, ...doom(63013, 'a line end, a tab or many spaces in a variable of a template') };
  if (!open && (never || !approved))
    return { ...shown, template: approved, ...doom(63016, 'content that is not approved, or never can be, outside of the 24-hour window') };
  if (needsApproval && !approved)
    return { ...shown, template: approved, ...doom(63021, 'content that needs approval even inside the window') };
  return { ...shown, template: approved };
}

export function messageJson(world: TwilioWorld, message: Sms): Fields {
  const uri = `/2010-04-01/Accounts/${world.accountSid}/Messages/${message.sid}`;
  const date = (at: number) => new Date(at).toUTCString().replace('GMT', '+0000');
  return {
    body: message.body,
    num_segments: message.status === 'accepted' ? '0' : String(segments(message.body)),
    direction: message.direction,
    from: message.status === 'accepted' ? null : message.from,
    to: message.to,
    date_updated: date(message.sentAt ?? message.createdAt),
    price: null,
    error_message: message.errorCode === null ? null : `error ${message.errorCode}`,
    uri: `${uri}.json`,
    account_sid: world.accountSid,
    num_media: String(message.media.length),
    status: message.status,
    messaging_service_sid: message.serviceSid,
    sid: message.sid,
    date_sent: message.sentAt === null ? null : date(message.sentAt),
    date_created: date(message.createdAt),
    error_code: message.errorCode,
    price_unit: 'USD',
    api_version: '2010-04-01',
    subresource_uris: { media: `${uri}/Media.json` },
  };
}

const gsm = /^[\n\r !"#$%&'()*+,\-./0-9:;<=>?@A-Z_a-z£¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà^{}\\[~\]|€]*$/;

/** How many SMS a text is billed as: 160 (153) letters of the old alphabet, 70 (67) of any other. */
export function segments(body: string): number {
  const size = gsm.test(body) ? body.length + (body.match(/[\^{}\\[~\]|€]/g)?.length ?? 0) : body.length;
  const [one, many] = gsm.test(body) ? [160, 153] : [70, 67];
  return size <= one ? 1 : Math.ceil(size / many);
}

/** Filters by To, From and the day or instant of sending, as reconciliation asks. Newest first. */
export function listMessages(world: TwilioWorld, query: Fields): Fields {
  const sent = (each: Sms) => each.sentAt ?? each.createdAt;
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  const at = (name: string) => (query[name] === undefined ? undefined : Date.parse(text(query[name])));
  const [exact, before, after] = [at('DateSent'), at('DateSent<'), at('DateSent>')];
  const found = [...world.messages.values()].filter(
    (each) =>
      (query.To === undefined || each.to === query.To) &&
      (query.From === undefined || each.from === query.From) &&
      (exact === undefined || day(sent(each)) === day(exact)) &&
      (before === undefined || sent(each) <= before) &&
      (after === undefined || sent(each) >= after),
  );
  const newest = found.reverse().map((each) => messageJson(world, each));
  return paged(`/2010-04-01/Accounts/${world.accountSid}/Messages.json`, 'messages', newest, query);
}

export function findMessage(world: TwilioWorld, sid: string): Sms {
  const message = world.messages.get(sid);
  if (!message) throw notFound(`/Messages/${sid}.json`);
  return message;
}

/** Cancels what is scheduled, or takes the text out of what was sent. */
export function updateMessage(world: TwilioWorld, sid: string, fields: Fields): Fields {
  const message = findMessage(world, sid);
  if (fields.Status === 'canceled') {
    if (message.status !== 'scheduled') throw new TwilioError(409, 30409, 'The message cannot be canceled');
    message.status = 'canceled';
  }
  if (fields.Body === '') message.body = '';
  return messageJson(world, message);
}
