import { join } from 'node:path';
import type { Panel } from './admin/panel.ts';
import { openApi } from './bot/api/api.ts';
import type { Channel, ChannelFile, Doors } from './bot/channel.ts';
import { loadChecks, runDoctor } from './bot/doctor.ts';
import { firstStart } from './bot/first-start.ts';
import { openInbox } from './bot/inbox.ts';
import { findDoors } from './bot/invite.ts';
import { showNotFound } from './bot/site/not-found.ts';
import { startWatchdog } from './bot/watchdog.ts';
import { openPost } from './bot/webhooks/post.ts';
import { BadConfig, type Config, readConfig, secretsOf } from './config.ts';
import { backup } from './db/backup.ts';
import { type Files, openFiles } from './db/files.ts';
import { loadFolder } from './db/folder.ts';
import { openHeavy } from './db/heavy.ts';
import { dialect } from './db/kit.ts';
import { hideSecrets, log } from './db/log.ts';
import { fileOf, openStore } from './db/open.ts';
import type { Store } from './db/store.ts';
import { startFollower } from './flows/automation/follower.ts';
import { loadActions } from './flows/automation/load-actions.ts';
import { rememberLine } from './flows/calls/phone-line.ts';
import { placeCall } from './flows/calls/place-call.ts';
import { sealWith } from './flows/clients/allergies.ts';
import { signJoinsWith } from './flows/clients/join-code.ts';
import { customerRepertoire } from './flows/dialogs/customer-repertoire.ts';
import { signPressesWith } from './flows/dialogs/press.ts';
import { staffRepertoire } from './flows/dialogs/staff-repertoire.ts';
import { deliver } from './flows/messages/deliver.ts';
import { fetchFile } from './flows/messages/fetch-file.ts';
import { reportSoon } from './flows/messages/report-delivery.ts';
import { clearUnsentPictures } from './flows/orders/clear-unsent-pictures.ts';
import { signLinksWith } from './flows/orders/order-link.ts';
import { loadReminders } from './flows/orders/plan-reminder.ts';
import { sendCard } from './flows/orders/send-card.ts';
import { clearOldTraces } from './flows/retention.ts';
import { feedIndex } from './flows/search/feed-index.ts';
import { textsIn } from './flows/texts/texts.ts';
import { timerErrand } from './flows/timers.ts';
import { allowInnerAddresses } from './flows/webhooks/bad-address.ts';
import { deliverEvent } from './flows/webhooks/deliver-event.ts';
import { type Chore, startDaily } from './notifications/daily.ts';
import { freeHeld } from './notifications/free-held.ts';
import { Looker } from './notifications/looker.ts';
import { startTick } from './notifications/tick.ts';
import { startWorker } from './notifications/worker.ts';
import { createServer, type Mount, type Readiness } from './server.ts';

/** A running Anna. */
export interface Anna {
  config: Config;
  store: Store;
  port: number;
  /** Resolves when nothing is due, nothing is followed and nothing is being sent: for tests. */
  idle(): Promise<void>;
  /** Loads the owner's panel; else the first request for it does. */
  openPanel(): Promise<void>;
  /** Looks at once for what is due, as the tick does. */
  tick(): void;
  /** Stops within five seconds and loses nothing. */
  stop(): Promise<void>;
}

