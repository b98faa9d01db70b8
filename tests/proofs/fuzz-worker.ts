import express from 'express';
import { readConfig } from '../../config.ts';
import { makeKey } from '../../flows/api-keys/make-key.ts';
import { type Scope, scopes } from '../../flows/api-keys/scopes.ts';
import { getShop, saveShop } from '../../flows/shop.ts';
import { type FoundRoute, watchRouters } from './parts/fuzz/find-routes.ts';

/** The shop that is fuzzed, in a process of its own: the real start, with every router watched, so that a new route is found by itself. */
const routers = watchRouters(express);
const { startAnna } = await import('../../main.ts');
for (const name of ['unhandledRejection', 'uncaughtException'] as const)
  process.on(name, (error) => {
    process.send?.({ crash: `${name}: ${error instanceof Error ? error.stack : String(error)}` });
    process.exit(1);
  });

const anna = await startAnna(readConfig(process.env));
const keys = await anna.store.tx(async (tx) => {
  await saveShop(tx, { ...(await getShop(tx)), ordersPerDay: 1_000_000 });
  const made: string[] = [];
  for (let i = 0; i < 300; i++) {
    const given = { title: 'fuzz', scopes: Object.keys(scopes) as Scope[], by: { kind: 'system' }, now: Date.now() } as const;
    made.push((await makeKey(tx, given)).key);
  }
  return made;
});
// The panel opens with its first visitor; its routes are there then.
await fetch(`http://127.0.0.1:${anna.port}/admin/login`).then((answer) => answer.text());

/** What the driver must know. */
export interface Target {
  port: number;
  keys: string[];
  routes: FoundRoute[];
}
process.send?.({ port: anna.port, keys, routes: routers.found() } satisfies Target);
process.on('disconnect', () => process.exit(1));
process.on('SIGTERM', () => void anna.stop().then(() => process.exit(0)));
