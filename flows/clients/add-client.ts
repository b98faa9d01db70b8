import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import type { By } from '../events.ts';
import { Refused } from '../refused.ts';
import type { Shop } from '../shop.ts';
import { refuseUnless } from '../staff/rights.ts';
import { textsIn } from '../texts/texts.ts';
import { keepPhoneNote } from './keep-phone-note.ts';
import { meetCaller } from './meet-caller.ts';
import { cleanName } from './name.ts';
import { readTypedPhone } from './typed-phone.ts';

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
  const t = textsIn(shop.language);
  const [called, read] = [cleanName(name), readTypedPhone(phone, shop.country, t)];
  if (called === undefined) throw new Refused('client.name-wrong');
  if (read === undefined) throw new Refused('client.phone-wrong');
  const { id } = await meetCaller(tx, { phone: read.phone, name: called, language: shop.language, source: null, by, now });
  await keepPhoneNote(tx, { clientId: id, note: read.note, t });
  return id;
}
