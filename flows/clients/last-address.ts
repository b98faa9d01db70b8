import { desc, sql } from 'drizzle-orm';
import { orders } from '../../db/schema/orders.ts';
import { type Reader, statement } from '../../db/store.ts';

export interface Place {
  text: string;
  latitude?: number;
  longitude?: number;
}

const delivered = statement('client_last_address', (db: Reader) =>
  db
    .select({ address: orders.address, latitude: orders.latitude, longitude: orders.longitude })
    .from(orders)
    .where(sql`${orders.clientId} = ${sql.placeholder('clientId')} and ${orders.address} is not null`)
    .orderBy(desc(orders.id))
    .limit(1),
);

/** Where the client's last delivery went. */
export async function findLastAddress(db: Reader, clientId: number): Promise<Place | undefined> {
  const [last] = await delivered(db, { clientId });
  if (!last?.address) return undefined;
  const pin = last.latitude === null || last.longitude === null ? {} : { latitude: last.latitude, longitude: last.longitude };
  return { text: last.address, ...pin };
}
