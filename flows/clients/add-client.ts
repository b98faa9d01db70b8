import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import type { By } from '../events.ts';
import { Refused } from '../refused.ts';
import type { Shop } from '../shop.ts';
import { refuseUnless } from '../staff/rights.ts';
import { meetCaller } from './meet-caller.ts';
import { cleanName } from './name.ts';
import { cleanPhone } from './phone.ts';

interface AddClient {
  name: string;
  /** As typed. */
  phone: string;
  by: By;
  now: Instant;
  shop: Pick<Shop, 'country' | 'language'>;
}

/** Makes a client's card by hand, or finds the one that has this number; answers its id. Refuses with `client.name-wrong`, `client.phone-wrong`. */
export async function addClient(tx: Tx, { name, phone, by, now, shop }: AddClient): Promise<number> {
  await refuseUnless(tx, by, 'client.edit');
  const [called, number] = [cleanName(name), cleanPhone(phone, shop.country)];
  if (called === undefined) throw new Refused('client.name-wrong');
  if (number === undefined) throw new Refused('client.phone-wrong');
  return (await meetCaller(tx, { phone: number, name: called, language: shop.language, source: null, by, now })).id;
}
