import { randomUUID } from 'node:crypto';
import type { Answered } from './http.ts';
import { post, routed } from './http.ts';
import type { Fate, Sms, Status, TwilioWorld } from './twilio-world.ts';
import { isWhatsapp } from './twilio-world.ts';

export type Params = Record<string, string>;

type Policy = { attempts: number; on: Set<string> };

/** Calls a webhook of ours as Twilio does: signed, repeated only as the fragment of its URL says, then the fallback. */
export async function callHook(world: TwilioWorld, url: string, params: Params, fallback?: string): Promise<Answered | undefined> {
  const [called = url, fragment = ''] = url.split('#');
  const policy = policyOf(fragment);
  const token = randomUUID();
  let failure = 'ct';
  let answered: Answered | undefined;
  for (let attempt = 0; attempt <= policy.attempts; attempt += 1) {
    [answered, failure] = await attemptHook(world, called, params, token);
    if (!failure || !(policy.on.has(failure) || policy.on.has('all'))) break;
  }
  if (!failure) return answered;
  world.alarms.push({ code: 11200, url: called, about: answered ? `answered ${answered.status}` : 'no connection' });
  return fallback === undefined ? answered : await callHook(world, fallback, { ...params, ErrorCode: '11200', ErrorUrl: called });
}

/** Without a word in the URL only a failed connection is repeated, once. */
function policyOf(fragment: string): Policy {
  const wanted = new URLSearchParams(fragment);
  return { attempts: Math.min(5, Number(wanted.get('rc') ?? 1)), on: new Set((wanted.get('rp') ?? 'ct').split(',')) };
}

/** Answers the failure as the retry policies name it, or an empty name. */
async function attemptHook(world: TwilioWorld, url: string, params: Params, token: string): Promise<[Answered | undefined, string]> {
  if (world.faults.isDown(world.now())) return [undefined, 'ct'];
  const headers = {
    'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
    'x-twilio-signature': world.sign(url, params),
    'i-twilio-idempotency-token': token,
  };
  try {
    const answered = await post(routed(url, world.routes), headers, new URLSearchParams(params).toString(), 15_000);
    return [answered, answered.status >= 500 ? '5xx' : answered.status >= 400 ? '4xx' : ''];
  } catch (error) {
    return [undefined, String(error).includes('no answer within') ? 'rt' : 'ct'];
  }
}

const rank: Readonly<Record<Status, number>> = {
  ...{ accepted: 0, queued: 0, scheduled: 0, sending: 1, sent: 2, delivered: 3 },
  ...{ undelivered: 3, failed: 3, canceled: 3, read: 4, received: 4 },
};

/** Leads a message through its fate: the record only moves forward, the callbacks come as ordered. */
export async function meetFate(
  world: TwilioWorld,
  message: Sms,
  { order = ['sent', 'delivered'], errorCode, repeats = 1 }: Fate,
): Promise<void> {
  for (const status of order) {
    const failed = status === 'failed' || status === 'undelivered';
    if (rank[status] > rank[message.status]) {
      if (message.sentAt === null) message.revision = ++world.revision;
      Object.assign(message, { status, sentAt: message.sentAt ?? world.now(), errorCode: failed ? (errorCode ?? 30008) : null });
      world.changed();
    }
    const code = failed ? { ErrorCode: String(errorCode ?? 30008) } : {};
    for (let each = 0; each < repeats && message.statusCallback; each += 1)
      await callHook(world, message.statusCallback, { ...statusParams(world, message, status), ...code });
  }
}

const statusParams = (world: TwilioWorld, { sid, to, from }: Sms, status: Status): Params => ({
  MessageSid: sid,
  SmsSid: sid,
  MessageStatus: status,
  SmsStatus: status,
  AccountSid: world.accountSid,
  ApiVersion: '2010-04-01',
  To: to,
  From: from ?? '',
  ...(isWhatsapp(to) && { ChannelPrefix: 'whatsapp', ...(status === 'read' && { EventType: 'READ' }) }),
});
