import type { Twilio } from 'twilio';
import type { Config } from '../../config.ts';
import { ChannelError } from '../../notifications/channel-error.ts';
import type { Outgoing } from '../../notifications/sender.ts';
import type { Alarm } from '../alarms.ts';
import { Remembered } from '../remembered.ts';
import { isPublicLink } from '../render.ts';
import { explain } from './failures.ts';

/** One request's worth of a message: words, a picture with or without words, or a form that Twilio keeps, filled in. */
export interface Piece {
  /** What the person will read; how the piece is known again. */
  body: string;
  mediaUrl?: string;
  content?: { sid: string; variables: Record<string, string> };
}

export interface Post {
  /** Sends the pieces one after another; a second try goes on with the next. Answers the number of the last. */
  send(outgoing: Outgoing, pieces: readonly Piece[]): Promise<string>;
  /** Whether the message that ends in these words already went out. Twilio knows no idempotency key: the list has to tell. */
  wasSent(outgoing: Outgoing, lastBody: string | undefined): Promise<{ externalId: string } | undefined>;
}

/** Our sender, and where Twilio reports to. */
export interface Sending {
  sender: { from: string } | { messagingServiceSid: string };
  statusCallback: string | undefined;
}

interface PostOptions {
  client(): Promise<Twilio>;
  alarm: Alarm;
  sending: Sending;
  /** An address as Twilio writes it on this channel. */
  addressOf(address: string): string;
}

/** Sending by Twilio's Messages, the same for SMS and WhatsApp. Every failure is a `ChannelError`. */
export function openPost({ client, alarm, sending, addressOf }: PostOptions): Post {
  /** How many pieces of a message have gone out. */
  const gone = new Remembered<string, number>(1000);
  /** What is known to be another message, when one with the same words is looked for. */
  const known = new Remembered<string, true>(10_000);

  return {
    async send({ address, message, since }, pieces) {
      const key = `${address} ${since} ${message.text}`;
      let sid = '';
      try {
        for (const [index, piece] of pieces.entries()) {
          if (index < (gone.get(key) ?? 0)) continue;
          // The last piece speaks for all: its number is the one that is kept.
          const { statusCallback } = index === pieces.length - 1 ? sending : {};
          const request = { to: addressOf(address), ...fieldsOf(piece), ...sending.sender, ...(statusCallback && { statusCallback }) };
          ({ sid } = await (await client()).messages.create(request));
          known.set(sid, true);
          gone.set(key, index + 1);
        }
      } catch (error) {
        throw await explain(error, alarm);
      }
      gone.delete(key);
      return sid;
    },

    async wasSent({ address, since }, lastBody) {
      try {
        const recent = await (await client()).messages.list({ to: addressOf(address), limit: 50 });
        const found = recent.find(
          (each) => each.body === lastBody && isAfter(each.dateCreated, since) && isOnItsWay(each.status) && !known.has(each.sid),
        );
        if (found) known.set(found.sid, true);
        return found && { externalId: found.sid };
      } catch (error) {
        const { message, wholeChannel } = await explain(error, alarm);
        throw new ChannelError(message, 'later', { wholeChannel });
      }
    },
  };
}

/** Twilio refuses the whole message for a callback address that it cannot reach. */
export function sendingFrom(from: string, { publicUrl }: Pick<Config, 'publicUrl'>, statusPath: string): Sending {
  const sender = from.startsWith('MG') ? { messagingServiceSid: from } : { from };
  return { sender, statusCallback: publicUrl && isPublicLink(publicUrl) ? publicUrl + statusPath : undefined };
}

function fieldsOf({ body, mediaUrl, content }: Piece) {
  if (content) return { contentSid: content.sid, contentVariables: JSON.stringify(content.variables) };
  return { ...(body !== '' && { body }), ...(mediaUrl !== undefined && { mediaUrl: [mediaUrl] }) };
}

/** Their clock and ours may differ by a little. */
const isAfter = (created: Date | null, since: number) => created !== null && created.getTime() >= since - 60_000;

const isOnItsWay = (status: string) => !['failed', 'undelivered', 'canceled'].includes(status);
