import { z } from 'zod';

/** A thing with parts in a question's address: written as JSON there, checked by its own schema. */
export const asJson = <T>(schema: z.ZodType<T>) =>
  z
    .string()
    .max(8000)
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'not JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);
