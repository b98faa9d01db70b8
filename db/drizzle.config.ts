import { defineConfig } from 'drizzle-kit';
import { dialect } from './kit.ts';

/** Used by tests/generate-migrations.ts, once for each dialect. */
export default defineConfig({
  dialect: dialect === 'postgres' ? 'postgresql' : 'sqlite',
  schema: './db/schema/index.ts',
  out: process.env.MIGRATIONS_OUT ?? `./db/migrations/${dialect}`,
  casing: 'snake_case',
});
