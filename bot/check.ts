import type { Config } from '../config.ts';
import type { Instant } from '../db/schema/words.ts';
import type { Store } from '../db/store.ts';
import type { Texts } from '../flows/texts/texts.ts';

/** Every trouble that has a sentence with its cure. */
export type Trouble = keyof Texts['alarm'];

/** What a check has found out about one thing. */
export interface Finding {
  /** A channel's name, or the check's own: what is told of a channel's trouble goes out by another one. */
  about: string;
  /** What is wrong; absent when all is well. */
  trouble?: Trouble;
  /** A version, an age, a count: for people, in no language. */
  detail?: string;
  /** Nobody can tell at this moment (no network): a reason for the doctor to say so, not to wake anybody. */
  unsure?: true;
}

/** What a check may look at. */
export interface Scene {
  config: Config;
  /** Absent when the database cannot be opened. */
  store?: Store | undefined;
  /** The clock of the business. */
  now(): Instant;
  /** Names of the channels that are on; unknown to the doctor, who is another process. */
  channels?: ReadonlySet<string>;
}

/** One thing that can be out of order. */
export interface Check {
  name: string;
  /** The troubles it can find, and tell to be over. */
  finds: readonly Trouble[];
  /** How often the running shop looks; only the doctor does when absent. */
  everyMinutes?: number;
  /** For how long a trouble may pass by itself before anybody is told. */
  patienceInMinutes?: number;
  examine(scene: Scene): Promise<Finding[]>;
}

/** One file in `bot/checks/`, named as the check. */
export const check = (definition: Check): Check => definition;
