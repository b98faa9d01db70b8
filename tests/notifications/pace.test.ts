import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { holdBack, waitForTurn } from '../../notifications/pace.ts';

const channel = (perSecond: number) => ({ name: randomUUID(), perSecond });

test('a small burst leaves at once, then the pace counts', async () => {
  const quick = channel(20);
  const began = performance.now();
  for (let i = 0; i < 5; i++) await waitForTurn(quick);
  expect(performance.now() - began).toBeLessThan(100);
  for (let i = 0; i < 5; i++) await waitForTurn(quick);
  expect(performance.now() - began).toBeGreaterThan(200);
});

test('a message for a channel that is held back longer than a lease is given back, and takes no place in the line', async () => {
  const held = channel(1000);
  holdBack(held.name, 60_000);
  await expect(waitForTurn(held)).rejects.toMatchObject({ verdict: 'later', retryAfterMs: expect.closeTo(60_000, -2) });
});

test('what still waits for its turn when the program ends is given back unsent', async () => {
  const slow = channel(1);
  const ending = new AbortController();
  await waitForTurn(slow, ending.signal);
  const waiting = waitForTurn(slow, ending.signal);
  ending.abort();
  await expect(waiting).rejects.toMatchObject({ verdict: 'later', retryAfterMs: 0 });
});
