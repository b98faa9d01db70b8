import type { Config } from '../config.ts';
import type { Files } from '../db/files.ts';
import type { Log } from '../db/log.ts';
import type { Instant } from '../db/schema/words.ts';
import type { Reader, Store } from '../db/store.ts';

/** What the panel stands on. */
export interface PanelWorld {
  config: Config;
  store: Store;
  /** Reads for reports, apart from what the bots need. */
  heavy: Reader;
  files: Files;
  log: Log;
  now(): Instant;
  /** Something was changed: follow and send without waiting for the tick. */
  nudge(): void;
}
