import React from 'react';
import type { Localized } from '../../../../db/schema/words.ts';
import type { Condition, RuleAction } from '../../../../db/schema/work.ts';
import type { Input as Described } from '../../../../flows/automation/describe-actions.ts';
import { rulesTexts } from '../../../texts/rules.ts';
import { shopWords } from '../../../texts/shop-words.ts';
import { said, titleOf } from '../../anna.ts';
import { Duration } from '../../ui/duration.tsx';
import { Button, Check, Field, Input, Select } from '../../ui/kit.tsx';
import { TextPreview, TextWithFields } from '../../ui/text-with-fields.tsx';
import { ConditionRows } from './condition-rows.tsx';
import { type Ground, nameIn } from './sentence.ts';

const t = said(rulesTexts);
const words = said(shopWords);

interface ActionFormProps {
  action: RuleAction;
  onChange(action: RuleAction): void;
  onRemove(): void;
  /** Absent where there is no place to go. */
  onUp?: (() => void) | undefined;
  onDown?: (() => void) | undefined;
  event: string;
  ground: Ground;
}

/** One action: which, and everything that it wants to know. The form is drawn from what the action itself says of its inputs. */
export function ActionForm({ action, onChange, onRemove, onUp, onDown, event, ground }: ActionFormProps) {
  const { do: name, with: given } = action;
  const inputs = ground.actions.find((each) => each.name === name)?.inputs ?? [];
  const set = (key: string, value: unknown) => onChange({ do: name, with: { ...given, [key]: value } });
  return (
    <div className="action">
      <div className="row action-head">
        <Select
          label={t.chooseAction}
          value={name}
          onChange={(next) => onChange(freshAction(next, ground))}
          options={[
            ...(name ? [] : [['', t.chooseAction] as const]),
            ...ground.actions.map((each) => [each.name, nameIn(ground.words.actions, each.name)] as const),
          ]}
        />
        <span className="row action-moves">
          <Button small kind="quiet" icon="ChevronUp" title={words.up} disabled={!onUp} onPress={onUp ?? ignore} />
          <Button small kind="quiet" icon="ChevronDown" title={words.down} disabled={!onDown} onPress={onDown ?? ignore} />
          <Button small kind="quiet" icon="X" title={words.remove} onPress={onRemove} />
        </span>
      </div>
      {inputs.length > 0 && (
        <div className="form">
          {inputs.map((input) => (
            <div key={`${name} ${input.key}`} className={isWide(input) ? 'form-wide' : ''}>
              <InputOf
                input={input}
                action={name}
                value={given[input.key] ?? input.fallback}
                onChange={(value) => set(input.key, value)}
                event={event}
                ground={ground}
              />
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

const ignore = () => {};
const isWide = ({ kind }: Described): boolean => ['text', 'conditions', 'words'].includes(kind);

/** An action with what its inputs begin with. */
export function freshAction(name: string, ground: Ground): RuleAction {
  const inputs = ground.actions.find((each) => each.name === name)?.inputs ?? [];
  return { do: name, with: Object.fromEntries(inputs.flatMap((input) => firstOf(input, ground))) };
}

function firstOf({ key, kind, words: choices, fallback }: Described, ground: Ground): [string, unknown][] {
  if (fallback !== undefined) return [[key, fallback]];
  const first: Partial<Record<Described['kind'], unknown>> = {
    ...{ text: {}, conditions: [], words: [], flag: false, stage: 'next', line: '', minutes: 10 },
    ...{ word: choices?.[0], role: 'manager', recipient: 'responsible', reminder: ground.reminders[0] },
  };
  return [[key, first[kind]]];
}

interface InputOfProps {
  input: Described;
  action: string;
  value: unknown;
  onChange(value: unknown): void;
  event: string;
  ground: Ground;
}

/** The values were checked by the action's own schema when the rule was written, and are checked again when it is saved. */
function InputOf({ input: { key, kind, words: choices = [] }, action, value, onChange, event, ground }: InputOfProps) {
  const label = kind === 'stage' ? ground.words.toStage : nameIn(ground.words.params, key);
  if (kind === 'text') {
    const known = ground.events.find(({ name }) => name === event)?.textWords ?? [];
    const fields = known.map((name) => ({ name, title: nameIn(ground.words.textWords, name) }));
    const channels = ({ 'tell-client': ['telegram', 'whatsapp'], 'send-sms': ['sms'] } as const)[action];
    return (
      <div className="stack">
        <TextWithFields label={label} value={(value ?? {}) as Localized} onChange={onChange} fields={fields} />
        {channels && <TextPreview screen="rules" text={(value ?? {}) as Localized} channels={channels} />}
      </div>
    );
  }
  if (kind === 'conditions')
    return <ConditionRows conditions={(value ?? []) as Condition[]} onChange={onChange} event={event} ground={ground} />;
  if (kind === 'flag') return <Check label={label} value={value === true} onChange={onChange} />;
  if (kind === 'words')
    return <Words label={label} choices={choices} chosen={(value ?? []) as string[]} onChange={onChange} ground={ground} />;
  if (kind === 'minutes')
    return (
      <Field label={label}>
        <Duration label={label} value={typeof value === 'number' ? value : undefined} onChange={onChange} />
      </Field>
    );
  if (kind === 'line')
    return (
      <Field label={label}>
        <Input value={typeof value === 'string' ? value : ''} onChange={onChange} />
      </Field>
    );
  const read = (text: string) => (kind === 'stage' && text !== 'next' ? Number(text) : text);
  return (
    <Field label={label}>
      <Select value={String(value)} onChange={(next) => onChange(read(next))} options={optionsOf(kind, choices, ground)} />
    </Field>
  );
}

function optionsOf(
  kind: Described['kind'],
  choices: readonly string[],
  { words: names, roles, recipients, stages, reminders }: Ground,
): (readonly [string, string])[] {
  if (kind === 'role') return Object.entries(roles);
  if (kind === 'recipient') return recipients.map((each) => [each, names.recipients[each]]);
  if (kind === 'stage') return [['next', names.nextStage], ...stages.map(({ id, title }) => [String(id), titleOf(title)] as const)];
  return (kind === 'reminder' ? reminders : choices).map((each) => [each, nameIn(names.words, each)]);
}

interface WordsProps {
  label: string;
  choices: readonly string[];
  chosen: readonly string[];
  onChange(chosen: string[]): void;
  ground: Ground;
}

function Words({ label, choices, chosen, onChange, ground }: WordsProps) {
  return (
    <fieldset className="field">
      <legend className="field-label">{label}</legend>
      <div className="chips">
        {choices.map((each) => (
          <button
            type="button"
            key={each}
            className="chip"
            aria-pressed={chosen.includes(each)}
            onClick={() => onChange(chosen.includes(each) ? chosen.filter((other) => other !== each) : [...chosen, each])}
          >
            {nameIn(ground.words.words, each)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
