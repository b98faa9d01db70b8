import { desc } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { clients } from '../../db/schema/people.ts';
import { conversations, messages } from '../../db/schema/talk.ts';
import { openFloor } from '../floor.ts';

test('a sign under a message stays in the thread: no answer, no alarm, and what was asked is still asked', async () => {
  const floor = await openFloor();
  const olga = await floor.colleague('Ольга', 'manager');
  const vera = floor.client('Вера');
  await vera.says('/order');
  const [before] = await floor.store.read.select().from(conversations).orderBy(desc(conversations.id)).limit(1);
  const [shown, told] = [vera.chat.length, olga.chat.length];
  const on = vera.chat.at(-1);
  await vera.sends({ kind: 'reaction', sign: '❤️', on: on?.externalId ?? '' });
  await vera.sends({ kind: 'reaction', sign: '❤️', on: on?.externalId ?? '', withdrawn: true });
  expect([vera.chat.length, olga.chat.length]).toEqual([shown, told]);
  const lines = await floor.store.read.select({ text: messages.text }).from(messages).orderBy(desc(messages.id)).limit(2);
  expect(lines[1]?.text).toMatch(/^❤️ «.+»$/u);
  expect(lines[0]?.text).toMatch(/^Реакция снята: ❤️ «/u);
  expect((await floor.store.read.select().from(clients))[0]?.waitingSince).toBeNull();
  const [after] = await floor.store.read.select().from(conversations).orderBy(desc(conversations.id)).limit(1);
  expect(after).toMatchObject({ dialog: before?.dialog, step: before?.step, version: before?.version });
});

test('a colleague’s sign is no word at all', async () => {
  const floor = await openFloor();
  const olga = await floor.colleague('Ольга', 'manager');
  const shown = olga.chat.length;
  await olga.sends({ kind: 'reaction', sign: '👍', on: olga.chat.at(-1)?.externalId ?? '' });
  expect(olga.chat.length).toBe(shown);
});
