import { z } from 'zod';
import { fulfilments, requirements, roles, stageKinds } from '../../db/schema/words.ts';
import { localizedOfAtMost } from '../localized.ts';

const fields = {
  title: localizedOfAtMost(60),
  /** What the button that leads here says. */
  verb: localizedOfAtMost(40),
  role: z.enum(roles),
  /** Working minutes; null for none. */
  normMinutes: z.number().int().positive().max(100_000).nullable(),
  requires: z.array(z.enum(requirements)).transform((all) => requirements.filter((each) => all.includes(each))),
  fulfilment: z.enum(fulfilments).nullable(),
  clientMayChange: z.boolean(),
};

/** What the owner says of a new stage; its kind stays for good, for orders have been closed by it. */
export const stageForm = z.object({ ...fields, kind: z.enum(stageKinds) });
export type StageForm = z.infer<typeof stageForm>;

export const stageChangeForm = z.object(fields);
export type StageChange = Partial<z.infer<typeof stageChangeForm>>;
