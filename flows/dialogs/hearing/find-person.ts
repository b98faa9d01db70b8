import { and, eq, sql } from 'drizzle-orm';
import { clients, identities, staff } from '../../../db/schema/people.ts';
import { conversations } from '../../../db/schema/talk.ts';
import { type Reader, statement, type Tx } from '../../../db/store.ts';
import type { Inbound, Person } from './inbound.ts';

const personAt = statement('person_at', (db: Reader) =>
  db
    .select({ identity: identities, conversation: conversations, client: clients, staff })
    .from(identities)
    .innerJoin(conversations, eq(conversations.identityId, identities.id))
    .leftJoin(clients, eq(clients.id, identities.clientId))
    .leftJoin(staff, eq(staff.id, identities.staffId))
    .where(and(eq(identities.channel, sql.placeholder('channel')), eq(identities.address, sql.placeholder('address')))),
);

export async function findPerson(tx: Tx, { channel, address }: Inbound): Promise<Person | undefined> {
  const [found] = await personAt(tx, { channel, address });
  return found;
}
