import { z } from 'zod';
import { clientStatuses } from '../../../db/schema/words.ts';
import type { Purpose } from '../../../flows/clients/give-consent.ts';
import { readTypedPhone, type TypedPhone } from '../../../flows/clients/typed-phone.ts';
import type { Client } from '../../../flows/dialogs/dialog.ts';
import type { Shop } from '../../../flows/shop.ts';
import { textsIn } from '../../../flows/texts/texts.ts';
import { flaw, id, language, showTime, showTimeOrNull, timeText } from './common.ts';

export const purposes = ['data', 'allergies', 'marketing'] as const satisfies readonly Purpose[];

export const birthday = z.string().regex(/^(\d{4}-|--)\d\d-\d\d$/, 'birthday');

/** A client as other programs see them; health data is not among it. */
export const clientShape = z
  .strictObject({
    id,
    name: z.string().nullable(),
    phone: z.string().nullable().meta({ description: 'E.164: +79123456789.' }),
    language,
    status: z.enum(clientStatuses),
    responsibleId: id.nullable(),
    source: z.string().nullable(),
    birthday: z.string().nullable().meta({ description: 'An ISO date, or `--MM-DD` when nobody knows the year.' }),
    fields: z.record(z.string(), z.string()).meta({ description: 'Own fields of the shop, by name.' }),
    preferredChannel: z.string().nullable(),
    consents: z.array(z.enum(purposes)).meta({ description: 'What the client has agreed to.' }),
    ordersCount: z.int(),
    ordersSum: z.int().meta({ description: 'Minor units.' }),
    lastOrderAt: timeText.nullable(),
    waitingSince: timeText.nullable().meta({ description: 'Since when the client waits for a person’s answer.' }),
    createdAt: timeText,
  })
  .meta({ id: 'Client' });

type ShownClient = z.infer<typeof clientShape>;

export function showClient(client: Client): ShownClient {
  const { id, name, phone, language, status, responsibleId, source, birthday, fields, preferredChannel, ordersCount, ordersSum } = client;
  return {
    ...{ id, name, phone, language, status, responsibleId, source, birthday, fields, preferredChannel, ordersCount, ordersSum },
    consents: purposes.filter((purpose) => client.consents[purpose] !== undefined),
    lastOrderAt: showTimeOrNull(client.lastOrderAt),
    waitingSince: showTimeOrNull(client.waitingSince),
    createdAt: showTime(client.createdAt),
  };
}

/** A phone number as it is kept, and what was said beside it; what is none is a flaw of the request. */
export function readPhone(typed: string, { country, language }: Pick<Shop, 'country' | 'language'>, path: string): TypedPhone {
  const read = readTypedPhone(typed, country, textsIn(language));
  if (read === undefined) throw flaw(path, 'phone');
  return read;
}
