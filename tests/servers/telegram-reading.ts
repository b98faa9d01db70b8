import { buttonsOf } from './telegram-markup.ts';
import type { ShownMessage } from './telegram-show.ts';
import { describe, labelsOf, show, transcriptOf } from './telegram-show.ts';
import type { Bot, Chat, Who } from './telegram-state.ts';
import type { World } from './telegram-world.ts';
import { matches, until } from './waiting.ts';

export type Wanted = string | RegExp | ((message: ShownMessage) => boolean);
export type Patience = {
  timeoutMs?: number /** Look at everything in the chat, not only at what came since the person last did something. */;
  any?: boolean;
};

/** What a person sees in the chat with one bot. */
export class Reading {
  readonly who: Who;
  protected readonly world: World;
  protected readonly bot: Bot;

  constructor(world: World, who: Who, bot: Bot) {
    this.world = world;
    this.who = who;
    this.bot = bot;
  }

  get id(): number {
    return this.who.id;
  }

  /** Everything in the chat as it stands now. */
  chat(): ShownMessage[] {
    return [...this.current.messages.values()].map(show);
  }

  /** The newest message of the bot; throws when there is none. */
  last(): ShownMessage {
    const found = [...this.current.messages.values()].findLast((each) => each.byBot);
    if (!found) throw new Error(`@${this.bot.username} has written nothing to ${this.who.firstName}`);
    return show(found);
  }

  /** Labels of the reply keyboard that is shown now. */
  keyboard(): string[][] {
    return labelsOf(this.current.keyboard ?? []);
  }

  /** Notices and alerts that answered presses, oldest first. */
  toasts(): string[] {
    return this.current.toasts.map((each) => each.text);
  }

  /** From now on only what comes later is new to `waitsFor`. Every action of the person does the same. */
  reads(): void {
    this.current.mark = this.world.revision;
  }

  /** Resolves with the newest matching message of the bot that was shown or changed since the person last did something. */
  waitsFor(wanted: Wanted, { timeoutMs = 5000, any = false }: Patience = {}): Promise<ShownMessage> {
    const fits = matcher(wanted);
    const find = (): ShownMessage | undefined => {
      const mark = any ? -1 : this.current.mark;
      const stored = [...this.current.messages.values()].findLast((each) => each.byBot && each.revision > mark && fits(show(each)));
      return stored && show(stored);
    };
    return this.#until(find, timeoutMs, () => `a message like ${nameOf(wanted)}`);
  }

  /** Resolves when the whole chat is as wanted, also after deletions. */
  waitsUntil(fits: (messages: ShownMessage[]) => boolean, { timeoutMs = 5000 }: Patience = {}): Promise<ShownMessage[]> {
    const find = () => {
      const messages = this.chat();
      return fits(messages) ? messages : undefined;
    };
    return this.#until(find, timeoutMs, () => `the chat to become as ${fits.toString()}`);
  }

  /** Resolves with the notice that answered a press. */
  waitsForToast(wanted: string | RegExp = /./, { timeoutMs = 5000, any = false }: Patience = {}): Promise<string> {
    const find = () =>
      this.current.toasts.findLast((each) => (any || each.revision > this.current.mark) && matches(wanted, each.text))?.text;
    return this.#until(find, timeoutMs, () => `a notice like ${String(wanted)}`);
  }

  transcript(): string {
    return transcriptOf(this.current);
  }

  protected get current(): Chat {
    return this.world.chat(this.bot, this.who);
  }

  /** All buttons in sight, for errors. */
  protected buttonsInSight(): string {
    const inline = [...this.current.messages.values()].flatMap((each) => buttonsOf(each.message.reply_markup).flat());
    const all = [
      ...inline.map((each) => `"${each.text}"`),
      ...this.keyboard()
        .flat()
        .map((each) => `"${each}" (keyboard)`),
    ];
    return all.length > 0 ? all.join(', ') : 'no buttons at all';
  }

  #until<T>(find: () => T | undefined, timeoutMs: number, what: () => string): Promise<T> {
    const complain = () => `${this.who.firstName} waited ${timeoutMs} ms for ${what()}, but sees:\n${this.#recent()}`;
    return until(find, this.current.watchers, timeoutMs, complain);
  }

  #recent(): string {
    const lines = [...this.current.messages.values()]
      .slice(-6)
      .map((each) => `  ${each.byBot ? 'bot' : this.who.firstName}: ${describe(each)}`);
    return lines.length > 0 ? lines.join('\n') : '  an empty chat';
  }
}

const matcher = (wanted: Wanted): ((message: ShownMessage) => boolean) =>
  typeof wanted === 'function' ? wanted : ({ text }) => matches(wanted, text);

const nameOf = (wanted: Wanted): string => (typeof wanted === 'string' ? `"${wanted}"` : wanted.toString());
