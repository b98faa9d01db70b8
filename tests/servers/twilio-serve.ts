import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault } from './faults.ts';
import { cut, htmlPage } from './faults.ts';
import { addPairs, parseRequest } from './forms.ts';
import { readBody, send } from './http.ts';
import type { Fields } from './spec.ts';
import { callJson, createCall, findCall, listCalls, listNumbers } from './twilio-calls.ts';
import { twilioCheck } from './twilio-check.ts';
import { contentJson, createContent, fetchApproval, findContent, listContents, requestApproval } from './twilio-content.ts';
import { notFound, TwilioError } from './twilio-errors.ts';
import { createMessage, findMessage, listMessages, messageJson, updateMessage } from './twilio-messages.ts';
import type { TwilioWorld } from './twilio-world.ts';

type Asked = { world: TwilioWorld; path: Record<string, string>; query: Fields; body: Fields };
type Operation = (asked: Asked) => unknown;

const account = '/2010-04-01/Accounts/{AccountSid}';
const sid = ({ path }: Asked): string => path.Sid ?? '';

/** Under the names that the description gives them. */
const operations: Record<string, [string, Operation]> = {
  [`POST ${account}/Messages.json`]: ['CreateMessage', ({ world, body }) => createMessage(world, body)],
  [`GET ${account}/Messages.json`]: ['ListMessage', ({ world, query }) => listMessages(world, query)],
  [`GET ${account}/Messages/{Sid}.json`]: ['FetchMessage', (asked) => messageJson(asked.world, findMessage(asked.world, sid(asked)))],
  [`POST ${account}/Messages/{Sid}.json`]: ['UpdateMessage', (asked) => updateMessage(asked.world, sid(asked), asked.body)],
  [`DELETE ${account}/Messages/{Sid}.json`]: [
    'DeleteMessage',
    (asked) => void asked.world.messages.delete(findMessage(asked.world, sid(asked)).sid),
  ],
  [`GET ${account}/Messages/{MessageSid}/Media.json`]: ['ListMedia', listMedia],
  [`DELETE ${account}/Messages/{MessageSid}/Media/{Sid}.json`]: ['DeleteMedia', (asked) => void asked.world.files.delete(sid(asked))],
  [`POST ${account}/Calls.json`]: ['CreateCall', ({ world, body }) => createCall(world, body)],
  [`GET ${account}/Calls.json`]: ['ListCall', ({ world, query }) => listCalls(world, query)],
  [`GET ${account}/IncomingPhoneNumbers.json`]: ['ListIncomingPhoneNumber', ({ world, query }) => listNumbers(world, query)],
  [`GET ${account}/Calls/{Sid}.json`]: ['FetchCall', (asked) => callJson(asked.world, findCall(asked.world, sid(asked)))],
  'GET /2010-04-01/Accounts/{Sid}.json': [
    'FetchAccount',
    ({ world }) => ({ sid: world.accountSid, friendly_name: 'Ours', status: 'active', type: 'Full' }),
  ],
  'POST /v1/Content': ['CreateContent', ({ world, body }) => createContent(world, body)],
  'GET /v1/Content': ['ListContent', ({ world, query }) => listContents(world, query)],
  'GET /v1/Content/{Sid}': ['FetchContent', (asked) => contentJson(asked.world, findContent(asked.world, sid(asked)))],
  'DELETE /v1/Content/{Sid}': ['DeleteContent', (asked) => void asked.world.contents.delete(findContent(asked.world, sid(asked)).sid)],
  'POST /v1/Content/{ContentSid}/ApprovalRequests/whatsapp': [
    'CreateApproval',
    ({ world, path, body }) => requestApproval(world, path.ContentSid ?? '', body),
  ],
  'GET /v1/Content/{Sid}/ApprovalRequests': ['FetchApproval', (asked) => fetchApproval(asked.world, sid(asked))],
};

const routes = Object.entries(operations).map(([place, [name, run]]) => {
  const [method = '', template = ''] = place.split(' ');
  const pattern = new RegExp(`^${template.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/.]+)')}$`);
  return { place, method, pattern, name, run };
});

function listMedia({ world, path }: Asked): Fields {
  const date = new Date(world.now()).toUTCString().replace('GMT', '+0000');
  const { media, sid: parent } = findMessage(world, path.MessageSid ?? '');
  const list = media.map((each) => ({
    sid: each.sid,
    account_sid: world.accountSid,
    parent_sid: parent,
    content_type: each.type,
    date_created: date,
    date_updated: date,
  }));
  return {
    media_list: list,
    page: 0,
    page_size: 50,
    start: 0,
    end: list.length - 1,
    uri: '',
    first_page_uri: '',
    next_page_uri: null,
    previous_page_uri: null,
  };
}

