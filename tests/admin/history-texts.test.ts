import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { historyTexts } from '../../admin/texts/history.ts';

test('everything that can happen has its sentence in both languages', () => {
  const source = readFileSync(new URL('../../flows/events.ts', import.meta.url), 'utf8');
  const types = [...source.matchAll(/type: '([a-z]+\.[a-z-]+)'/g)].map(([, type]) => type ?? '');
  expect(types.length).toBeGreaterThan(50);
  for (const { sentences } of Object.values(historyTexts)) {
    const said: Record<string, unknown> = sentences;
    expect(types.filter((type) => said[type] === undefined)).toEqual([]);
  }
});
