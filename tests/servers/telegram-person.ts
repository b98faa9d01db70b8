import { escapeHtml } from './html-entities.ts';
import type { Fields } from './spec.ts';
import { buttonsOf } from './telegram-markup.ts';
import { fileFields, photoSizes } from './telegram-methods/media.ts';
import { Reading } from './telegram-reading.ts';
import { describe } from './telegram-show.ts';
import type { Button, Stored } from './telegram-state.ts';
import { botUser, chatOf, keepFile, userOf } from './telegram-state.ts';
import { textOf } from './telegram-text.ts';

/** `acknowledged` resolves when the bot has taken the update for good. */
export type Sent = { messageId: number; updateId: number; acknowledged: Promise<void> };
export type Toast = { text: string; alert: boolean };
/** `answered` resolves when the bot has answered the press. */
export type Pressed = { queryIds: string[]; updateIds: number[]; acknowledged: Promise<void>; answered: Promise<Toast> };

/** The smallest picture that is one. */
export const pixel: Buffer = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A person with a phone, in the chat with one bot. What they do reaches the bot as the platform would bring it. */
export class FakePerson extends Reading {
  /** The same person in the chat with another bot. */
  in(token: string): FakePerson {
    const bot = this.world.bots.get(token);
    if (!bot) throw new Error(`There is no bot with the token ${token}`);
    return new FakePerson(this.world, this.who, bot);
  }

  sends(text: string): Sent {
    return this.#message({ text, ...commandsIn(text) }, text);
  }

  repliesTo(messageId: number, text: string): Sent {
    const message = this.#stored(messageId).message;
    return this.#message({ text, reply_to_message: { ...message, reply_to_message: undefined } }, text);
  }

  forwards(text: string, fromName: string): Sent {
    return this.#message({ text, forward_origin: { type: 'hidden_user', sender_user_name: fromName, date: this.world.seconds() } }, text);
  }

  sendsPhoto(bytes: Buffer = pixel, caption = ''): Sent {
    return this.#message({ photo: this.#photo(bytes), ...(caption && { caption }) }, caption, { photo: bytes });
  }

  /** An album arrives as separate messages; only the first has the caption. */
  sendsAlbum(pictures: readonly Buffer[], caption = ''): Sent[] {
    const media_group_id = String(14_000_000_000 + this.world.revision);
    return pictures.map((bytes, index) => {
      const words = index === 0 ? caption : '';
      return this.#message({ media_group_id, photo: this.#photo(bytes), ...(words && { caption: words }) }, words, { photo: bytes });
    });
  }

  sendsDocument(name: string, bytes: Buffer, type = 'application/octet-stream', caption = ''): Sent {
    const file = keepFile(this.bot, { name, type, bytes });
    const document = { ...fileFields(file), file_name: name, mime_type: type };
    return this.#message({ document, ...(caption && { caption }) }, caption, { document: { name, bytes } });
  }

  sendsVoice(bytes: Buffer = Buffer.from('OggS'), seconds = 3): Sent {
    const file = keepFile(this.bot, { name: 'voice.ogg', type: 'audio/ogg', bytes });
    return this.#message({ voice: { ...fileFields(file), mime_type: 'audio/ogg', duration: seconds } }, '');
  }

  sendsPlace(latitude: number, longitude: number): Sent {
    return this.#message({ location: { latitude, longitude } }, '');
  }

  /** One's own contact, as the contact button sends it, or somebody else's. */
  sharesContact(phone: string, own = true, vcard?: string): Sent {
    const contact = {
      ...{ phone_number: phone, first_name: own ? this.who.firstName : 'Somebody', ...(own && { user_id: this.who.id }) },
      ...(vcard !== undefined && { vcard }),
    };
    return this.#message({ contact }, '');
  }

  sendsSticker(): Sent {
    const file = keepFile(this.bot, { name: 'sticker.webp', type: 'image/webp', bytes: pixel });
    const sticker = { ...fileFields(file), type: 'regular', width: 512, height: 512, is_animated: false, is_video: false, emoji: '👍' };
    return this.#message({ sticker }, '');
  }

