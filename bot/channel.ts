import type { Router } from 'express';
import type { Config } from '../config.ts';
import type { Files } from '../db/files.ts';
import type { Log } from '../db/log.ts';
import type { Instant } from '../db/schema/words.ts';
import type { Store } from '../db/store.ts';
import type { Inbound, Received } from '../flows/dialogs/hearing/inbound.ts';
import type { Sender } from '../notifications/sender.ts';

export type { Inbound, Received };

/** What the world gives a channel. */
export interface Doors {
  config: Config;
  store: Store;
  files: Files;
  log: Log;
  now(): Instant;
  /** Takes an update; resolves after the commit. Rejects only when nothing could be written: the platform must repeat it. */
  receive(inbound: Inbound): Promise<Received>;
  /** The platform said what became of a sent message; statuses only move forward. `closes`: why nothing should be sent there any more. */
  report(
    channel: string,
    externalId: string,
    state: 'sent' | 'delivered' | 'read' | 'failed',
    reason?: string,
    closes?: string,
  ): Promise<void>;
  /** What the channel wrote by itself is committed: there may be events to follow and messages to send. */
  nudge(): void;
  /** Something an owner must hear of by another way: a revoked token, a second poller, silence. */
  alarm(
    channel: string,
    problem: 'token-revoked' | 'second-poller' | 'webhook-refused' | 'webhook-elsewhere' | 'silent',
    detail: string,
  ): Promise<void>;
}

/** A door for people: takes updates in and sends messages out. */
export interface Channel extends Sender {
  /** Pages and webhooks of this channel. */
  router?: Router;
  /** Begins to listen; resolves once it does, and never waits for the platform for ever. */
  start(): Promise<void>;
  /** Stops taking updates; resolves when what was taken is committed. */
  stop(): Promise<void>;
  /** Last sign of life from the platform, for /readyz; undefined when the channel has no poll. */
  lastHeardAt?(): Instant | undefined;
}

/** One file in `bot/channels/`. Without its `needs` in the settings it stays off, and the start says so. */
export interface ChannelFile {
  name: string;
  /** The settings it cannot work without, by their names in `.env`. */
  needs: readonly (keyof Config)[];
  /** Who talks here. On a `both` channel colleagues are known by their identity. */
  audience: 'clients' | 'staff' | 'both';
  /** Nobody orders here by writing: a channel of calls, or one that only sends. */
  conversations?: false;
  open(doors: Doors): Channel;
}

export const channel = (file: ChannelFile): ChannelFile => file;
