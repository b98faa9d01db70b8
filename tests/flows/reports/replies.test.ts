import { eq, isNotNull } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { clients } from '../../../db/schema/people.ts';
import { messages } from '../../../db/schema/talk.ts';
import { answerClient } from '../../../flows/messages/answer-client.ts';
import { closeChat } from '../../../flows/messages/close-chat.ts';
import { hours, minutes } from '../../../notifications/time.ts';
import { openFloor } from '../../floor.ts';

test('how long a client waited for an answer is counted from the first question, in working time, once', async () => {
  const { store, clock, colleague, client, passes } = await openFloor();
  const olga = await colleague('Ольга', 'manager');
  const maria = client('Мария');
  await maria.says('/operator');
  const answer = () =>
    store.tx((tx) => answerClient(tx, { clientId: 1, text: 'Да', by: { kind: 'staff', id: olga.id }, now: clock.now() }));
  const waits = async () =>
    (await store.read.select({ ms: messages.waitedMs }).from(messages).where(isNotNull(messages.waitedMs)).orderBy(messages.id)).map(
      ({ ms }) => (ms ?? 0) / minutes(1),
    );
  await answer();
  const before = (await waits()).length;

  await maria.says('Есть торт без орехов?');
  await passes(minutes(4));
  await maria.says('Ау?');
  await passes(minutes(3));
  await answer();
  await answer();
  expect((await waits()).slice(before)).toEqual([7]);

  // Friday, one hour before closing; the answer comes on Saturday, half an hour after opening.
  await passes(hours(20) - (clock.now() % hours(24)) - hours(3) - hours(1));
  await maria.says('А на завтра?');
  await passes(hours(1) + hours(14) + minutes(30));
  await answer();
  expect((await waits()).at(-1)).toBe(90);
});

test('words after a chat that was closed begin a new wait', async () => {
  const { store, clock, colleague, client, passes } = await openFloor();
  const olga = await colleague('Ольга', 'manager');
  const by = { kind: 'staff', id: olga.id } as const;
  const maria = client('Мария');
  await maria.says('/operator');
  await maria.says('Спасибо!');
  const [{ id: clientId } = { id: 0 }] = await store.read.select({ id: clients.id }).from(clients).where(eq(clients.name, 'Мария'));
  await passes(minutes(2));
  await store.tx((tx) => closeChat(tx, { clientId, by, now: clock.now() }));
  await passes(minutes(30));
  await maria.says('/operator');
  await maria.says('Ещё вопрос');
  await passes(minutes(5));
  await store.tx((tx) => answerClient(tx, { clientId, text: 'Слушаю', by, now: clock.now() }));

  const [reply] = await store.read.select({ waitedMs: messages.waitedMs }).from(messages).where(isNotNull(messages.waitedMs));
  expect(reply?.waitedMs).toBe(minutes(5));
});