/** Starts everything; the only place that knows every part. `now` is the clock of the business; `doorsBeside` stand in for `bot/channels/`. */
export async function startAnna(
  config: Config,
  now: () => number = Date.now,
  doorsBeside?: ReadonlyMap<string, ChannelFile>,
): Promise<Anna> {
  const startedAt = performance.now();
  hideSecrets(secretsOf(config));
  signPressesWith(config.secret);
  signLinksWith(config.secret);
  signJoinsWith(config.secret);
  sealWith(config.secret);
  allowInnerAddresses(config.webhookAddresses);
  const store = await openStore(config.databaseUrl, { lock: true });
  if (dialect === 'sqlite') await store.tx((tx) => freeHeld(tx, now()));
  const files = openFiles(join(config.dataDir, 'files'));
  const [customer, staff, actions, channelFiles] = await Promise.all([
    customerRepertoire(),
    staffRepertoire(),
    loadActions(),
    doorsBeside ?? loadFolder<ChannelFile>(new URL('./bot/channels/', import.meta.url)),
    loadReminders(),
  ]);
  await firstStart({ store, files, config, now });

  const senders = new Map<string, Channel>();
  const world = { store, senders, files, log, now };
  const worker = startWorker(world, {
    message: deliver,
    card: sendCard,
    call: placeCall,
    timer: await timerErrand(actions),
    fetch: fetchFile,
    webhook: deliverEvent(openPost(config.webhookAddresses)),
  });
  const follower = startFollower({ store, actions, log, now }, () => worker.nudge());
  const nudge = () => {
    follower.nudge();
    worker.nudge();
  };
  const audienceOf = (channel: string) =>
    channel === 'telegram' && senders.has('telegram-staff') ? 'clients' : (channelFiles.get(channel)?.audience ?? 'clients');
  const inbox = openInbox({ store, log, now, nudge, audienceOf, repertoires: { customer, staff } });
  const doors: Doors = {
    ...{ config, store, files, log, now, nudge },
    receive: inbox.receive,
    report: (channel, externalId, state, reason, closes) =>
      reportSoon(store, { channel, externalId, state, reason, closes, now: now() }).then(nudge),
    alarm: (channel, problem, detail) => watchdog.raise(channel, problem, detail),
  };
  for (const file of channelFiles.values()) openChannel(file, doors, senders);
  await store.tx((tx) => rememberLine(tx, senders.has('voice') ? config.twilioVoiceFrom : undefined));

  const daily = startDaily(choresOf(config, store, files), { store, log, now });
  const watchdog = startWatchdog({
    scene: { config, store, now, channels: new Set(senders.keys()) },
    checks: await loadChecks(),
    settled: () =>
      Promise.race([Promise.all([worker.idle(), daily.idle()]), new Promise((resolve) => setTimeout(resolve, 10_000).unref())]),
    log,
    nudge,
  });
  const search = new Looker(() => feedSearch(store));
  const look = () => {
    nudge();
    search.nudge();
    daily.look();
    watchdog.look();
  };
  const tick = startTick(look, log);
  const heavy = openHeavy(config.databaseUrl, store, config.databaseReplicaUrl);
  let panel: Promise<Panel> | undefined;
  /** Loaded only once the bots are up, or at the first request: it is larger than all the rest. */
  const openPanel = () => {
    panel ??= import('./admin/panel.ts').then((file) => file.openPanel({ config, store, heavy: heavy.read, files, log, now, nudge }));
    return panel;
  };
  const readiness = () => checkReadiness({ store, senders, lastTickAt: tick.lastAt, now: Date.now });
  const api = await openApi({ config, store, files, log, now, nudge });
  const server = createServer({
    health: { alive: () => true, readiness },
    routes: [
      (app) => void app.use('/api/v1', api),
      (app) => void app.use('/admin', (req, res, next) => void openPanel().then(({ router }) => router(req, res, next), next)),
      ...[...senders.values()].flatMap(({ router }): Mount[] => (router ? [(app) => void app.use(router)] : [])),
    ],
    notFound: showNotFound,
    publicUrl: config.publicUrl,
    trustedProxies: config.trustedProxies,
    securityContact: config.securityContact,
    ...(config.demo && { hosts: ['localhost', '127.0.0.1', '[::1]'] }),
    log,
  });
  const port = await server.listen(config.port, config.host);
  for (const channel of senders.values()) await channel.start();
  findDoors(store, config, port).catch((error: unknown) => log.warn({ err: error }, 'The ways in could not be found out'));
  nudge();
  log.info({ port, durationInMs: Math.round(performance.now() - startedAt) }, 'Anna is open');

  return {
    ...{ config, store, port },
    tick: look,
    async idle() {
      for (let quiet = 0; quiet < 2; quiet++) {
        await watchdog.idle();
        await inbox.idle();
        await follower.idle();
        await worker.idle();
        await search.hurry();
      }
    },
    openPanel: async () => void (await openPanel()),
    async stop() {
      tick.stop();
      await panel?.then((open) => open.stop()).catch(() => {});
      await Promise.all([...senders.values()].map((channel) => channel.stop()));
      await server.stop(1000);
      await inbox.idle();
      await follower.stop();
      await worker.stop(2000);
      await search.stop();
      await daily.stop();
      await watchdog.stop();
      await heavy.close();
      await store.close();
    },
  };
}

/** What was said since the last tick can be found from now on. */
const feedSearch = (store: Store): Promise<boolean> =>
  feedIndex(store).catch((error: unknown) => {
    log.error({ err: error }, 'The search was not fed');
    return false;
  });

