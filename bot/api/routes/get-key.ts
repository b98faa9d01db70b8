import { z } from 'zod';
import { isScope, type Scope, scopes } from '../../../flows/api-keys/scopes.ts';
import { route } from '../route.ts';
import { language, localized, showTimeOrNull, timeText } from '../shapes/common.ts';

// Every name of the table is a scope; its type does not say so.
const names = Object.keys(scopes) as [Scope, ...Scope[]];

export default route({
  name: 'get-key',
  ...{ method: 'get', at: '/key', noun: 'Key', scope: null, may: null },
  summary: { ru: 'Чей это ключ, что ему можно и до какого срока', en: 'Which key this is, what it may and until when' },
  about: 'To see whether a key works.',
  answer: z.strictObject({
    title: z.string(),
    scopes: z.array(z.enum(names)),
    expiresAt: timeText.nullable(),
    shop: z.strictObject({ name: localized, language, currency: z.string(), timezone: z.string(), country: z.string() }),
  }),
  async read({ key: { title, scopes: given, expiresAt }, shop: { name, language, currency, timezone, country } }) {
    const shop = { name, language, currency, timezone, country };
    return { title, scopes: given.filter(isScope), expiresAt: showTimeOrNull(expiresAt), shop };
  },
});
