import React from 'react';
import type { EditedPipeline } from '../../../../flows/stages/find-stages.ts';
import { shopWords } from '../../../texts/shop-words.ts';
import { stagesTexts } from '../../../texts/stages.ts';
import { count, said, titleOf } from '../../anna.ts';
import { perform, tryTo } from '../../server.ts';
import { Button, Dialog, Field, Select } from '../../ui/kit.tsx';

const t = said(stagesTexts);
const words = said(shopWords);

interface RemoveStageProps {
  pipeline: EditedPipeline;
  stage: EditedPipeline['stages'][number];
  onClose(): void;
}

/** Asks before a stage goes, and where its orders go. */
export function RemoveStage({ pipeline, stage, onClose }: RemoveStageProps) {
  const others = pipeline.stages.filter(({ id, kind }) => id !== stage.id && kind === 'open');
  const [moveTo, setMoveTo] = React.useState(others[0]?.id);
  const remove = async () => {
    const form = { stageId: stage.id, ...(stage.open > 0 && { moveTo }) };
    const removed = await tryTo(async () => {
      await perform('stages', 'remove', form);
      return true;
    }, words.removed);
    if (removed) onClose();
  };
  return (
    <Dialog title={t.removeTitle(titleOf(stage.title))} onClose={onClose}>
      <div className="stack">
        <p>{t.removeText}</p>
        {stage.open > 0 && (
          <Field label={`${t.moveTo} (${count(stage.open, t.orders)})`}>
            <Select
              value={String(moveTo)}
              onChange={(value) => setMoveTo(Number(value))}
              options={others.map(({ id, title }) => [String(id), titleOf(title)])}
            />
          </Field>
        )}
      </div>
      <div className="row row-end">
        <Button onPress={onClose}>{words.cancel}</Button>
        <Button kind="danger" onPress={remove}>
          {words.remove}
        </Button>
      </div>
    </Dialog>
  );
}