/** The night's work: old traces go, and a SQLite file is copied, checked and kept for two weeks. PostgreSQL has its own backups. */
function choresOf({ databaseUrl }: Config, store: Store, files: Files): Chore[] {
  const chores: Chore[] = [
    { name: 'retention', run: (now, enough) => clearOldTraces(store, now, enough) },
    { name: 'unsent-pictures', run: (now, enough) => clearUnsentPictures({ store, files }, now, enough) },
  ];
  if (dialect === 'sqlite') chores.push({ name: 'backup', run: async (now) => void (await backup(fileOf(databaseUrl), { now })) });
  return chores;
}

/** A channel without its settings stays off, and the start says so. */
function openChannel(file: ChannelFile, doors: Doors, senders: Map<string, Channel>): void {
  const missing = file.needs.filter((name) => doors.config[name] === undefined);
  if (missing.length > 0) {
    log.info({ channel: file.name, missing: missing.map(variableOf).join(', ') }, 'A channel is off: its settings are missing');
    return;
  }
  senders.set(file.name, file.open(doors));
  log.info({ channel: file.name }, 'A channel is on');
}

/** `telegramBotToken` is `TELEGRAM_BOT_TOKEN` in `.env`. */
const variableOf = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

interface Vitals {
  store: Store;
  senders: ReadonlyMap<string, Channel>;
  lastTickAt(): number | undefined;
  now(): number;
}

/** Starting: the first tick and the first poll are on their way. */
const missedTicksMs = 35_000;
const silentPollMs = 120_000;

/** The truth about whether work gets done: the tick rings, the database takes writes, the platforms answer. */
async function checkReadiness({ store, senders, lastTickAt, now }: Vitals): Promise<Readiness> {
  const since = (at: number | undefined) => (at === undefined ? 'not yet' : `${Math.round((now() - at) / 1000)} s ago`);
  const tickAt = lastTickAt() ?? now() - process.uptime() * 1000;
  const checks: Record<string, { ok: boolean; detail: string }> = {
    tick: { ok: now() - tickAt < missedTicksMs, detail: since(lastTickAt()) },
    database: await store.writable().then(
      () => ({ ok: true, detail: 'writable' }),
      () => ({ ok: false, detail: 'not writable' }),
    ),
  };
  for (const { name, lastHeardAt } of senders.values()) {
    if (!lastHeardAt) continue;
    const at = lastHeardAt();
    checks[name] = { ok: at !== undefined && now() - at < silentPollMs, detail: since(at) };
  }
  return { ok: Object.values(checks).every(({ ok }) => ok), checks };
}

/** `npm run doctor`: exit code 1 when something is out of order. */
async function examineShop(): Promise<void> {
  const isWell = await runDoctor(process.env, (line) => void process.stdout.write(`${line}\n`));
  process.exitCode = isWell ? 0 : 1;
}

/** What the command line asks for; anything that goes wrong at start is one sentence and exit code 1. */
async function commandLine(args: string[]): Promise<void> {
  const [command] = args;
  if (command === 'doctor') return examineShop();
  if (command === 'invite') return (await import('./bot/invite.ts')).inviteByCommandLine(args.slice(1));
  const demo = args.includes('--demo');
  const config = readConfig(process.env, demo ? join(process.env.DATA_DIR || 'data', 'demo') : undefined, demo);
  const anna = await startAnna(config);
  endWhenAsked(anna);
  anna.openPanel().catch((err: unknown) => log.error({ err }, 'The panel could not be opened'));
  if (demo) {
    const panel = { login: config.ownerLogin ?? '', password: config.ownerPassword ?? '' };
    process.stdout.write(`\n${textsIn(config.shopLanguage).shop.demo(`http://localhost:${anna.port}`, config.dataDir, panel)}\n\n`);
  }
}

/** An end that was asked for loses nothing. In place before the panel is loaded, which holds up everything else for a moment. */
function endWhenAsked(anna: Anna): void {
  const stop = (signal: string) => {
    log.info({ signal }, 'Closing');
    setTimeout(() => process.exit(1), 4900).unref();
    void anna.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.on('unhandledRejection', (error) => {
    log.fatal({ err: error }, 'A promise was left alone');
    process.exit(1);
  });
}

if (import.meta.main) {
  commandLine(process.argv.slice(2)).catch((error: unknown) => {
    const expected =
      error instanceof BadConfig ||
      (error instanceof Error && ['AlreadyRunning', 'NewerSchema', 'DamagedDatabase', 'NotOpenYet'].includes(error.name));
    if (expected) process.stderr.write(`${(error as Error).message}\n`);
    else log.fatal({ err: error }, 'The start failed');
    process.exit(1);
  });
}
