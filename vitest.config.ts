import { defineConfig } from 'vitest/config';

/** Started by tests/run.ts, once for each database. */
export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Without the platforms' specs our own Telegram and Twilio check nothing, and cannot be tried.
    exclude: process.env.ANNA_SPECS === 'none' ? ['tests/servers/**'] : [],
    pool: 'forks',
    maxWorkers: 2,
    execArgv: ['--import', `${import.meta.dirname}/db/lean.js`],
    env: { LOG_LEVEL: 'silent' },
    // A busy machine must not turn a test red: what is waited for comes, or the test ends.
    expect: { poll: { timeout: 15_000 } },
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
