import { isPassing } from '../db/errors.ts';
import type { Log } from '../db/log.ts';
import type { Store } from '../db/store.ts';
import { hear, hearRefusal, keepFailure } from '../flows/dialogs/hear.ts';
import type { Audience, Inbound, InboxContext, Received, Repertoires } from '../flows/dialogs/hearing/inbound.ts';
import { Refused } from '../flows/refused.ts';
import { Lanes } from './lanes.ts';

interface Surroundings {
  store: Store;
  repertoires: Repertoires;
  log: Log;
  now(): number;
  /** Who talks on a channel. */
  audienceOf(channel: string): Audience;
  /** Something was committed: there may be events to follow and messages to send. */
  nudge(): void;
}

export interface Inbox {
  /**
   * Takes one update and resolves after its commit: once, in the order of its address. What the business refuses and what fails is answered
   * too. Rejects only when nothing could be written; then the platform must bring it again.
   */
  receive(inbound: Inbound): Promise<Received>;
  /** Resolves when every update that was taken is committed. */
  idle(): Promise<void>;
}

/** The one way in for all channels. */
export function openInbox({ store, repertoires, log, now, audienceOf, nudge }: Surroundings): Inbox {
  const lanes = new Lanes();

  async function take(inbound: Inbound): Promise<Received> {
    const context = { now: now(), audience: audienceOf(inbound.channel), repertoires };
    try {
      return await store.tx((tx) => hear(tx, inbound, context));
    } catch (error) {
      if (!(error instanceof Refused)) return keep(inbound, context, error);
      // A refusal that cannot be answered must not come again and again either: it would hold up everything this person says.
      return store.tx((tx) => hearRefusal(tx, inbound, context, error)).catch((another: unknown) => keep(inbound, context, another));
    }
  }

  function keep(inbound: Inbound, context: InboxContext, error: unknown): Promise<Received> {
    // Nobody's fault in the update: the platform brings it again.
    if (isPassing(error)) throw error;
    log.error({ err: error, channel: inbound.channel }, 'An update could not be handled');
    return store.tx((tx) => keepFailure(tx, inbound, context, error instanceof Error ? error.message.slice(0, 500) : 'unknown'));
  }

  return {
    receive: (inbound) => lanes.run(`${inbound.channel} ${inbound.address}`, () => take(inbound)).finally(nudge),
    idle: () => lanes.idle(),
  };
}
