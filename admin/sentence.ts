import type { Language } from '../db/schema/words.ts';
import { formatsFor } from '../flows/format.ts';
import type { Refused } from '../flows/refused.ts';
import type { Shop } from '../flows/shop.ts';
import { textsIn } from '../flows/texts/texts.ts';

/** What a refusal says to a person. */
export const sentenceOf = (
  { code, details }: Refused,
  language: Language,
  shop: Pick<Shop, 'currency' | 'timezone'> = { currency: 'RUB', timezone: 'UTC' },
): string => textsIn(language).refused[code](details, formatsFor(language, shop));
