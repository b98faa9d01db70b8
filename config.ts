import { createHmac, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import querystring from 'node:querystring';
import { z } from 'zod';

export type Config = ReturnType<typeof readConfig>;

/**
 * Reads every setting at once from the environment (npm's scripts add `.env` to it; what is really set wins). Pure, except that a missing
 * SECRET is made once and kept in the data folder. `dataDir` stands in for DATA_DIR. Throws `BadConfig` naming every wrong variable.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>, dataDir?: string, demo = false) {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const language = given.SHOP_LANGUAGE === 'en' ? 'en' : 'ru';
  const parsed = variables.safeParse(given);
  const complaints = [...(parsed.error?.issues ?? []).map((issue) => wrong(String(issue.path[0]))), ...contradictions(given)];
  if (!parsed.success || complaints.length > 0) throw new BadConfig(complaints, language);

  const { data } = parsed;
  const folder = dataDir ?? data.DATA_DIR;
  const secret = data.SECRET ?? keptSecret(folder, language);
  return {
    port: data.PORT,
    /** The demo lets anybody act as anybody: it is for this machine alone. */
    host: demo ? '127.0.0.1' : data.HOST,
    publicUrl: data.PUBLIC_URL,
    /** Whose word about who asks is believed. A proxy before us is usually on this machine. */
    trustedProxies: data.TRUSTED_PROXIES ?? (data.PUBLIC_URL ? ['loopback'] : []),
    securityContact: data.SECURITY_CONTACT,
    databaseUrl: data.DATABASE_URL ?? `file:${folder}/anna.db`,
    databaseReplicaUrl: data.DATABASE_REPLICA_URL,
    dataDir: folder,
    secret,
    telegramBotToken: data.TELEGRAM_BOT_TOKEN,
    telegramStaffBotToken: data.TELEGRAM_STAFF_BOT_TOKEN,
    telegramApiRoot: data.TELEGRAM_API_ROOT,
    telegramPerSecond: data.TELEGRAM_PER_SECOND,
    twilioAccountSid: data.TWILIO_ACCOUNT_SID,
    twilioAuthToken: data.TWILIO_AUTH_TOKEN,
    twilioSmsFrom: data.TWILIO_SMS_FROM,
    twilioWhatsappFrom: data.TWILIO_WHATSAPP_FROM,
    twilioVoiceFrom: data.TWILIO_VOICE_FROM,
    twilioApiRoot: data.TWILIO_API_ROOT,
    /** Inner addresses that webhooks may go to; in the demo this machine. */
    webhookAddresses: data.WEBHOOK_ADDRESSES ?? (demo ? ['127.0.0.1', '::1'] : []),
    ownerLogin: data.OWNER_LOGIN ?? (demo ? 'owner' : undefined),
    ownerPassword: data.OWNER_PASSWORD ?? (demo ? demoPassword(secret) : undefined),
    shopPreset: data.SHOP_PRESET,
    shopLanguage: data.SHOP_LANGUAGE,
    shopTimezone: data.SHOP_TIMEZONE,
    shopCurrency: data.SHOP_CURRENCY,
    /** The furnished shop with simulated phones. */
    demo,
  };
}

/** Settings with which the start must not go on. The message has one line per variable and no value of any. */
export class BadConfig extends Error {
  override name = 'BadConfig';
  readonly variables: readonly string[];

  constructor(complaints: readonly Complaint[], language: 'ru' | 'en') {
    const lines = complaints.map((each) => `  ${each.variable}: ${each[language]}`);
    super([language === 'ru' ? 'Настройки (.env) не годятся:' : 'The settings (.env) will not do:', ...lines].join('\n'));
    this.variables = complaints.map((each) => each.variable);
  }
}

/** What must never be printed: hand it to `hideSecrets` right after reading the settings. */
export function secretsOf(config: Config): string[] {
  const { secret, telegramBotToken, telegramStaffBotToken, twilioAuthToken, ownerPassword } = config;
  const passwords = [config.databaseUrl, config.databaseReplicaUrl ?? ''].map((url) =>
    querystring.unescape(URL.parse(url)?.password ?? ''),
  );
  return [secret, telegramBotToken, telegramStaffBotToken, twilioAuthToken, ownerPassword, ...passwords].filter(
    (each) => each !== undefined,
  );
}

type Complaint = { readonly variable: string; readonly ru: string; readonly en: string };

const isZone = (zone: string) => {
  try {
    return /^[A-Z]/i.test(zone) && new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
};

const isCurrency = (code: string) => Intl.supportedValuesOf('currency').includes(code);

const like = (pattern: RegExp) => z.string().regex(pattern);
const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/(?<!\/)\/+$/, ''));
const token = like(/^\d+:[\w-]+$/);

/** Several with commas between. */
const list = <T extends z.ZodType<unknown, string>>(of: T) =>
  z
    .string()
    .transform((text) => text.split(',').map((each) => each.trim()))
    .pipe(z.array(of));

