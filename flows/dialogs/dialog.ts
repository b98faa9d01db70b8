import type { clients, identities, staff } from '../../db/schema/people.ts';
import type { conversations } from '../../db/schema/talk.ts';
import type { Instant, Language, Role } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import type { Button, Heard, Message } from '../../notifications/message.ts';
import type { By } from '../events.ts';
import type { Formats } from '../format.ts';
import type { Shop } from '../shop.ts';
import type { Texts } from '../texts/texts.ts';

export type Client = typeof clients.$inferSelect;
export type Staff = typeof staff.$inferSelect;
export type Identity = typeof identities.$inferSelect;
export type Conversation = typeof conversations.$inferSelect;
export type Answers = Record<string, unknown>;

/** How a reply leaves: `fresh` comes below as a new message instead of rewriting the one that was pressed. */
export interface How {
  fresh?: boolean;
  /** Shows a part of the menu that is open; what its numbers and words mean stays. */
  sameMenu?: boolean;
  orderId?: number;
}

/** One update of one person, inside its transaction: what was heard, where the conversation stands, and ways to answer. */
export interface Turn {
  readonly tx: Tx;
  readonly now: Instant;
  readonly shop: Shop;
  readonly language: Language;
  readonly t: Texts;
  readonly f: Formats;
  readonly identity: Identity;
  /** The stored state; the engine writes it back at the end. */
  readonly conversation: Conversation;
  readonly heard: Heard;
  /** The platform's id of the message that was heard. */
  readonly heardAs: string | undefined;
  /** The number of the message in the thread that this update became, when it did. */
  readonly messageId: number | undefined;
  /** The attachment that this update brought. */
  readonly attachmentId: number | undefined;
  /** There are no buttons on this channel: a number is a choice before it is anything else. */
  readonly numbered: boolean;
  /** There is no button to begin with: a greeting is a beginning. */
  readonly greeted: boolean;
  /** The browser that this came from, as `deviceCode` writes it down; undefined in messengers. */
  readonly device: string | undefined;
  readonly by: By;
  /** Answers of the dialog at hand; a step's value lies under the step's name, a button's argument under the argument's. */
  answers: Answers;
  /** Where `done` wants to go on: another dialog, or the question that was open before. */
  next: { dialog: string; args: string[] } | 'repeat' | undefined;
  /** Says something to this person, in order, after the commit. */
  say(message: Message, how?: How): void;
  /** A short sentence on top of a press; becomes a message where there are no presses. */
  toast(sentence: string): void;
  /** A button that opens a dialog with these arguments; it stays good until the dialog itself says otherwise. */
  button(label: string, dialog: string, ...args: (string | number)[]): Button;
  /** The same, on a message that is kept: the press answers below it instead of rewriting it. */
  keptButton(label: string, dialog: string, ...args: (string | number)[]): Button;
}

export interface ClientTurn extends Turn {
  readonly client: Client;
  /** This person turns out to be another client, whose the turn is from here on. */
  become(client: Client): void;
}

export interface StaffTurn extends Turn {
  readonly staff: Staff;
}

export interface Choice {
  /** Up to 30 bytes of plain ASCII; stable, for it travels in the button. */
  id: string;
  label: string;
}

/** What a step asks. */
export interface Prompt {
  text: string;
  choices?: Choice[];
  /** Choices side by side; 1 unless told. */
  columns?: number;
  picture?: string;
  request?: NonNullable<Message['request']>;
}

/** What a person answered a step with: one of its choices, or anything heard. */
export type Answer = { kind: 'choice'; id: string } | Exclude<Heard, { kind: 'button' }>;

/** A reader's verdict: a value, a sentence why not, or undefined when it is no answer to this question at all. */
export type Read = { value: unknown } | { refuse: string } | undefined;

export const value = (value: unknown): Read => ({ value });
export const refuse = (sentence: string): Read => ({ refuse: sentence });

type May<T> = T | Promise<T>;

/** One question. It is asked when `when` says so and it is not answered yet; the order of the steps is the order of asking. */
export interface Step<T extends Turn> {
  when?(turn: T): May<boolean>;
  ask(turn: T): May<Prompt>;
  /** Reads anything but a plain press on one of the choices; without it only the choices are answers. */
  read?(turn: T, answer: Answer): May<Read>;
  /** Puts the value where it belongs; by default under the step's name. */
  take?(turn: T, value: unknown): May<void>;
  /** Whether there is nothing to ask any more; by default: a value lies under the step's name. */
  answered?(turn: T): May<boolean>;
  /** Makes it unanswered again for "back" and "change"; by default drops the value. */
  forget?(turn: T): May<void>;
  /** No "back" from here. */
  first?: boolean;
  /** What is typed here is written nowhere as it was typed; the thread shows these words instead. */
  secret?(t: Texts): string;
}

/** One conversation as data. Without steps it is one press: `done` runs at once and an unfinished dialog stays as it is. */
export interface Dialog<T extends Turn> {
  name: string;
  /** Commands that open it: `/order`. */
  opensOn?: readonly string[];
  /** Words of a menu button that open it when typed, in any language. */
  label?(t: Texts): string;
  /** What people type to get here, in any language; while they talk with a person it is meant for that person. */
  said?(t: Texts): readonly string[];
  /** Names of the arguments that a button carries. */
  args?: readonly string[];
  /** Colleagues who may open it; for everyone when absent. Clients' dialogs have none. */
  roles?: readonly Role[];
  /** Prepares the answers when it opens; may refuse by throwing `Refused`. */
  open?(turn: T): May<void>;
  steps?: Record<string, Step<T>>;
  /** Handles "back" itself; true when it did. */
  back?(turn: T): May<boolean>;
  /** What the button that leaves it says, and what is said then, where "cancel" would mislead. */
  leave?(t: Texts): { label: string; said: string };
  /** Everything is answered: do it. */
  done(turn: T): May<void>;
  /** Says how things stand when an old button of this dialog was pressed; true when it did. */
  stale?(turn: T): May<boolean>;
}

/** A conversation of clients. The file's name is the dialog's. */
export const customerDialog = (dialog: Dialog<ClientTurn>): Dialog<ClientTurn> => dialog;

/** A conversation of colleagues. The file's name is the dialog's. */
export const staffDialog = (dialog: Dialog<StaffTurn>): Dialog<StaffTurn> => dialog;
