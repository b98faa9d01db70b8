import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { endingOf, kindOf } from '../../db/file-kinds.ts';

const sample = (name: string): Buffer => readFileSync(new URL(`../files/${name}`, import.meta.url));

test.each([
  ['voice.ogg', 'ogg', 'sound'],
  ['memo.m4a', 'm4a', 'sound'],
  ['recorder.mp4', 'm4a', 'sound'],
  ['recorder.webm', 'weba', 'sound'],
  ['song.mp3', 'mp3', 'sound'],
  ['cake.mp4', 'mp4', 'film'],
  ['cake.webm', 'webm', 'film'],
  ['cake.jpg', 'jpg', 'picture'],
  ['cake.png', 'png', 'picture'],
  ['cake.webp', 'webp', 'picture'],
  ['cake.gif', 'gif', 'picture'],
])('%s, made by a real codec, is kept as %s and shown as a %s', async (name, ending, showing) => {
  expect(await endingOf(sample(name))).toBe(ending);
  expect(kindOf(`${'a'.repeat(64)}.${ending}`)).toMatchObject({ showing });
});

test('what nobody may send is kept without a kind, whatever it is called', async () => {
  expect(await endingOf(Buffer.from('<script>alert(1)</script>'))).toBe('bin');
  expect(await endingOf(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe('bin');
  expect(await endingOf(Buffer.alloc(0))).toBe('bin');
  expect(kindOf('a.bin')).toBeUndefined();
  expect(kindOf('a.constructor')).toBeUndefined();
});
