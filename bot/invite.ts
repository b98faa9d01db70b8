import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Config, readConfig, secretsOf } from '../config.ts';
import { dialect } from '../db/kit.ts';
import { hideSecrets } from '../db/log.ts';
import { fileOf, openStore } from '../db/open.ts';
import { type Role, roles } from '../db/schema/words.ts';
import type { Store } from '../db/store.ts';
import { findShop, getShop } from '../flows/shop.ts';
import { findClientDoors, rememberClientDoors } from '../flows/sources/doors.ts';
import { findStaffDoors, inviteLinks, rememberStaffDoors } from '../flows/staff/doors.ts';
import { inviteStaff } from '../flows/staff/invite-staff.ts';
import { textsIn } from '../flows/texts/texts.ts';
import { nameOfBot } from './telegram/name-of-bot.ts';

/**
 * Finds out where colleagues and clients get in and remembers it for invitations and links: their bots, when Telegram answers, and the
 * shop's own address. `port` is the one that was really given.
 */
export async function findDoors(store: Store, config: Config, port = config.port): Promise<void> {
  const name = async (token: string | undefined) => token && (await nameOfBot(config.telegramApiRoot, token));
  const [clients, staff] = await Promise.all([config.telegramBotToken, config.telegramStaffBotToken].map(name));
  const site = config.publicUrl ?? `http://localhost:${port}`;
  await store.tx(async (tx) => {
    // A Telegram that does not answer just now takes no link away.
    const known = { clients: config.telegramBotToken && (await findClientDoors(tx)).bot, staff: (await findStaffDoors(tx)).bot };
    await rememberStaffDoors(tx, {
      bot: config.telegramStaffBotToken === undefined ? (clients ?? known.clients) : (staff ?? known.staff),
      site,
    });
    await rememberClientDoors(tx, {
      bot: clients ?? known.clients,
      site,
      whatsapp: /^\+(\d+)$/.exec(config.twilioWhatsappFrom ?? '')?.[1],
    });
  });
}

/** `npm run invite -- --role=cook --name="Пётр"`: prints a one-time link. Works beside the running shop, on the same file. */
export async function inviteByCommandLine(args: string[]): Promise<void> {
  // An invitation needs no secret, and none must be made before the shop is opened.
  const config = readConfig({ ...process.env, SECRET: process.env.SECRET || 'invitations need none, but settings do' });
  hideSecrets(secretsOf(config));
  const wanted = readArgs(args, config);
  if (!mayBeOpen(config)) throw new NotOpenYet(config);
  const store = await openStore(config.databaseUrl);
  try {
    if (!(await findShop(store.read))) throw new NotOpenYet(config);
    const language = wanted.language ?? (await getShop(store.read)).language;
    const { code } = await store.tx((tx) =>
      inviteStaff(tx, { name: wanted.name, roles: wanted.roles, language, by: { kind: 'system' }, now: Date.now() }),
    );
    const links = await inviteLinks(store.read, code);
    process.stdout.write(`${textsIn(language).shop.invite(wanted.name, links)}\n`);
  } finally {
    await store.close();
  }
}

/** Before its first start a SQLite shop has no file, and looking for it must not make one. */
const mayBeOpen = ({ databaseUrl }: Config): boolean => dialect === 'postgres' || existsSync(fileOf(databaseUrl));

/** Somebody invites before the first start. */
class NotOpenYet extends Error {
  override name = 'NotOpenYet';

  constructor({ shopLanguage }: Config) {
    super(textsIn(shopLanguage).shop.notOpenYet);
  }
}

interface Wanted {
  name: string;
  roles: Role[];
  language: 'ru' | 'en' | undefined;
}

/** Says how to call it, and leaves with code 1, when the words are off. */
function readArgs(args: string[], config: Config): Wanted {
  const { values } = parseArgs({
    args,
    options: { role: { type: 'string' }, name: { type: 'string' }, language: { type: 'string' } },
    strict: false,
  });
  const wanted = String(values.role ?? '').split(',');
  const known = wanted.filter((role): role is Role => (roles as readonly string[]).includes(role));
  const name = typeof values.name === 'string' ? values.name.trim() : '';
  if (known.length !== wanted.length || name === '') {
    process.stderr.write(`${textsIn(config.shopLanguage).shop.inviteUsage(roles.join(', '))}\n`);
    process.exit(1);
  }
  return { name, roles: known, language: values.language === 'en' || values.language === 'ru' ? values.language : undefined };
}
