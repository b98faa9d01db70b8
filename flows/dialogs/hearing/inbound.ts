import type { Instant, Language } from '../../../db/schema/words.ts';
import type { Heard } from '../../../notifications/message.ts';
import type { Client, ClientTurn, Conversation, Identity, Staff, StaffTurn } from '../dialog.ts';
import type { Repertoire } from '../engine.ts';

/** One update of any platform, made neutral. `externalId` is unique within the channel: a repeat carries the same. */
export interface Inbound {
  channel: string;
  address: string;
  externalId: string;
  /** The platform's id of the message, so that a later reply to it can be matched. */
  messageId?: string;
  at: Instant;
  heard: Heard;
  name?: string;
  language?: Language;
  /** The channel has no buttons: choices are shown as a numbered menu and answered by number. */
  numbered?: boolean;
  /** The channel shows at most so many choices at once: longer lists come page by page. */
  atMost?: number;
  /** There is no button to begin with: a greeting is a beginning. */
  greeted?: boolean;
  /** The browser, as `deviceCode` writes it down; only the chat on the site knows it. */
  device?: string;
  /** The update as it came; kept only when it could not be handled. */
  raw?: unknown;
}

/** What came of an update: committed before this is returned. `toast` is a short sentence for the press. */
export interface Received {
  repeat: boolean;
  toast?: string;
}

export interface Repertoires {
  customer: Repertoire<ClientTurn>;
  staff: Repertoire<StaffTurn>;
}

/** Who talks on a channel: on one of the staff a stranger is sent away, elsewhere a stranger becomes a client. */
export type Audience = 'clients' | 'staff' | 'both';

export interface InboxContext {
  now: Instant;
  audience: Audience;
  repertoires: Repertoires;
}

export interface Person {
  identity: Identity;
  conversation: Conversation;
  client: Client | null;
  staff: Staff | null;
}
