import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault } from './faults.ts';
import { cut, htmlPage } from './faults.ts';
import type { UploadedFile } from './forms.ts';
import { readBody, send } from './http.ts';
import type { Fields } from './spec.ts';
import type { MethodCheck } from './telegram-check.ts';
import { ApiError, tooFast } from './telegram-errors.ts';
import { takeEffect } from './telegram-methods/all.ts';
import { Described } from './telegram-methods/updates.ts';
import type { Bot } from './telegram-state.ts';
import type { World } from './telegram-world.ts';

/** Answers one request as api.telegram.org would. */
export async function serve(world: World, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { path, query } = split(req.url ?? '/');
  const body = await readBody(req);
  if (world.faults.isDown(world.now())) {
    cut(res);
    return;
  }
  const [, file, token = '', rest = ''] = /^\/(file\/)?bot([^/]+)\/(?:test\/)?(.+)$/.exec(path) ?? [];
  const bot = world.bots.get(decodeURIComponent(token));
  if (!bot || bot.revoked) refuse(res, new ApiError(401, 'Unauthorized'));
  else if (file) sendFile(bot, rest, res);
  else await serveMethod(world, bot, rest, { query, type: String(req.headers['content-type'] ?? ''), body }, res);
}

type Raw = { query: string; type: string; body: Buffer };

async function serveMethod(world: World, bot: Bot, method: string, { query, type, body }: Raw, res: ServerResponse): Promise<void> {
  const gone: (() => void)[] = [];
  res.on('close', () => {
    for (const stop of gone) stop();
  });
  const onGone = (stop: () => void) => void gone.push(stop);
  await reply(world, bot, () => ({ method, ...world.read(query, type, body), onGone }), res);
}

function split(url: string): { path: string; query: string } {
  const at = url.indexOf('?');
  return at < 0 ? { path: url, query: '' } : { path: url.slice(0, at), query: url.slice(at + 1) };
}

type Request = { method: string; fields: Fields; files: ReadonlyMap<string, UploadedFile>; form: boolean; onGone(stop: () => void): void };
type Outcome = { result: unknown; description?: string } | ApiError;

async function reply(world: World, bot: Bot, read: () => Request, res: ServerResponse): Promise<void> {
  const { faults } = world;
  let fault: Fault | undefined;
  const outcome = await answerOf(world, bot, read, async ({ method, fields }) => {
    if (faults.delayMs > 0 && method.toLowerCase() !== 'getupdates') await new Promise((resolve) => setTimeout(resolve, faults.delayMs));
    const chat = fields.chat_id === undefined ? undefined : String(fields.chat_id);
    fault = faults.strike(method, chat, world.now());
    return fault && planned(fault);
  });
  if (fault?.with === 'hang') return;
  if (fault?.with === 'refuse') cut(res);
  else if (fault?.with === 'reset-before' || fault?.with === 'reset-after') cut(res, 'close');
  else if (fault?.with === '502html') send(res, 502, htmlPage, { 'content-type': 'text/html' });
  else if (outcome instanceof ApiError) refuse(res, outcome);
  else send(res, 200, JSON.stringify({ ok: true, ...outcome }));
}

/** The refusal that a fault stands for; `reset-after` lets the request take effect. */
function planned(fault: Fault): ApiError | undefined {
  if (fault.with === '429') return tooFast(fault.retryAfter ?? 1);
  if (fault.with === '403') return new ApiError(403, 'Forbidden: bot was blocked by the user');
  if (fault.with === '401') return new ApiError(401, 'Unauthorized');
  if (fault.with === '500') return new ApiError(500, 'Internal Server Error');
  return fault.with === 'reset-after' ? undefined : new ApiError(502, `planned: ${fault.with}`);
}

/** Checks a request, lets it take effect and records both. */
async function answerOf(
  world: World,
  bot: Bot,
  read: () => Request,
  before?: (request: Request) => Promise<ApiError | undefined>,
): Promise<Outcome> {
  let method = 'unreadable';
  let fields: Fields = {};
  let outcome: Outcome;
  try {
    const request = read();
    ({ method, fields } = request);
    const fault = await before?.(request);
    if (fault) throw fault;
    const check = world.check?.method(method);
    method = check?.name ?? method;
    if (world.check && !check) throw new ApiError(404, `Not Found: method "${method}" not found`, { breach: true });
    checkAgainst(check, world, bot, request);
    const result = await takeEffect({ world, bot, method, fields, files: request.files, onGone: request.onGone }, check?.returns ?? []);
    outcome = result instanceof Described ? { result: result.result, description: result.description } : { result };
  } catch (error) {
    outcome = error instanceof ApiError ? error : ourFault(error);
  }
  world.record(bot, method, fields, outcome);
  return outcome;
}

function checkAgainst(check: MethodCheck | undefined, world: World, bot: Bot, { fields, files, form }: Request): void {
  if (!check) {
    if (form) guess(fields, files);
    return;
  }
  const wrong = check.breaches(fields, files, form);
  for (const breach of wrong) world.breach(bot, check.name, breach, fields);
  // The platform ignores names it does not know; everything else it refuses.
  const refused = wrong.find((each) => !each.includes('has no such field'));
  if (refused) throw new ApiError(400, `Bad Request: ${refused}`);
}

/** Without the description nothing says which of a form's strings are numbers, flags or JSON, and which files are fields: their looks and names do. */
function guess(fields: Fields, files: Request['files']): void {
  for (const [key, value] of Object.entries(fields))
    if (typeof value === 'string' && !words.has(key) && /^([[{].*|-?\d{1,15}|true|false)$/s.test(value)) fields[key] = JSON.parse(value);
  for (const [name, file] of files) fields[name] ??= file;
}
const words = new Set(['text', 'caption']);

const ourFault = (error: unknown) =>
  new ApiError(500, `this server of ours failed: ${error instanceof Error ? error.stack : String(error)}`, { breach: true });

function refuse(res: ServerResponse, { code, message, parameters }: ApiError): void {
  const wait = parameters?.retry_after;
  const body = { ok: false, error_code: code, description: message, ...(parameters && { parameters }) };
  send(res, code, JSON.stringify(body), wait === undefined ? {} : { 'retry-after': String(wait) });
}

/** A webhook may answer with one call in place of a request; nobody hears its result. */
export function answerWebhookReply(world: World, bot: Bot, body: string): void {
  void answerOf(world, bot, () => replyCall(body));
}

function replyCall(body: string): Request {
  const { method, ...fields } = JSON.parse(body) as Fields; // an answer that begins with a brace
  return { method: String(method), fields, files: new Map(), form: false, onGone: () => undefined };
}

function sendFile(bot: Bot, path: string, res: ServerResponse): void {
  const file = [...bot.files.values()].find((each) => each.path === decodeURIComponent(path));
  if (!file?.bytes) {
    refuse(res, new ApiError(404, 'Not Found'));
    return;
  }
  res.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': file.bytes.length });
  res.end(file.bytes);
}