const variables = z.object({
  PORT: like(/^\d+$/).transform(Number).pipe(z.int().max(65_535)).default(3000),
  HOST: like(/^[\w.:-]+$/).default('127.0.0.1'),
  PUBLIC_URL: url.optional(),
  TRUSTED_PROXIES: list(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6(), z.enum(['loopback', 'linklocal', 'uniquelocal'])])).optional(),
  SECURITY_CONTACT: like(/^(mailto:\S+@\S+|https:\/\/\S+)$/).optional(),
  DATABASE_URL: like(/^(file:.+|postgres(ql)?:\/\/.+)$/).optional(),
  DATABASE_REPLICA_URL: like(/^postgres(ql)?:\/\/.+$/).optional(),
  DATA_DIR: z.string().default('data'),
  SECRET: z.string().min(32).optional(),
  TELEGRAM_BOT_TOKEN: token.optional(),
  TELEGRAM_STAFF_BOT_TOKEN: token.optional(),
  TELEGRAM_API_ROOT: url.default('https://api.telegram.org'),
  TELEGRAM_PER_SECOND: like(/^\d+$/).transform(Number).pipe(z.int().min(1).max(100_000)).default(28),
  TWILIO_ACCOUNT_SID: like(/^AC\w+$/).optional(),
  TWILIO_AUTH_TOKEN: like(/^\S+$/).optional(),
  TWILIO_SMS_FROM: like(/^(\+[1-9]\d{6,14}|MG[0-9a-fA-F]{32}|\d{3,8}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11})$/).optional(),
  TWILIO_VOICE_FROM: like(/^\+[1-9]\d{6,14}$/).optional(),
  TWILIO_WHATSAPP_FROM: like(/^((whatsapp:)?\+[1-9]\d{6,14}|MG[0-9a-fA-F]{32})$/)
    .transform((sender) => sender.replace('whatsapp:', ''))
    .optional(),
  TWILIO_API_ROOT: url.optional(),
  WEBHOOK_ADDRESSES: list(z.union([z.ipv4(), z.ipv6()])).optional(),
  OWNER_LOGIN: z.string().min(2).max(100).optional(),
  OWNER_PASSWORD: z.string().min(10).max(200).optional(),
  SHOP_PRESET: like(/^[a-z][a-z0-9-]*$/).default('bakery'),
  SHOP_LANGUAGE: z.enum(['ru', 'en']).default('ru'),
  SHOP_TIMEZONE: z.string().refine(isZone).default('Europe/Moscow'),
  SHOP_CURRENCY: z.string().refine(isCurrency).default('RUB'),
});

type Variable = keyof z.input<typeof variables>;

const webAddress = { ru: 'адрес вида https://crm.example.com', en: 'an address like https://crm.example.com' };
const botToken = { ru: 'токен от @BotFather вида 123456:ABC…', en: 'a token from @BotFather like 123456:ABC…' };

const expected: Record<Variable, { ru: string; en: string }> = {
  PORT: { ru: 'целое число от 0 до 65535', en: 'a whole number from 0 to 65535' },
  HOST: { ru: 'имя или IP-адрес, например 0.0.0.0', en: 'a name or an IP address, such as 0.0.0.0' },
  PUBLIC_URL: webAddress,
  TRUSTED_PROXIES: {
    ru: 'адреса, сети или loopback через запятую, например 10.0.0.2, 172.16.0.0/12',
    en: 'addresses, networks or loopback with commas between, such as 10.0.0.2, 172.16.0.0/12',
  },
  SECURITY_CONTACT: { ru: 'mailto:адрес или https-ссылка', en: 'mailto:address or an https link' },
  DATABASE_URL: { ru: 'file:путь или postgres://…', en: 'file:path or postgres://…' },
  DATABASE_REPLICA_URL: { ru: 'postgres://…', en: 'postgres://…' },
  DATA_DIR: { ru: 'путь к папке', en: 'a path to a folder' },
  SECRET: { ru: 'не меньше 32 знаков', en: 'at least 32 characters' },
  TELEGRAM_BOT_TOKEN: botToken,
  TELEGRAM_STAFF_BOT_TOKEN: botToken,
  TELEGRAM_API_ROOT: webAddress,
  TELEGRAM_PER_SECOND: { ru: 'целое число от 1', en: 'a whole number from 1' },
  TWILIO_ACCOUNT_SID: { ru: 'AC и ещё 32 знака из консоли Twilio', en: 'AC and 32 more characters, from the Twilio console' },
  TWILIO_AUTH_TOKEN: { ru: 'Auth Token из консоли Twilio, без пробелов', en: 'the Auth Token of the Twilio console, without spaces' },
  TWILIO_SMS_FROM: {
    ru: 'номер +79…, короткий номер, имя до 11 латинских букв или MG… (Messaging Service)',
    en: 'a number +1…, a short code, a name of up to 11 latin letters or MG… (Messaging Service)',
  },
  TWILIO_VOICE_FROM: { ru: 'номер Twilio с голосовой связью вида +79…', en: 'a number of Twilio that can call, like +1…' },
  TWILIO_WHATSAPP_FROM: {
    ru: 'номер WhatsApp +79… из консоли Twilio или MG… (Messaging Service)',
    en: 'the WhatsApp number +1… of the Twilio console or MG… (Messaging Service)',
  },
  TWILIO_API_ROOT: webAddress,
  WEBHOOK_ADDRESSES: {
    ru: 'IP-адреса через запятую, например 192.168.1.20',
    en: 'IP addresses with commas between, such as 192.168.1.20',
  },
  OWNER_LOGIN: { ru: 'от 2 до 100 знаков', en: '2 to 100 characters' },
  OWNER_PASSWORD: { ru: 'от 10 до 200 знаков', en: '10 to 200 characters' },
  SHOP_PRESET: { ru: 'имя заготовки, например bakery', en: 'the name of a preset, such as bakery' },
  SHOP_LANGUAGE: { ru: 'ru или en', en: 'ru or en' },
  SHOP_TIMEZONE: { ru: 'часовой пояс вида Europe/Moscow', en: 'a time zone like Europe/Moscow' },
  SHOP_CURRENCY: { ru: 'код валюты из трёх букв, например RUB', en: 'a currency code of three letters, such as RUB' },
};

