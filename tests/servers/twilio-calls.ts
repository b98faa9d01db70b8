import type { Fields } from './spec.ts';
import type { CallEnd } from './twilio-call.ts';
import { FakeCall } from './twilio-call.ts';
import { notFound, wrong } from './twilio-errors.ts';
import { callHook } from './twilio-hooks.ts';
import { paged } from './twilio-pages.ts';
import type { TwilioWorld } from './twilio-world.ts';

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Calls a person. Their phone rings at once, and they take it or not as the test has said. */
export function createCall(world: TwilioWorld, fields: Fields): Fields {
  const [to, from] = [text(fields.To) ?? '', text(fields.From) ?? ''];
  if (!to) throw wrong(21201, "No 'To' number is specified");
  if (!/^\+[1-9]\d{6,14}$/.test(to)) throw wrong(21211, `The 'To' number ${to} is not a valid phone number.`);
  if (!world.numbers.has(from)) throw wrong(21210, `The source phone number provided, ${from}, is not yet verified for your account.`);
  if (![fields.Url, fields.Twiml, fields.ApplicationSid].some(text)) throw wrong(21205, 'Url parameter is required.');
  const call = new FakeCall(world, { from, to, direction: 'outbound-api' });
  call.statusCallback = text(fields.StatusCallback);
  world.calls.set(call.sid, call);
  const answer = { ...callJson(world, call), status: 'queued' };
  const events = [fields.StatusCallbackEvent].flat().filter((each) => typeof each === 'string');
  setTimeout(() => void ring(world, call, fields, events), 1);
  return answer;
}

async function ring(world: TwilioWorld, call: FakeCall, fields: Fields, events: readonly string[]): Promise<void> {
  const outcome: CallEnd = world.callOutcomes.get(call.to) ?? 'completed';
  const report = async (event: string, status: string) => {
    if (call.statusCallback && events.includes(event)) await callHook(world, call.statusCallback, { ...call.params(), CallStatus: status });
  };
  await report('initiated', 'initiated');
  await report('ringing', 'ringing');
  if (outcome !== 'completed') return call.end(outcome);
  await report('answered', 'in-progress');
  await call.picksUp({ twiml: text(fields.Twiml), url: text(fields.Url) });
  if (world.keys.has(call.to)) await call.answersAsUsual();
}

/** The newest first, by number of either side. */
export function listCalls(world: TwilioWorld, query: Fields): Fields {
  const fits = (call: FakeCall) => (!query.To || call.to === query.To) && (!query.From || call.from === query.From);
  const found = [...world.calls.values()].filter(fits).toReversed();
  return paged(
    `/2010-04-01/Accounts/${world.accountSid}/Calls.json`,
    'calls',
    found.map((call) => callJson(world, call)),
    query,
  );
}

/** Our numbers and where their webhooks lead. */
export function listNumbers(world: TwilioWorld, query: Fields): Fields {
  const { calls = '', callStatus = '', messages = '' } = world.hooks;
  const numbers = [...world.numbers].filter((number) => !query.PhoneNumber || number === query.PhoneNumber);
  const found = numbers.map((number, index) => ({
    sid: `PN${String(index).padStart(32, '0')}`,
    account_sid: world.accountSid,
    phone_number: number,
    voice_url: calls,
    status_callback: callStatus,
    sms_url: messages,
  }));
  return paged(`/2010-04-01/Accounts/${world.accountSid}/IncomingPhoneNumbers.json`, 'incoming_phone_numbers', found, query);
}

export function findCall(world: TwilioWorld, sid: string): FakeCall {
  const call = world.calls.get(sid);
  if (!call) throw notFound(`/Calls/${sid}.json`);
  return call;
}

export function callJson(world: TwilioWorld, { sid, from, to, status, direction, startedAt }: FakeCall): Fields {
  const date = new Date(startedAt).toUTCString().replace('GMT', '+0000');
  return {
    sid,
    account_sid: world.accountSid,
    from,
    to,
    status,
    direction,
    date_created: date,
    date_updated: date,
    start_time: date,
    api_version: '2010-04-01',
    uri: `/2010-04-01/Accounts/${world.accountSid}/Calls/${sid}.json`,
  };
}
