import { asc } from 'drizzle-orm';
import { z } from 'zod';
import { pipelines } from '../../../db/schema/orders.ts';
import { fulfilments, requirements, roles, stageKinds } from '../../../db/schema/words.ts';
import { loadPipeline } from '../../../flows/orders/pipeline.ts';
import { route } from '../route.ts';
import { id, localized } from '../shapes/common.ts';

const stage = z
  .strictObject({
    id,
    title: localized,
    kind: z.enum(stageKinds),
    role: z.enum(roles).meta({ description: 'Who works the orders that stand here.' }),
    requires: z.array(z.enum(requirements)).meta({ description: 'What must be true of an order before it enters.' }),
    fulfilment: z.enum(fulfilments).nullable().meta({ description: 'Only orders of this kind pass here.' }),
    normMinutes: z.int().nullable(),
  })
  .meta({ id: 'Stage' });

export default route({
  name: 'list-pipelines',
  ...{ method: 'get', at: '/pipelines', noun: 'Catalogue', scope: 'catalog.read', may: 'catalog.see' },
  summary: { ru: 'Воронки и их этапы', en: 'Pipelines and their stages' },
  answer: z.strictObject({ data: z.array(z.strictObject({ id, title: localized, stages: z.array(stage) })) }),
  async read({ db }) {
    const data = [];
    for (const pipeline of await db.select().from(pipelines).orderBy(asc(pipelines.position))) {
      const { stages } = await loadPipeline(db, pipeline.id);
      const shown = stages.map(({ id, title, kind, role, requires, fulfilment, normMinutes }) => ({
        ...{ id, title, kind, role, requires, fulfilment, normMinutes },
      }));
      data.push({ id: pipeline.id, title: pipeline.title, stages: shown });
    }
    return { data };
  },
});
