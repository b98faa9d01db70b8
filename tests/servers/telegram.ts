import type { Failing, Fault } from './faults.ts';
import { listen } from './http.ts';
import type { Fields } from './spec.ts';
import { FakePerson } from './telegram-person.ts';
import { answerWebhookReply, serve } from './telegram-serve.ts';
import type { ShownMessage } from './telegram-show.ts';
import { show, transcriptOf } from './telegram-show.ts';
import type { Bot, Who } from './telegram-state.ts';
import type { RequestRecord, TelegramOptions, Violation } from './telegram-world.ts';
import { World } from './telegram-world.ts';

/** A Telegram of our own: the Bot API on a local port, and people to talk to the bots. */
export type FakeTelegram = {
  /** The API root for grammY and Telegraf, without a slash at the end. */
  readonly url: string;
  readonly requests: RequestRecord[];
  /** Every breach of the description or of the rules. Tests assert that it is empty. */
  readonly violations: Violation[];
  readonly counts: Readonly<Record<string, number>>;
  /** Requests sent while `retry_after` had asked to wait. */
  readonly hasty: number;
  addBot(bot: { token: string; username: string; name?: string }): void;
  /** A new person, in the chat with the first bot; `in(token)` goes to another. */
  person(who: Partial<Who> & { firstName: string }): FakePerson;
  /** What the bots have shown in this chat, as it stands now. */
  sent(chatId: number): ShownMessage[];
  /** Commands as set, for a language and a scope. */
  commands(token: string, about?: { language_code?: string; scope?: Fields }): { command: string; description: string }[];
  /** Labels and data of presses that were never answered. */
  unanswered(): string[];
  /** Updates that a bot has not taken yet. */
  pending(token: string): number;
  revoke(token: string): void;
  fail(fault: Fault & { chatId?: number }): Failing;
  /** Answers everything but the long poll this much later. */
  delay(ms: number): void;
  /** Delivers updates up to this many times each, at the same time, under the same number. The first one gets the most. */
  repeatUpdates(times: number): void;
  /** Each press becomes this many, with numbers of their own: a trembling finger. */
  repeatPress(times: number): void;
  /** Mixes up to this many updates, as far as the platform's queues allow. */
  reorder(window: number): void;
  /** Between two instants nobody gets through in either direction. */
  outage(from: number, to: number): void;
  /** Calls a public address of a webhook where it really listens, as a proxy does. */
  route(from: string, to: string): void;
  transcript(): string;
  close(): Promise<void>;
};

export type { FakePerson, Pressed, Sent, Toast } from './telegram-person.ts';
export type { ShownMessage } from './telegram-show.ts';
export type { RequestRecord, TelegramOptions, Violation } from './telegram-world.ts';

/** Starts the server on a free port of 127.0.0.1. Throws when requests shall be checked and the description is not there. */
export async function startTelegram(options: TelegramOptions = {}): Promise<FakeTelegram> {
  const world = new World(options);
  world.onWebhookReply = (bot, body) => answerWebhookReply(world, bot, body);
  const { url, close } = await listen((req, res) => serve(world, req, res));
  return control(world, url, close);
}

function control(world: World, url: string, close: () => Promise<void>): FakeTelegram {
  const { faults, requests, violations, counts } = world;
  const bots = () => [...world.bots.values()];
  const botOf = (token: string): Bot => {
    const bot = world.bots.get(token);
    if (!bot) throw new Error(`There is no bot with the token ${token}`);
    return bot;
  };
  let repeats = 1;
  let window = 1;
  return {
    url,
    requests,
    violations,
    counts,
    get hasty() {
      return faults.hasty;
    },
    addBot: (bot) => {
      const { updates } = world.addBot(bot);
      updates.repeat(repeats);
      updates.reorder(window);
    },
    person: (given) => {
      const who: Who = { id: world.nextPersonId++, ...given };
      world.people.set(who.id, who);
      const [bot] = bots();
      if (!bot) throw new Error('Add a bot first: a person is always in the chat with one');
      return new FakePerson(world, who, bot);
    },
    sent: (chatId) => bots().flatMap((bot) => [...(bot.chats.get(chatId)?.messages.values() ?? [])].filter((each) => each.byBot).map(show)),
    commands: (token, about = {}) => {
      const key = `commands ${JSON.stringify(about.scope ?? { type: 'default' })} ${about.language_code ?? ''}`;
      return (botOf(token).profile.get(key) ?? []) as { command: string; description: string }[]; // checked when set
    },
    unanswered: () =>
      bots()
        .flatMap((bot) => [...bot.presses.values()])
        .filter((each) => !each.answered)
        .map((each) => `${each.chat.who.firstName}: ${each.label}`),
    pending: (token) => botOf(token).updates.pending.size,
    revoke: (token) => {
      botOf(token).revoked = true;
    },
    fail: ({ chatId, ...fault }) => faults.fail(fault, chatId === undefined ? undefined : String(chatId)),
    delay: (ms) => {
      faults.delayMs = ms;
    },
    repeatUpdates: (times) => {
      repeats = times;
      for (const bot of bots()) bot.updates.repeat(times);
    },
    repeatPress: (times) => {
      world.repeatPress = times;
    },
    reorder: (next) => {
      window = next;
      for (const bot of bots()) bot.updates.reorder(next);
    },
    outage: (from, to) => faults.outage(from, to),
    route: (from, to) => void world.routes.set(from, to),
    transcript: () =>
      bots()
        .flatMap((bot) => [...bot.chats.values()])
        .map(transcriptOf)
        .join('\n\n'),
    close: async () => {
      for (const bot of bots()) bot.updates.stop();
      await close();
    },
  };
}
