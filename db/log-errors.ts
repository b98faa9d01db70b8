import { log } from './log.ts';

/** Where errors go that no caller waits for. */
export const reportToLog = (error: unknown): void => log.error({ err: error }, 'The database had a problem behind the scenes');
