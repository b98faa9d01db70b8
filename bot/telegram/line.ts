import { Router } from 'express';
import { kindOf } from '../../db/file-kinds.ts';
import type { Language } from '../../db/schema/words.ts';
import { type Alarm, openAlarms } from '../alarms.ts';
import type { Channel, Doors, Received } from '../channel.ts';
import { openMediaLinks } from '../media-links.ts';
import { type Library, openApi, type TelegramApi } from './api.ts';
import type { Commands } from './commands.ts';
import { readAnyhow, type Said } from './inbound.ts';
import { backoffMs, pause } from './pause.ts';
import { type Listener, openPoller } from './poller.ts';
import { takePress } from './presses.ts';
import { openSender } from './sender.ts';
import { allowedUpdates } from './update.ts';
import { openWebhook } from './webhook.ts';

/** What one bot is: its library wrapped, and how an update goes through that library's handlers. */
export interface Setup {
  name: string;
  token: string;
  library: Library;
  commands: Commands;
  /** Leads an update to the handlers below; rejects when they do. */
  dispatch(update: { update_id: number }): Promise<unknown>;
}

/** A bot as a channel, and what its library's handlers call. */
export interface Line {
  channel: Channel;
  /** Takes what `read` finds in the update; resolves after the commit. What cannot be read is answered as far as possible, never repeated. */
  hear(update: { update_id: number }, read: () => Said | undefined): Promise<Received | undefined>;
  /** The same for a press, whose button has to stop turning. */
  press(update: { update_id: number }, queryId: string, read: () => Said | undefined): Promise<void>;
}

/** For a browser: what it cannot show is saved. */
const shownType = (reference: string): string => kindOf(reference)?.mime ?? 'application/octet-stream';

const both = (webhook: Router, files: Router | undefined): Router => (files ? Router().use(files, webhook) : webhook);

/** Everything about a Telegram bot that is the same with any library. */
export function openLine(setup: Setup, doors: Doors): Line {
  const { name } = setup;
  const { log, files, config } = doors;
  const api = openApi(setup.library);
  const alarm = openAlarms(name, doors, log);
  const links = config.publicUrl
    ? openMediaLinks({
        path: `/${name}/files`,
        typeOf: shownType,
        publicUrl: config.publicUrl,
        secret: config.secret,
        files,
        now: doors.now,
      })
    : undefined;
  const { telegramApiRoot: apiRoot } = config;
  const sender = openSender({ channel: name, token: setup.token, apiRoot, api, files, log, alarm, linkTo: links?.linkTo });
  const listener = openListener(setup, doors, api, alarm);
  const ending = new AbortController();

  const hear: Line['hear'] = async (update, read) => {
    const said = readSafely(update, read);
    if (!said) return undefined;
    const { standsOn, ...rest } = said;
    if (standsOn && said.messageId) sender.noticed(said.address, said.messageId, standsOn);
    return await doors.receive({ channel: name, externalId: String(update.update_id), at: doors.now(), raw: update, ...rest });
  };

  function readSafely(update: { update_id: number }, read: () => Said | undefined): Said | undefined {
    try {
      return read();
    } catch (err) {
      log.warn({ channel: name, updateId: update.update_id, err }, 'an update could not be read');
      return readAnyhow(update);
    }
  }

  const channel: Channel = {
    send: sender.send,
    remove: sender.remove,
    fetch: sender.fetch,
    name,
    perSecond: config.telegramPerSecond,
    ...(listener.router && { router: both(listener.router, links?.router) }),
    lastHeardAt: listener.lastHeardAt,
    // Nothing here waits for the platform: Anna starts in the middle of an outage too.
    async start() {
      listener.start();
      void registerCommands(setup, doors, api, ending.signal);
    },
    async stop() {
      ending.abort();
      await listener.stop();
    },
  };

  return {
    channel,
    hear,
    press: (update, queryId, read) => takePress(queryId, api.call, log, () => hear(update, read)),
  };
}

/** Webhook where the world can reach us, long poll where not. */
function openListener(
  { name, token, dispatch }: Setup,
  { config, log }: Doors,
  { call }: TelegramApi,
  alarm: Alarm,
): Listener & { router?: Router } {
  const handle = async (update: { update_id: number }) => void (await dispatch(update));
  const shared = { channel: name, handle, log, alarm };
  if (config.publicUrl) return openWebhook({ ...shared, publicUrl: config.publicUrl, secret: config.secret, token, call });
  return openPoller({
    ...shared,
    prepare: (signal) => call('deleteWebhook', { drop_pending_updates: false }, { signal }),
    getUpdates: (offset, signal) =>
      call(
        'getUpdates',
        { timeout: pollInSeconds, limit: 100, allowed_updates: [...allowedUpdates], ...(offset !== undefined && { offset }) },
        { signal, deadlineInMs: (pollInSeconds + 10) * 1000 },
      ),
  });
}

const pollInSeconds = 30;

/** The words for "/", in each language and, for people with any other, in the shop's. Retried until the platform takes them. */
async function registerCommands(
  { name, commands }: Setup,
  { config, log }: Doors,
  { call }: TelegramApi,
  signal: AbortSignal,
): Promise<void> {
  const inLanguage = (language: Language) =>
    Object.entries(commands).map(([command, words]) => ({ command, description: words[language] }));
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      await call('setMyCommands', { commands: inLanguage(config.shopLanguage) }, { signal });
      for (const language of ['ru', 'en'] as const)
        await call('setMyCommands', { commands: inLanguage(language), language_code: language }, { signal });
      return;
    } catch (err) {
      if (!signal.aborted) log.warn({ channel: name, err, attempt: failures + 1 }, 'the commands are not registered yet');
      await pause(backoffMs(failures + 1), signal);
    }
  }
}
