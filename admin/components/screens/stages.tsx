import React from 'react';
import type { EditedPipeline } from '../../../flows/stages/find-stages.ts';
import { shopWords } from '../../texts/shop-words.ts';
import { stagesTexts } from '../../texts/stages.ts';
import { count, said, titleOf } from '../anna.ts';
import { perform, tryTo, useAnswer } from '../server.ts';
import { durationWords } from '../ui/duration.tsx';
import { Await, Badge, Button, Card, Empty, Page, Tabs, type Tone } from '../ui/kit.tsx';
import '../ui/shop-parts.css';
import { Sortable } from '../ui/sortable.tsx';
import { RemoveStage } from './stages/remove-stage.tsx';
import { StageEditor } from './stages/stage-editor.tsx';

export type EditedStage = EditedPipeline['stages'][number];

const t = said(stagesTexts);
const words = said(shopWords);
const tones: Record<EditedStage['kind'], Tone> = { open: 'violet', won: 'green', lost: 'grey' };

/** The way of an order: stages in their order, edited in place. */
export default function Stages() {
  const pipelines = useAnswer<EditedPipeline[]>('stages', 'pipelines');
  const [chosen, setChosen] = React.useState<number>();
  const [editing, setEditing] = React.useState<EditedStage | 'new'>();
  const [removing, setRemoving] = React.useState<EditedStage>();
  const pipeline = pipelines.data?.find(({ id }) => id === chosen) ?? pipelines.data?.[0];
  const close = () => {
    setEditing(undefined);
    setRemoving(undefined);
    pipelines.again();
  };
  const reorder = async (pipelineId: number, stageIds: number[]) => {
    await tryTo(() => perform('stages', 'reorder', { pipelineId, stageIds }), words.saved);
    pipelines.again();
  };
  return (
    <Page
      title={t.title}
      hint={t.hint}
      actions={
        <Button kind="main" icon="Plus" onPress={() => setEditing('new')}>
          {t.add}
        </Button>
      }
    >
      <Await of={pipelines}>
        {(all) => (
          <>
            {all.length > 1 && (
              <Tabs
                value={String(pipeline?.id)}
                onChange={(id) => setChosen(Number(id))}
                options={all.map((each) => [String(each.id), titleOf(each.title)] as const)}
              />
            )}
            {pipeline ? (
              <Card className="card-flush">
                <Sortable name="stages" rows={pipeline.stages} onOrder={(ids) => void reorder(pipeline.id, ids)}>
                  {(stage) => <StageRow stage={stage} onEdit={() => setEditing(stage)} onRemove={() => setRemoving(stage)} />}
                </Sortable>
              </Card>
            ) : (
              <Empty title={t.empty} />
            )}
          </>
        )}
      </Await>
      {pipeline && editing && <StageEditor pipeline={pipeline} stage={editing === 'new' ? undefined : editing} onClose={close} />}
      {pipeline && removing && <RemoveStage pipeline={pipeline} stage={removing} onClose={close} />}
    </Page>
  );
}

interface StageRowProps {
  stage: EditedStage;
  onEdit(): void;
  onRemove(): void;
}

function StageRow({ stage, onEdit, onRemove }: StageRowProps) {
  const { kind, role, normMinutes, requires, fulfilment, open } = stage;
  return (
    <>
      <div className="grow">
        <div className="row">
          <b>{titleOf(stage.title)}</b>
          <Badge tone={tones[kind]}>{t.kinds[kind]}</Badge>
          {fulfilment && <Badge>{t.fulfilments[fulfilment]}</Badge>}
          {open > 0 && <Badge tone="blue">{count(open, t.orders)}</Badge>}
        </div>
        <p className="muted small">
          {[
            words.roles[role],
            ...(kind === 'open' ? [normMinutes ? `${t.norm.toLowerCase()}: ${durationWords(normMinutes, true)}` : t.noNorm] : []),
            `▶ ${titleOf(stage.verb)}`,
          ].join(' · ')}
        </p>
        {requires.length > 0 && (
          <p className="muted small">{`🔒 ${t.requires.toLowerCase()} ${requires.map((each) => t.requirements[each]).join(', ')}`}</p>
        )}
      </div>
      <Button small onPress={onEdit} icon="Edit2" title={words.edit} />
      <Button small kind="quiet" onPress={onRemove} icon="Trash2" title={words.remove} />
    </>
  );
}
