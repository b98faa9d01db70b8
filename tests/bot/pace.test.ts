import { expect, test } from 'vitest';
import { pace } from '../../bot/site/pace.ts';

const now = 1_800_000_000_000;

test('a key has its burst at once, then a turn as often as its pace lets it', () => {
  const wait = pace(2, 0.1);
  expect([wait('a', now), wait('a', now), wait('a', now)]).toEqual([0, 0, 10_000]);
  expect([wait('a', now + 10_000), wait('a', now + 10_000)]).toEqual([0, 10_000]);
  expect(wait('b', now)).toBe(0);
});

test('however many others come, who has spent the burst still waits', () => {
  const wait = pace(2, 0.1);
  wait('a', now);
  wait('a', now);
  for (let other = 0; other < 1000; other++) wait(`other ${other}`, now + other);
  expect(wait('a', now + 1000)).toBe(9000);
});