const wrong = (variable: string): Complaint => ({ variable, ...expected[variable as Variable] });

/** What no single variable shows: half of a pair, or one bot twice. */
function contradictions(given: Readonly<Record<string, string | undefined>>): Complaint[] {
  const sameBot = given.TELEGRAM_BOT_TOKEN !== undefined && given.TELEGRAM_BOT_TOKEN === given.TELEGRAM_STAFF_BOT_TOKEN;
  return [
    ...missingOf(given, ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', ...twilioSenders(given)]),
    ...missingOf(given, ['OWNER_LOGIN', 'OWNER_PASSWORD']),
    ...(sameBot ? [secondBot] : []),
  ];
}

/** The account is of use with any of its senders, and no sender without the account. */
function twilioSenders(given: Readonly<Record<string, string | undefined>>): Variable[] {
  const senders = (['TWILIO_SMS_FROM', 'TWILIO_WHATSAPP_FROM', 'TWILIO_VOICE_FROM'] as const).filter((name) => given[name] !== undefined);
  return senders.length > 0 ? senders : ['TWILIO_SMS_FROM'];
}

const secondBot: Complaint = {
  variable: 'TELEGRAM_STAFF_BOT_TOKEN',
  ru: 'должен быть другой бот, чем в TELEGRAM_BOT_TOKEN; если бот один, оставьте пустым',
  en: 'must be another bot than TELEGRAM_BOT_TOKEN; leave it empty if there is only one',
};

function missingOf(given: Readonly<Record<string, string | undefined>>, together: readonly Variable[]): Complaint[] {
  const missing = together.filter((name) => given[name] === undefined);
  if (missing.length === together.length) return [];
  const others = together.filter((name) => given[name] !== undefined).join(', ');
  return missing.map((variable) => ({
    variable,
    ru: `не задан, хотя задано: ${others}`,
    en: `is missing, though these are set: ${others}`,
  }));
}

/** Every demo has a password of its own, the same at every start. */
const demoPassword = (secret: string): string =>
  createHmac('sha256', secret).update('demo password').digest('base64url').replace(/[-_]/g, '').slice(0, 12);

/** Reads `<folder>/secret`, making it first if need be. Two processes that start together agree on one: the link is atomic. */
function keptSecret(folder: string, language: 'ru' | 'en'): string {
  const file = join(folder, 'secret');
  try {
    return readSecret(file, language) ?? makeSecret(folder, file) ?? keptSecret(folder, language);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const ru = `папка ${folder} не открывается для записи (${error.code}). Проверьте путь и права на неё`;
    const en = `the folder ${folder} cannot be written to (${error.code}). Check the path and the rights to it`;
    throw new BadConfig([{ variable: 'DATA_DIR', ru, en }], language);
  }
}

function readSecret(file: string, language: 'ru' | 'en'): string | undefined {
  try {
    const secret = readFileSync(file, 'utf8').trim();
    if (secret.length >= 32) return secret;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
  const damaged = { ru: `файл ${file} повреждён`, en: `the file ${file} is damaged` };
  throw new BadConfig([{ variable: 'SECRET', ...damaged }], language);
}

/** Undefined when another process was first. */
function makeSecret(folder: string, file: string): string | undefined {
  const secret = randomBytes(32).toString('base64url');
  const draft = `${file}.${process.pid}`;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(draft, `${secret}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(draft, file);
    return secret;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return undefined;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

const hasCode = (error: unknown, code: string) => error instanceof Error && 'code' in error && error.code === code;
