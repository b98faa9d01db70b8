import { products } from '../../../db/schema/catalog.ts';
import { orderItems, orders, stageVisits } from '../../../db/schema/orders.ts';
import { allergies, clients, identities } from '../../../db/schema/people.ts';
import { attachments, messages } from '../../../db/schema/talk.ts';
import { calls, tasks } from '../../../db/schema/work.ts';
import type { Tx } from '../../../db/store.ts';
import { seal } from '../../../flows/clients/allergies.ts';
import { record } from '../../../flows/events.ts';
import { mainPipeline } from '../../../flows/orders/pipeline.ts';
import { hours } from '../../../notifications/time.ts';
import type { WholeShop } from '../../whole-shop.ts';
import { payloads } from './payloads.ts';

/** Every field that a client, or whoever pretends to be one, fills by some door. */
export const fields = [
  ...([
    'name',
    'nickname',
    'own field',
    'source',
    'address',
    'recipient',
    'wishes',
    'inscription',
    'option',
    'agreed',
    'allergies',
  ] as const),
  ...(['message', 'file name', 'task', 'asked', 'noted', 'reason', 'old name', 'old address', 'sent'] as const),
] as const;
export type Field = (typeof fields)[number];

/** The words that stand in a field: which field it is can be read where they are shown. */
export const wordsOf = (index: number, field: Field): string => `${payloads[index]} ‹${field}›`;

export interface Strange {
  index: number;
  clientId: number;
  orderId: number;
}

/** One client with one order for each payload. */
export const plant = ({ store, clock }: WholeShop): Promise<Strange[]> =>
  store.tx(async (tx) => {
    const made = [];
    for (const index of payloads.keys()) made.push(await plantOne(tx, index, clock.now()));
    return made;
  });

async function plantOne(tx: Tx, index: number, now: number): Promise<Strange> {
  const said = (field: Field) => wordsOf(index, field);
  const inBoth = (field: Field) => ({ ru: said(field), en: said(field) });
  const pipeline = await mainPipeline(tx);
  const [product] = await tx.select({ id: products.id }).from(products).limit(1);
  const person = { name: said('name'), search: said('name').toLowerCase(), language: 'en', source: said('source') } as const;
  const [client] = await tx
    .insert(clients)
    .values({ ...person, fields: { [said('own field')]: said('own field') }, createdAt: now, waitingSince: now })
    .returning();
  const clientId = client?.id ?? 0;
  const way = { channel: 'telegram', address: `strange-${index}`, clientId, name: said('nickname'), createdAt: now };
  const [identity] = await tx.insert(identities).values(way).returning();
  const stageId = pipeline.stages[0]?.id ?? 0;
  const [order] = await tx
    .insert(orders)
    .values({
      ...{ origin: `strange:${index}`, pipelineId: pipeline.id, stageId, stageSince: now, reached: 1, clientId, createdAt: now },
      ...{ itemsTotal: 100_000, total: 100_000, dueAt: now + hours(1), fulfilment: 'delivery', address: said('address') },
      ...{ contactName: said('recipient'), contactPhone: said('recipient'), wishes: said('wishes'), source: said('source') },
      agreed: { at: now, language: 'en', lines: [said('agreed')], total: 100_000 },
    })
    .returning();
  const orderId = order?.id ?? 0;
  const option = { key: 'o', choice: 'c', title: inBoth('option'), choiceTitle: inBoth('option'), surcharge: 0 };
  await tx.insert(orderItems).values({
    ...{ orderId, productId: product?.id ?? 0, title: inBoth('option'), unit: 'kg', amount: 1500, total: 100_000 },
    ...{ options: [option], inscription: said('inscription') },
  });
  await tx
    .insert(stageVisits)
    .values({ orderId, stageId, enteredAt: now, enteredByKind: 'client', enteredById: clientId, reason: said('reason') });
  await tx.insert(allergies).values({ clientId, orderId, sealed: seal(said('allergies')), consentedAt: now });
  const about = { orderId, clientId };
  const line = { channel: 'telegram', identityId: identity?.id ?? 0, ...about, at: now };
  await tx.insert(messages).values({ ...line, direction: 'out', text: said('sent'), state: 'failed', reason: said('reason') });
  const [message] = await tx
    .insert(messages)
    .values({ ...line, direction: 'in', text: said('message'), state: 'received' })
    .returning();
  const file = {
    kind: 'file',
    purpose: 'chat',
    channel: 'telegram',
    remoteId: `f${index}`,
    name: said('file name'),
    file: `${'0'.repeat(64)}.bin`,
  } as const;
  await tx.insert(attachments).values({ ...file, ...about, messageId: message?.id ?? 0, at: now });
  const task = {
    title: inBoth('task'),
    comment: said('task'),
    role: 'manager',
    dueAt: now - 1,
    origin: `strange:${index}`,
    createdAt: now,
  } as const;
  await tx.insert(tasks).values({ ...task, ...about });
  await tx
    .insert(calls)
    .values({ externalId: `c${index}`, direction: 'in', phone: said('name'), ...about, state: 'missed', startedAt: now });
  const by = { kind: 'client', id: clientId } as const;
  await record(tx, { type: 'client.asked', clientId, messageId: message?.id ?? 0, text: said('asked') }, by, now);
  await record(tx, { type: 'order.noted', ...about, text: said('noted') }, by, now);
  const from = (field: Field) => ({ from: said(field), to: said(field) });
  await record(
    tx,
    { type: 'client.edited', clientId, changes: { name: from('old name'), [`field:${said('own field')}`]: from('own field') } },
    by,
    now,
  );
  await record(tx, { type: 'order.edited', ...about, changes: { address: from('old address') } }, by, now);
  return { index, clientId, orderId };
}
