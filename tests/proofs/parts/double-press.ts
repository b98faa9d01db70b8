import { and, eq } from 'drizzle-orm';
import { orders } from '../../../db/schema/orders.ts';
import { clients, identities } from '../../../db/schema/people.ts';
import { conversations } from '../../../db/schema/talk.ts';
import { encodePress } from '../../../flows/dialogs/press.ts';
import { getShop, saveShop } from '../../../flows/shop.ts';
import type { Random } from './random.ts';
import { agrees, nextAct } from './shopper.ts';
import { type Deed, openSide, type Side } from './side.ts';

type Conversation = typeof conversations.$inferSelect;

/**
 * So many clients stand before the summary of their order and press Agree with a trembling finger: two updates with numbers of their own,
 * each taken by another program on the same database. Answers how many orders there are then.
 */
export async function pressTwice(count: number, random: Random): Promise<number> {
  const side = await openSide({ inTurn: false });
  try {
    await side.store.tx(async (tx) => saveShop(tx, { ...(await getShop(tx)), ordersPerDay: 1_000_000 }));
    const summary = await comeToSummary(side, random);
    for (let done = 0; done < count; done += 20) {
      const batch = Array.from({ length: Math.min(20, count - done) }, (_, i) => done + i);
      await Promise.all(batch.map(async (number) => pressBoth(side, await standBefore(side, summary, number), number)));
    }
    return (await side.store.read.select({ id: orders.id }).from(orders)).length;
  } finally {
    await side.close();
  }
}

/** One client goes the whole way, up to the summary. */
async function comeToSummary(side: Side, random: Random): Promise<Conversation> {
  const address = '7000';
  let heard: Deed['heard'] = { kind: 'text', text: '/order' };
  for (let step = 0; step < 60; step++) {
    await side.brings({ channel: 'telegram', address, externalId: `summary-${step}`, heard });
    await side.settles();
    const shown = side.clients.chat(address).at(-1);
    const labels = shown?.message.buttons?.flat().map(({ label }) => label) ?? [];
    const act = nextAct({ text: shown?.message.text ?? '', labels }, random);
    if (!act) throw new Error(`The order came to a stop at: ${shown?.message.text}`);
    if (agrees(act)) return conversationAt(side, address);
    const button = 'press' in act ? side.clients.findButton(address, (label) => label === act.press) : undefined;
    heard = button?.heard ?? { kind: 'text', text: 'type' in act ? act.type : '' };
  }
  throw new Error('The order never came to its summary');
}

async function conversationAt({ store }: Side, address: string): Promise<Conversation> {
  const [found] = await store.read
    .select({ conversation: conversations })
    .from(conversations)
    .innerJoin(identities, eq(identities.id, conversations.identityId))
    .where(and(eq(identities.channel, 'telegram'), eq(identities.address, address)));
  if (!found) throw new Error('There is no such conversation');
  return found.conversation;
}

/** Puts a new client before the same summary. */
function standBefore({ store, clock }: Side, summary: Conversation, number: number): Promise<number> {
  return store.tx(async (tx) => {
    const [client] = await tx
      .insert(clients)
      .values({ name: 'Ann Lee', language: 'en', createdAt: clock.now() })
      .returning({ id: clients.id });
    if (!client) throw new Error('The client was not written');
    const address = { channel: 'telegram', address: String(100_000 + number), clientId: client.id, createdAt: clock.now() };
    const [identity] = await tx.insert(identities).values(address).returning({ id: identities.id });
    if (!identity) throw new Error('The address was not written');
    const { id: _, ...copy } = summary;
    await tx.insert(conversations).values({ ...copy, identityId: identity.id });
    return identity.id;
  });
}

async function pressBoth(side: Side, identityId: number, number: number): Promise<void> {
  const { version } = await conversationAt(side, String(100_000 + number));
  const data = encodePress({ kind: 'step', version, choice: 'yes', keep: false }, identityId);
  const press = (name: string): Deed => ({
    channel: 'telegram',
    address: String(100_000 + number),
    externalId: `agree-${number}-${name}`,
    heard: { kind: 'button', data, messageId: '1' },
  });
  await Promise.all([side.brings(press('one')), side.bringsByTheOther(press('other'))]);
}
