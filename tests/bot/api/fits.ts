import { expect } from 'vitest';
import type { Route } from '../../../bot/api/route.ts';
import { loadFolder } from '../../../db/folder.ts';
import type { Answer } from './api-world.ts';

export const routes = await loadFolder<Route>(new URL('../../../bot/api/routes/', import.meta.url));

/** The answer is what the description promises, without a field more. */
export function fits(name: string, { status, body }: Answer): Answer['body'] {
  const route = routes.get(name);
  expect([status, body]).toEqual([route?.status ?? 200, body]);
  expect(route?.answer.safeParse(body).error?.issues ?? []).toEqual([]);
  return body;
}
