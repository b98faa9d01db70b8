import { z } from 'zod';
import { undoMerge } from '../../../flows/clients/undo-merge.ts';
import { route } from '../route.ts';
import { mergePath } from '../shapes/paths.ts';

export default route({
  name: 'undo-merge',
  ...{ method: 'post', at: '/merges/{mergeId}/undo', noun: 'Clients', scope: 'clients.write', may: 'client.merge' },
  summary: { ru: 'Разделить объединённые карточки', en: 'Make two cards of one again' },
  about: 'A second time is a success without effect.',
  path: mergePath,
  answer: z.strictObject({ undone: z.boolean().meta({ description: 'False when it had been undone before.' }) }),
  write: async ({ tx, by, now }, { path: { mergeId } }) => ({ undone: await undoMerge(tx, { mergeId, by, now }) }),
});
