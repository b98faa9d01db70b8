import type { Instant } from '../db/schema/words.ts';
import type { Message, RemoteFile } from './message.ts';

/** One message on its way to one address. */
export interface Outgoing {
  address: string;
  message: Message;
  /** Rewrite this shown message (platform id) instead of sending a new one, where the channel can. */
  replaces?: string;
  /** Make no sound: a copy that may already have arrived. */
  silent?: boolean;
  /** When it was put into the outbox. */
  since: Instant;
}

/** A colleague's phone to ring for a call to a client. */
export interface Ring {
  callId: number;
  /** E.164. */
  to: string;
  /** When it was put into the outbox. */
  since: Instant;
}

/** What the worker needs of a channel. Every failure is a `ChannelError`. */
export interface Sender {
  readonly name: string;
  /** At most so many sends a second over all chats. */
  readonly perSecond: number;
  /** The parts that a message is billed as, on a channel that costs money by the part: the owner's limits count them. */
  billedParts?(message: Message): number;
  send(outgoing: Outgoing): Promise<{ externalId: string }>;
  /** Takes a shown message away; a message that is gone already is a success. */
  remove?(address: string, externalId: string): Promise<void>;
  /** The bytes of a file somebody sent. Refuses what is over 20 MB with `never`. */
  fetch?(file: RemoteFile): Promise<Uint8Array>;
  /** Whether this very message already went out (`unknown` answers of paid channels); undefined when it did not. */
  wasSent?(outgoing: Outgoing): Promise<{ externalId: string } | undefined>;
  /** Calls people: lets a phone ring, and tells whether it did when the answer was lost. */
  phone?: {
    ring(ring: Ring): Promise<{ externalId: string }>;
    wasRung(ring: Ring): Promise<{ externalId: string } | undefined>;
  };
}
