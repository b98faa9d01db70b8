import React from 'react';
import { requirements, roles } from '../../../../db/schema/words.ts';
import type { EditedPipeline } from '../../../../flows/stages/find-stages.ts';
import type { StageForm } from '../../../../flows/stages/stage-form.ts';
import { shopWords } from '../../../texts/shop-words.ts';
import { stagesTexts } from '../../../texts/stages.ts';
import { said, titleOf } from '../../anna.ts';
import { perform, tryTo } from '../../server.ts';
import { Duration } from '../../ui/duration.tsx';
import { Button, Check, Dialog, Field, Select } from '../../ui/kit.tsx';
import { LocalizedField } from '../../ui/localized.tsx';

const t = said(stagesTexts);
const words = said(shopWords);

const fresh: StageForm = {
  title: {},
  verb: {},
  kind: 'open',
  role: 'manager',
  normMinutes: null,
  requires: [],
  fulfilment: null,
  clientMayChange: false,
};

interface StageEditorProps {
  pipeline: EditedPipeline;
  /** Undefined: a new one. */
  stage: EditedPipeline['stages'][number] | undefined;
  onClose(): void;
}

/** One stage in a window. */
export function StageEditor({ pipeline, stage, onClose }: StageEditorProps) {
  const [seen] = React.useState<StageForm>(stage ?? fresh);
  const [form, setForm] = React.useState(seen);
  const working = pipeline.stages.filter(({ kind }) => kind === 'open').length;
  const [position, setPosition] = React.useState(working + 1);
  const change = (more: Partial<StageForm>) => setForm({ ...form, ...more });
  const save = async () => {
    const { title, verb, kind, role, normMinutes, requires, fulfilment, clientMayChange } = form;
    const said = { title, verb, role, normMinutes, requires, fulfilment, clientMayChange };
    const saved = await tryTo(async () => {
      if (stage) await perform('stages', 'change', { stageId: stage.id, change: said, seen });
      else await perform('stages', 'add', { pipelineId: pipeline.id, position, stage: { ...said, kind } });
      return true;
    }, words.saved);
    if (saved) onClose();
  };
  const isNamed = [form.title, form.verb].every((text) => Object.values(text).some((each) => each.trim()));
  return (
    <Dialog wide title={stage ? t.editTitle(titleOf(stage.title)) : t.addTitle} onClose={onClose}>
      <div className="form">
        <LocalizedField label={t.name} value={form.title} onChange={(title) => change({ title })} maxLength={60} />
        <LocalizedField label={t.verb} hint={t.verbHint} value={form.verb} onChange={(verb) => change({ verb })} maxLength={40} />
        {!stage && (
          <>
            <Field label={t.kind}>
              <Select
                value={form.kind}
                onChange={(kind) => {
                  change({ kind: kind === 'won' || kind === 'lost' ? kind : 'open' });
                  setPosition(kind === 'open' ? working + 1 : pipeline.stages.length + (kind === 'won' ? 0 : 1));
                }}
                options={(['open', 'won', 'lost'] as const).map((kind) => [kind, t.kinds[kind]])}
              />
            </Field>
            <Field label={t.place}>
              <Select
                value={String(position)}
                onChange={(value) => setPosition(Number(value))}
                options={[
                  ['1', t.first],
                  ...pipeline.stages.map(({ title }, index) => [String(index + 2), t.after(titleOf(title))] as const),
                ]}
              />
            </Field>
          </>
        )}
        <Field label={t.role}>
          <Select
            value={form.role}
            onChange={(value) => change({ role: roles.find((role) => role === value) ?? form.role })}
            options={roles.map((role) => [role, words.roles[role]])}
          />
        </Field>
        <Field label={t.fulfilment}>
          <Select
            value={form.fulfilment ?? ''}
            onChange={(value) => change({ fulfilment: value === 'delivery' || value === 'pickup' ? value : null })}
            options={[
              ['', t.fulfilments.any],
              ['delivery', t.fulfilments.delivery],
              ['pickup', t.fulfilments.pickup],
            ]}
          />
        </Field>
        {form.kind === 'open' && (
          <Field label={t.norm} hint={t.normHint}>
            <Duration
              working
              label={t.norm}
              value={form.normMinutes ?? undefined}
              onChange={(minutes) => change({ normMinutes: minutes || null })}
            />
          </Field>
        )}
        <fieldset className="field">
          <legend className="field-label">{t.requires}</legend>
          {requirements.map((each) => (
            <Check
              key={each}
              label={t.requirements[each]}
              value={form.requires.includes(each)}
              onChange={(isOn) => change({ requires: isOn ? [...form.requires, each] : form.requires.filter((other) => other !== each) })}
            />
          ))}
        </fieldset>
        {form.kind === 'open' && (
          <div className="form-wide">
            <Check label={t.clientMayChange} value={form.clientMayChange} onChange={(clientMayChange) => change({ clientMayChange })} />
          </div>
        )}
      </div>
      <div className="row row-end">
        <Button onPress={onClose}>{words.cancel}</Button>
        <Button kind="main" disabled={!isNamed} onPress={save}>
          {words.save}
        </Button>
      </div>
    </Dialog>
  );
}
