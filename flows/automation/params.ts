import { z } from 'zod';
import { languages, roles } from '../../db/schema/words.ts';
import { recipientWords } from './recipients.ts';

/** How the panel draws an input of an action; each parameter below says its kind. */
export const inputKinds = [
  'text',
  'line',
  'minutes',
  'flag',
  'word',
  'words',
  'role',
  'recipient',
  'stage',
  'reminder',
  'conditions',
] as const;
export type InputKind = (typeof inputKinds)[number];

const kind = (each: InputKind) => ({ kind: each });

/** A text in the shop's languages, with fields like `{number}`. */
export const localized = z
  .partialRecord(z.enum(languages), z.string().max(2000))
  .refine((words) => Object.values(words).some((text) => text.trim()))
  .meta(kind('text'));
/** One line for whatever reader. */
export const line = (longest: number) => z.string().min(1).max(longest).meta(kind('line'));
export const minutesParam = z.number().nonnegative().max(1_000_000).meta(kind('minutes'));
export const flag = z.boolean().meta(kind('flag'));
export const oneOfWords = <const W extends readonly [string, ...string[]]>(words: W) => z.enum(words).meta(kind('word'));
export const someOfWords = <const W extends readonly [string, ...string[]]>(words: W) => z.array(z.enum(words)).meta(kind('words'));
export const role = z.enum(roles).meta(kind('role'));
export const recipient = z.enum(recipientWords).meta(kind('recipient'));
/** A stage by its number, or the next on the order's way. */
export const stageOrNext = z.union([z.literal('next'), z.number()]).meta(kind('stage'));
export const reminderParam = z.string().meta(kind('reminder'));

export const conditions = z
  .array(
    z.object({
      field: z.string().max(60),
      op: z.enum(['is', 'is-not', 'more', 'less', 'in', 'empty', 'filled']),
      value: z
        .union([z.string().max(200), z.number(), z.boolean(), z.array(z.union([z.string().max(200), z.number()])).max(50)])
        .optional(),
    }),
  )
  .max(20)
  .meta(kind('conditions'));
