import { z } from 'zod';
import type { attachments } from '../../../db/schema/talk.ts';
import { id } from './common.ts';

/** A file of ours, by its reference. */
export const keptFile = z.strictObject({ file: z.string() });

export const fileShape = z
  .strictObject({
    id,
    kind: z.enum(['photo', 'voice', 'file']),
    name: z.string().nullable(),
    ready: z.boolean().meta({ description: 'Whether its bytes are here; they may still be on their way.' }),
  })
  .meta({ id: 'File' });

export const showFile = ({ id, kind, name, file }: Pick<typeof attachments.$inferSelect, 'id' | 'kind' | 'name' | 'file'>) => ({
  ...{ id, kind, name },
  ready: file !== null,
});