  /** Changes an own earlier message. */
  edits(messageId: number, text: string): Sent {
    const stored = this.#stored(messageId);
    Object.assign(stored, { plain: text, html: escapeHtml(text), edits: stored.edits + 1 });
    stored.message = { ...stored.message, text, edit_date: this.world.seconds() };
    return { messageId, ...this.#push('edited_message', stored.message) };
  }

  /** Puts a sign under a message in the place of `before`; without one takes it away. */
  reacts(messageId: number, emoji: string | undefined, before?: string): { updateId: number; acknowledged: Promise<void> } {
    const signs = (each: string | undefined) => (each === undefined ? [] : [{ type: 'emoji', emoji: each }]);
    this.#stored(messageId);
    return this.#push('message_reaction', {
      ...{ chat: chatOf(this.who), message_id: messageId, user: userOf(this.who), date: this.world.seconds() },
      ...{ old_reaction: signs(before), new_reaction: signs(emoji) },
    });
  }

  /** Presses the button with this label or data on the newest message that has it. Throws a list of what is in sight. */
  presses(label: string): Pressed {
    const found = [...this.current.messages.values()].reverse().find((each) => buttonIn(each, label));
    if (!found) throw new Error(`${this.who.firstName} sees no button "${label}", but ${this.buttonsInSight()}`);
    return this.#press(found, label);
  }

  pressesOn(messageId: number, label: string): Pressed {
    return this.#press(this.#stored(messageId), label);
  }

  /** Presses what is no longer there, or never was: a screen that lags, or a forged client. */
  pressesData(data: string, messageId: number = this.last().id): Pressed {
    const gone = { message_id: messageId, chat: chatOf(this.who), date: 0 };
    return this.#query(this.current.messages.get(messageId)?.message ?? gone, data, data);
  }

  /** Taps a button of the reply keyboard: the bot hears its label as typed. */
  taps(label: string): Sent {
    const button = this.current.keyboard?.flat().find((each) => each.text === label);
    if (!button) throw new Error(`${this.who.firstName} sees no "${label}" on the keyboard, but ${this.buttonsInSight()}`);
    if (button.request_contact) throw new Error(`"${label}" shares the contact: use sharesContact(phone)`);
    if (button.request_location) throw new Error(`"${label}" shares the place: use sendsPlace(latitude, longitude)`);
    return this.sends(label);
  }

  blocks(): { updateId: number; acknowledged: Promise<void> } {
    this.current.blocked = true;
    return this.#member('member', 'kicked');
  }

  unblocks(): { updateId: number; acknowledged: Promise<void> } {
    this.current.blocked = false;
    return this.#member('kicked', 'member');
  }

  #photo(bytes: Buffer): Fields[] {
    return photoSizes(keepFile(this.bot, { name: 'photo.jpg', type: 'image/jpeg', bytes }));
  }

  #message(content: Fields, plain: string, extra: Partial<Stored> = {}): Sent {
    if (this.current.blocked)
      throw new Error(`${this.who.firstName} has blocked @${this.bot.username}, and would have to unblock it first`);
    this.current.started = true;
    const message = {
      message_id: this.bot.nextMessageId++,
      from: userOf(this.who),
      chat: chatOf(this.who),
      date: this.world.seconds(),
      ...content,
    };
    const base = { byBot: false, plain, html: escapeHtml(plain), silent: false, edits: 0, revision: 0, sentAt: this.world.now() };
    const stored = this.world.show(this.current, { ...base, message, ...extra });
    this.world.say(this.current, `${this.who.firstName}: ${describe(stored)}`);
    return { messageId: message.message_id, ...this.#push('message', message) };
  }

  #push(kind: string, payload: Fields, lane = `chat ${this.who.id}`): { updateId: number; acknowledged: Promise<void> } {
    this.reads();
    const { update, acknowledged } = this.bot.updates.push(kind, payload, lane);
    return { updateId: update.update_id, acknowledged };
  }

  #stored(messageId: number): Stored {
    const stored = this.current.messages.get(messageId);
    if (!stored) throw new Error(`${this.who.firstName} sees no message ${messageId} in the chat with @${this.bot.username}`);
    return stored;
  }

  #press(stored: Stored, label: string): Pressed {
    const button = buttonIn(stored, label);
    if (!button) throw new Error(`Message ${stored.message.message_id} has no button "${label}"; in sight: ${this.buttonsInSight()}`);
    if (button.callback_data === undefined)
      throw new Error(`"${label}" opens ${button.url ?? 'something else'}: there is nothing to tell the bot`);
    return this.#query(stored.message, button.callback_data, button.text);
  }

  #query(message: Fields, data: string, label: string): Pressed {
    if (this.current.blocked) throw new Error(`${this.who.firstName} has blocked @${this.bot.username}`);
    this.world.say(this.current, `${this.who.firstName} presses "${label}" (${textOf(data)})`);
    const { promise: answered, resolve: settle } = Promise.withResolvers<Toast>();
    const all = Array.from({ length: this.world.repeatPress }, () => {
      const id = `${this.who.id}${String(this.world.nextQueryId++).padStart(9, '0')}`;
      this.bot.presses.set(id, { id, chat: this.current, label, at: this.world.now(), answered: false, settle });
      const query = { id, from: userOf(this.who), message, chat_instance: String(this.who.id * 7), data };
      return { id, ...this.#push('callback_query', query, `press ${this.who.id}`) };
    });
    const acknowledged = Promise.all(all.map((each) => each.acknowledged)).then(() => undefined);
    return { queryIds: all.map((each) => each.id), updateIds: all.map((each) => each.updateId), acknowledged, answered };
  }

  #member(before: string, after: string): { updateId: number; acknowledged: Promise<void> } {
    this.world.say(this.current, `${this.who.firstName} ${after === 'kicked' ? 'blocks' : 'unblocks'} the bot`);
    const member = (status: string) => ({ user: botUser(this.bot), status, ...(status === 'kicked' && { until_date: 0 }) });
    const change = { chat: chatOf(this.who), from: userOf(this.who), date: this.world.seconds() };
    return this.#push(
      'my_chat_member',
      { ...change, old_chat_member: member(before), new_chat_member: member(after) },
      `member ${this.who.id}`,
    );
  }
}

const buttonIn = (stored: Stored, label: string): Button | undefined =>
  buttonsOf(stored.message.reply_markup)
    .flat()
    .find((each) => each.text === label || each.callback_data === label);

/** The platform marks commands; libraries hear nothing else as a command. */
function commandsIn(text: string): Fields {
  const entities = [...text.matchAll(/(?<=^|\s)\/[a-zA-Z0-9_]{1,32}(@\w+)?/g)].map((each) => ({
    type: 'bot_command',
    offset: each.index,
    length: each[0].length,
  }));
  return entities.length > 0 ? { entities } : {};
}
