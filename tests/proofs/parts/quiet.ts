import { existsSync } from 'node:fs';

/** Imported first, before anything opens the log: thousands of planned failures are not news. */
process.env.LOG_LEVEL ??= 'silent';

/** These proofs are not about disks, which would only be slow. */
if (existsSync('/dev/shm')) process.env.TMPDIR = '/dev/shm';