/** Answers one request as api.twilio.com or content.twilio.com would. */
export async function serve(world: TwilioWorld, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const url = new URL(req.url ?? '/', world.url);
  const raw = await readBody(req);
  if (world.faults.isDown(world.now())) {
    cut(res);
    return;
  }
  if (!isOurs(world, req.headers.authorization)) {
    refuse(res, new TwilioError(401, 20003, 'Authenticate'));
    return;
  }
  const file = /\/(?:Media|Recordings)\/(\w+?)(?:\.mp3|\.wav)?$/.exec(url.pathname)?.[1];
  if (file && req.method === 'GET') {
    redirect(world, file, res);
    return;
  }
  const query: Fields = {};
  addPairs(query, url.search.slice(1));
  await answer(
    world,
    { method: req.method ?? 'GET', path: url.pathname, query, type: String(req.headers['content-type'] ?? ''), raw },
    res,
  );
}

function isOurs(world: TwilioWorld, authorization: string | undefined): boolean {
  const given = Buffer.from(authorization?.replace(/^Basic /, '') ?? '', 'base64').toString();
  return given === `${world.accountSid}:${world.authToken}` || given === `${world.apiKey.sid}:${world.apiKey.secret}`;
}

/** Media lie on another host, which must not be shown our credentials. */
function redirect(world: TwilioWorld, file: string, res: ServerResponse): void {
  if (world.files.has(file)) res.writeHead(307, { location: `${world.storageUrl}/${file}` }).end();
  else refuse(res, notFound(`media ${file}`));
}

export async function serveStorage(world: TwilioWorld, req: IncomingMessage, res: ServerResponse): Promise<void> {
  await readBody(req);
  const file = world.files.get(req.url?.slice(1) ?? '');
  if (req.headers.authorization !== undefined) world.breach('storage', 'the Authorization header followed a redirect to another host', {});
  if (file?.bytes) res.writeHead(200, { 'content-type': file.type, 'content-length': file.bytes.length }).end(file.bytes);
  else res.writeHead(404).end();
}

type Incoming = { method: string; path: string; query: Fields; type: string; raw: Buffer };

async function answer(world: TwilioWorld, { method, path, query, type, raw }: Incoming, res: ServerResponse): Promise<void> {
  const route = routes.find((each) => each.method === method && each.pattern.test(path));
  const name = route?.name ?? `${method} ${path}`;
  let fields: Fields = query;
  let fault: Fault | undefined;
  let result: unknown;
  let error: TwilioError | undefined;
  try {
    const body = parseRequest('', type, raw).fields;
    fields = { ...query, ...body };
    if (world.faults.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, world.faults.delayMs));
    fault = world.faults.strike(name, typeof fields.To === 'string' ? fields.To : undefined, world.now());
    const refusal = fault && planned(fault);
    if (refusal) throw refusal;
    if (!route) throw new TwilioError(404, 20404, `The requested resource ${path} was not found`, true);
    const found = { ...route.pattern.exec(path)?.groups };
    check(world, route.place, name, found, query, body);
    result = await route.run({ world, path: found, query, body });
  } catch (caught) {
    error =
      caught instanceof TwilioError
        ? caught
        : new TwilioError(500, 20500, `this server of ours failed: ${caught instanceof Error ? caught.stack : String(caught)}`, true);
  }
  world.record(name, fields, error);
  reply(res, fault, error, method === 'DELETE' ? undefined : result, name.startsWith('Create') ? 201 : 200);
}

/** What the description does not know is remembered; what is malformed is refused. Missing To and From have codes of their own. */
function check(world: TwilioWorld, place: string, name: string, path: Fields, query: Fields, body: Fields): void {
  if (!world.check) return;
  const breaches = twilioCheck(place)?.breaches(path, query, body) ?? [];
  const counted = breaches.filter((each) => !/^(To|From): is required/.test(each));
  for (const each of counted.filter(isUnknown)) world.breach(name, each, { ...query, ...body });
  const refused = counted.find((each) => !isUnknown(each));
  if (refused) throw new TwilioError(400, 20001, `Invalid parameter: ${refused}`, true);
}

const isUnknown = (breach: string): boolean => breach.includes('has no such field');

function planned({ with: kind }: Fault): TwilioError | undefined {
  if (kind === '429') return new TwilioError(429, 20429, 'Too many requests');
  if (kind === '401') return new TwilioError(401, 20003, 'Authenticate');
  if (kind === '403') return new TwilioError(403, 20403, 'Forbidden');
  if (kind === '500') return new TwilioError(500, 20500, 'Internal Server Error');
  return kind === 'reset-after' ? undefined : new TwilioError(502, 0, `planned: ${kind}`);
}

function reply(res: ServerResponse, fault: Fault | undefined, error: TwilioError | undefined, result: unknown, status: number): void {
  if (fault?.with === 'hang') return;
  if (fault?.with === 'refuse') cut(res);
  else if (fault?.with === 'reset-before' || fault?.with === 'reset-after') cut(res, 'close');
  else if (fault?.with === '502html') send(res, 502, htmlPage, { 'content-type': 'text/html' });
  else if (error) refuse(res, error);
  else if (result === undefined) res.writeHead(204).end();
  else send(res, status, JSON.stringify(result));
}

const refuse = (res: ServerResponse, error: TwilioError): void => send(res, error.status, JSON.stringify(error));
