import { pino } from 'pino';

/** The one way to the log. Only fields of the list below compile, and only they are written: names, texts and numbers of people are not in it. */
export const log: Log = createLog(pino.destination({ dest: 1, sync: true }), process.stdout.isTTY);

/** What may stand beside a sentence. Add here what says WHERE and HOW MUCH; never what a person wrote or is called. */
const fields = [
  ...['channel', 'bot', 'dialog', 'step', 'command', 'event', 'rule', 'action', 'reminder', 'report', 'preset', 'role', 'kind', 'type'],
  ...['orderId', 'clientId', 'staffId', 'taskId', 'eventId', 'messageId', 'outboxId', 'ruleId', 'identityId', 'inboundId', 'updateId'],
  ...['state', 'reason', 'code', 'status', 'count', 'attempt', 'bytes', 'durationInMs', 'retryInMs', 'lagInMs', 'depth'],
  ...['requestId', 'method', 'route', 'host', 'port', 'engine', 'version', 'file', 'missing', 'signal', 'check', 'pid'],
] as const;

export type Fields = { readonly [name in (typeof fields)[number]]?: string | number | boolean | undefined } & { readonly err?: unknown };

type Write = (fields: Fields | string, sentence?: string) => void;

export type Log = { readonly [level in 'debug' | 'info' | 'warn' | 'error' | 'fatal']: Write };

/** From now on these exact strings, also inside base64 and URLs, leave this process only as ‹secret›. Shorter than 8 characters is not hidden. */
export function hideSecrets(secrets: readonly string[]): void {
  for (const secret of secrets) if (secret.length >= 8) for (const shape of shapesOf(secret)) hidden.add(shape);
  const byLength = [...hidden].sort((a, b) => b.length - a.length);
  pattern = new RegExp(byLength.map((each) => RegExp.escape(each)).join('|') || '(?!)', 'g');
}

/** A log over any byte sink: JSON lines, or words for a person at a terminal. LOG_LEVEL=silent quiets it. */
export function createLog(sink: { write(line: string): unknown }, forPerson = false): Log {
  const stream = { write: (line: string) => sink.write(scrub(forPerson ? inWords(line) : line)) };
  const shape = {
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: named, log: allowed },
    serializers: { err: describeError },
  };
  return pino({ level: wantedLevel(), ...shape }, stream);
}

/** Name, code, message and stack along `cause`, nothing else: tokens and auth headers live in the other fields of library errors. */
export function describeError(error: unknown): Described {
  return describe(error, 0);
}

function describe(error: unknown, depth: number): Described {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = 'code' in error && ['string', 'number'].includes(typeof error.code) ? { code: error.code as string | number } : {};
  const cause = error.cause !== undefined && depth < 5 ? { cause: describe(error.cause, depth + 1) } : {};
  const message = quotations.reduce((text, [quotation, kept]) => text.replace(quotation, kept), error.message);
  return { name: error.name, ...code, message, stack: error.stack?.replace(error.message, () => message) ?? '', ...cause };
}

/** Where libraries quote data in a message: drizzle its parameters, JSON.parse its input. */
const quotations: readonly (readonly [RegExp, string])[] = [
  [/\nparams: .*$/s, ''],
  [/^([^"]*)".*"(?= is not valid JSON)/s, '$1'],
];

type Described = { name: string; code?: string | number; message?: string; stack?: string; cause?: Described };

const hidden = new Set<string>();
let pattern = /(?!)/g;

/** Telephone numbers go too: Twilio repeats them in its messages. */
const scrub = (line: string) => line.replace(pattern, '‹secret›').replace(/\+\d{9,15}/g, '‹phone›');

/** The secret as it stands, in a URL, in a JSON string, and in base64 at each of the three places where it may begin within a group. */
const shapesOf = (secret: string) => [
  secret,
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
  ...[0, 1, 2].flatMap((shift) => {
    const inside = Buffer.from(' '.repeat(shift) + secret)
      .toString('base64')
      .replace(/=+$/, '');
    const core = inside.slice(shift === 0 ? 0 : shift + 1, (shift + Buffer.byteLength(secret)) % 3 === 0 ? undefined : -1);
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  }),
];

function wantedLevel(): string {
  const wanted = process.env.LOG_LEVEL ?? 'info';
  return wanted === 'silent' || Object.hasOwn(pino.levels.values, wanted) ? wanted : 'info';
}

function named(level: string) {
  return { level };
}

const known: ReadonlySet<string> = new Set(fields);

/** The list holds at run time too: what a cast let through is dropped, and its name is told so that someone asks for it. */
function allowed({ err, ...rest }: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(rest);
  const kept = entries.filter(([name, value]) => known.has(name) && typeof value !== 'object');
  const dropped = entries.filter((entry) => !kept.includes(entry)).map(([name]) => name);
  return { ...Object.fromEntries(kept), ...(dropped.length > 0 && { dropped: dropped.join(' ') }), ...(err !== undefined && { err }) };
}

function inWords(line: string): string {
  const { time, level, msg = '', err, ...rest } = JSON.parse(line) as Record<string, string> & { err?: Described };
  const words = Object.entries(rest).map(([name, value]) => `${name}=${value}`);
  const trouble = err ? `\n${err.stack}${err.cause ? `\nbecause: ${err.cause.stack}` : ''}` : '';
  return `${time?.slice(11, 19)} ${level?.toUpperCase().padEnd(5)} ${[msg, ...words].join('  ')}${trouble}\n`;
}
