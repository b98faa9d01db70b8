/** Imported first, before anything opens the log: thousands of planned failures are not news. */
process.env.LOG_LEVEL ??= 'silent';
