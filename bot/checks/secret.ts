import { desc } from 'drizzle-orm';
import { allergies } from '../../db/schema/people.ts';
import { sealWith, unseal } from '../../flows/clients/allergies.ts';
import { check } from '../check.ts';

/** The secret is still the one that sealed what is sealed. */
export default check({
  name: 'secret',
  finds: ['secret-changed'],
  async examine({ config, store }) {
    if (!store) return [];
    sealWith(config.secret);
    const [last] = await store.read.select({ sealed: allergies.sealed }).from(allergies).orderBy(desc(allergies.id)).limit(1);
    return [{ about: 'secret', ...(last && unseal(last.sealed) === undefined && { trouble: 'secret-changed' as const }) }];
  },
});
