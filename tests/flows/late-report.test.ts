import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { messages } from '../../db/schema/talk.ts';
import { reportSoon } from '../../flows/messages/report-delivery.ts';
import { seconds } from '../../notifications/time.ts';
import { openFloor } from '../floor.ts';

test('a report that overtakes the answer with the message’s id is not lost, and the platform does not wait for it', async () => {
  const floor = await openFloor();
  const client = floor.client('Мария');
  await client.says('здравствуйте');
  const [sent] = await floor.store.read.select().from(messages).where(eq(messages.direction, 'out'));
  const rename = (externalId: string) =>
    floor.store.tx(
      async (tx) =>
        void (await tx
          .update(messages)
          .set({ externalId })
          .where(eq(messages.id, sent?.id ?? 0))),
    );
  await rename('not known yet');

  const began = performance.now();
  const report = { channel: 'web', externalId: 'theirs', state: 'delivered', now: floor.clock.now() } as const;
  await reportSoon(floor.store, report);
  expect(performance.now() - began).toBeLessThan(1000);
  await rename('theirs');
  await floor.passes(seconds(2));
  const [line] = await floor.store.read
    .select()
    .from(messages)
    .where(eq(messages.id, sent?.id ?? 0));
  expect(line?.state).toBe('delivered');
});
