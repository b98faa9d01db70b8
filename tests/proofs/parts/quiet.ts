import { existsSync } from 'node:fs';

/** Imported first, before anything opens the log: thousands of planned failures are not news. */
process.env.LOG_LEVEL ??= 'silent';

/** These proofs are not about disks, which would only be slow. */
if (existsSync('/dev/shm')) process.env.TMPDIR = '/dev/shm';

/** A new shop says how its owner gets in; thousands of new shops need not. */
const write = process.stdout.write.bind(process.stdout) as (...given: unknown[]) => boolean;
process.stdout.write = (...given: unknown[]) => String(given[0]).includes('one-time link') || write(...given);
