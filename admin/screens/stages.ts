import { z } from 'zod';
import { refuseStale } from '../../flows/refuse-stale.ts';
import { addStage } from '../../flows/stages/add-stage.ts';
import { changeStage } from '../../flows/stages/change-stage.ts';
import { findPipelines } from '../../flows/stages/find-stages.ts';
import { loadStage } from '../../flows/stages/load-stage.ts';
import { removeStage } from '../../flows/stages/remove-stage.ts';
import { reorderStages } from '../../flows/stages/reorder-stages.ts';
import { stageChangeForm, stageForm } from '../../flows/stages/stage-form.ts';
import { act, question, screen } from '../screen.ts';

const id = z.number().int();

/** The way of an order, as the owner wants it. */
export default screen({
  name: 'stages',
  title: { ru: 'Этапы', en: 'Stages' },
  may: 'stages.manage',
  menu: { group: 'shop', position: 20, icon: 'GitCommit' },
  questions: {
    pipelines: question({ may: 'stages.manage', form: z.object({}), answer: ({ db }) => findPipelines(db) }),
  },
  acts: {
    add: act({
      may: 'stages.manage',
      form: z.object({ pipelineId: id, position: id, stage: stageForm }),
      run: ({ tx, by, now }, form) => addStage(tx, { ...form, by, now }),
    }),
    change: act({
      may: 'stages.manage',
      form: z.object({ stageId: id, change: stageChangeForm, seen: stageChangeForm.optional() }),
      async run({ tx, by, now, shop }, { seen, ...form }) {
        refuseStale(stageChangeForm, seen, (await loadStage(tx, form.stageId)).stage);
        await changeStage(tx, { ...form, by, now, shop });
      },
    }),
    reorder: act({
      may: 'stages.manage',
      form: z.object({ pipelineId: id, stageIds: z.array(id) }),
      run: ({ tx, by, now }, form) => reorderStages(tx, { ...form, by, now }),
    }),
    remove: act({
      may: 'stages.manage',
      form: z.object({ stageId: id, moveTo: id.optional() }),
      run: ({ tx, by, now, shop }, form) => removeStage(tx, { ...form, by, now, shop }),
    }),
  },
});
