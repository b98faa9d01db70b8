import React from 'react';
import type { RuleForm } from '../../../../flows/automation/refuse-rule.ts';
import type { Rule } from '../../../../flows/automation/run-rule.ts';
import { rulesTexts } from '../../../texts/rules.ts';
import { shopWords } from '../../../texts/shop-words.ts';
import { can, said, titleOf } from '../../anna.ts';
import { perform, tryTo } from '../../server.ts';
import { Button, Card, Check, Confirm, Page, Select } from '../../ui/kit.tsx';
import { LocalizedField } from '../../ui/localized.tsx';
import { mayLeave, useUnsaved } from '../../ui/unsaved.ts';
import { ActionForm, freshAction } from './action-form.tsx';
import { ConditionRows } from './condition-rows.tsx';
import { DryRun } from './dry-run.tsx';
import { RuleLog } from './rule-log.tsx';
import { type Ground, nameIn, ruleSentence } from './sentence.ts';

const t = said(rulesTexts);
const words = said(shopWords);

interface RuleEditorProps {
  /** Undefined: a new one. */
  rule: Rule | undefined;
  ground: Ground;
  onClose(): void;
}

const fresh: RuleForm = { title: {}, event: 'order.placed', conditions: [], actions: [], enabled: true };

/** A rule in one form: when, if, then; read as a sentence while it is written. */
export function RuleEditor({ rule, ground, onClose }: RuleEditorProps) {
  const [seen] = React.useState<RuleForm>(rule ?? fresh);
  const [form, setForm] = React.useState(seen);
  const [asks, setAsks] = React.useState(false);
  const change = (more: Partial<RuleForm>) => setForm({ ...form, ...more });
  const { title, event, conditions, actions, enabled } = form;
  const mayWrite = can('rules.manage');
  useUnsaved(mayWrite && JSON.stringify(form) !== JSON.stringify(seen));
  const save = async () => {
    const given = { ...(rule && { ruleId: rule.id, seen }), rule: { title, event, conditions, actions, enabled } };
    if ((await tryTo(() => perform<number>('rules', 'save', given), words.saved)) !== undefined) onClose();
  };
  const remove = async () => {
    if (!rule) return;
    await tryTo(() => perform('rules', 'remove', { ruleId: rule.id }), words.removed);
    onClose();
  };
  const isNamed = Object.values(title).some((each) => each.trim());
  return (
    <Page
      title={rule ? titleOf(rule.title) : t.newTitle}
      hint={ruleSentence(form, ground)}
      actions={
        <>
          <Button icon="ArrowLeft" onPress={() => mayLeave() && onClose()}>
            {words.back}
          </Button>
          {mayWrite && (
            <Button kind="main" disabled={!isNamed || actions.length === 0} onPress={save}>
              {words.save}
            </Button>
          )}
        </>
      }
    >
      <Card>
        <div className="form">
          <LocalizedField label={t.name} hint={t.nameHint} value={title} onChange={(next) => change({ title: next })} maxLength={120} />
          <Check label={t.enabled} value={enabled} onChange={(next) => change({ enabled: next })} />
        </div>
      </Card>
      <Card title={t.when}>
        <Select
          label={t.chooseEvent}
          value={event}
          onChange={(next) => change({ event: next })}
          options={ground.events.map(({ name }) => [name, nameIn(ground.words.events, name)])}
        />
      </Card>
      <Card title={t.if}>
        <ConditionRows conditions={conditions} onChange={(next) => change({ conditions: next })} event={event} ground={ground} />
      </Card>
      <Card title={t.soTitle}>
        <Actions form={form} onChange={change} ground={ground} />
      </Card>
      <DryRun event={event} conditions={conditions} />
      {rule && (
        <section className="stack">
          <h2>{t.logOf}</h2>
          <RuleLog ground={ground} ruleId={rule.id} />
        </section>
      )}
      {rule && mayWrite && (
        <div>
          <Button kind="quiet" icon="Trash2" onPress={() => setAsks(true)}>
            {t.remove}
          </Button>
        </div>
      )}
      {rule && asks && (
        <Confirm
          title={t.removeTitle(titleOf(rule.title))}
          text={t.removeText}
          action={words.remove}
          onYes={remove}
          onClose={() => setAsks(false)}
        />
      )}
    </Page>
  );
}

interface ActionsProps {
  form: RuleForm;
  onChange(more: Partial<RuleForm>): void;
  ground: Ground;
}

/** What is done, one after another. */
function Actions({ form: { actions, event }, onChange, ground }: ActionsProps) {
  const swap = (from: number, to: number) => {
    const moved = actions[from];
    if (moved) onChange({ actions: actions.toSpliced(from, 1).toSpliced(to, 0, moved) });
  };
  return (
    <div className="stack">
      {actions.map((action, index) => (
        <ActionForm
          // biome-ignore lint/suspicious/noArrayIndexKey: an action has no name of its own
          key={`${index} ${action.do}`}
          action={action}
          onChange={(next) => onChange({ actions: actions.with(index, next) })}
          onRemove={() => onChange({ actions: actions.toSpliced(index, 1) })}
          onUp={index > 0 ? () => swap(index, index - 1) : undefined}
          onDown={index < actions.length - 1 ? () => swap(index, index + 1) : undefined}
          event={event}
          ground={ground}
        />
      ))}
      <div>
        <Select
          label={t.addAction}
          value=""
          onChange={(name) => name && onChange({ actions: [...actions, freshAction(name, ground)] })}
          options={[['', `+ ${t.addAction}`], ...ground.actions.map(({ name }) => [name, nameIn(ground.words.actions, name)] as const)]}
        />
      </div>
    </div>
  );
}
