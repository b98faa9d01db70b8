import React from 'react';
import type { Condition } from '../../../../db/schema/work.ts';
import { rulesTexts } from '../../../texts/rules.ts';
import { shopWords } from '../../../texts/shop-words.ts';
import { plainMoney, readMoney, said, titleOf } from '../../anna.ts';
import { Button, Input, Select } from '../../ui/kit.tsx';
import { type Ground, nameIn } from './sentence.ts';

const t = said(rulesTexts);

interface ConditionRowsProps {
  conditions: readonly Condition[];
  onChange(conditions: Condition[]): void;
  /** Decides which conditions suit. */
  event: string;
  ground: Ground;
}

/** The conditions of a rule, one under the other; all of them must hold. */
export function ConditionRows({ conditions, onChange, event, ground }: ConditionRowsProps) {
  const suitable = ground.events.find(({ name }) => name === event)?.fields ?? [];
  const set = (index: number, condition: Condition) => onChange(conditions.map((each, place) => (place === index ? condition : each)));
  return (
    <div className="stack">
      {conditions.length === 0 && <p className="muted">{t.always}</p>}
      {conditions.map((condition, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a condition has no name of its own
        <div className="condition" key={index}>
          <Select
            label={t.chooseField}
            value={condition.field}
            onChange={(field) => set(index, freshCondition(field, ground))}
            options={[...new Set([...suitable, condition.field])].map((field) => [
              field,
              field ? nameIn(ground.words.fields, field) : t.chooseField,
            ])}
          />
          <Comparison condition={condition} onChange={(next) => set(index, next)} ground={ground} />
          <Button
            small
            kind="quiet"
            icon="X"
            title={said(shopWords).remove}
            onPress={() => onChange(conditions.filter((_, place) => place !== index))}
          />
        </div>
      ))}
      <div>
        <Button
          small
          icon="Plus"
          disabled={suitable.length === 0}
          onPress={() => onChange([...conditions, freshCondition(suitable[0] ?? '', ground)])}
        >
          {t.addCondition}
        </Button>
      </div>
    </div>
  );
}

function freshCondition(field: string, { fields, operators, stages, staff }: Ground): Condition {
  const { kind, words } = fields[field] ?? { kind: 'there' as const };
  const op = operators[kind][0] ?? 'is';
  if (op === 'filled' || op === 'empty') return { field, op };
  const value = {
    stage: stages[0]?.id,
    staff: staff[0]?.id,
    flag: true,
    word: words?.[0],
    text: '',
    money: undefined,
    count: undefined,
    there: undefined,
  }[kind];
  return { field, op, ...(value !== undefined && { value }) };
}

interface ComparisonProps {
  condition: Condition;
  onChange(condition: Condition): void;
  ground: Ground;
}

function Comparison({ condition, onChange, ground }: ComparisonProps) {
  const { field, op, value } = condition;
  const known = ground.fields[field];
  if (!known) return null;
  const compare = (next: string) => {
    const chosen = ground.operators[known.kind].find((each) => each === next) ?? op;
    if (chosen === 'filled' || chosen === 'empty') return onChange({ field, op: chosen });
    const first = Array.isArray(value) ? value[0] : value;
    const fresh = first ?? freshCondition(field, ground).value ?? (known.kind === 'staff' ? ground.staff[0]?.id : undefined);
    const wanted = chosen === 'in' ? [fresh].flat().filter((each) => typeof each !== 'boolean' && each !== undefined) : fresh;
    return onChange({ field, op: chosen, ...(wanted !== undefined && { value: wanted }) });
  };
  const isAsked = op !== 'filled' && op !== 'empty';
  return (
    <>
      {known.kind !== 'flag' && (
        <Select
          label={t.chooseField}
          value={op}
          onChange={compare}
          options={ground.operators[known.kind].map((each) => [each, nameIn(ground.words.operators, each)])}
        />
      )}
      {isAsked && <Value condition={condition} onChange={onChange} ground={ground} />}
    </>
  );
}

function Value({ condition, onChange, ground }: ComparisonProps) {
  const { field, op, value } = condition;
  const { kind, words: choices = [] } = ground.fields[field] ?? { kind: 'text' as const };
  const set = (next: Condition['value']) => onChange({ field, op, ...(next !== undefined && { value: next }) });
  const label = nameIn(ground.words.fields, field);
  if (kind === 'money') return <MoneyValue label={label} value={typeof value === 'number' ? value : undefined} onChange={set} />;
  if (kind === 'count')
    return (
      <Input
        inputMode="numeric"
        value={value === undefined ? '' : String(value)}
        onChange={(text) => set(/^\d{1,9}$/.test(text) ? Number(text) : undefined)}
      />
    );
  if (kind === 'text') return <Input value={typeof value === 'string' ? value : ''} onChange={set} maxLength={200} />;
  if (kind === 'flag')
    return (
      <Select
        label={label}
        value={value === false ? 'no' : 'yes'}
        onChange={(next) => set(next === 'yes')}
        options={[
          ['yes', ground.words.yes],
          ['no', ground.words.no],
        ]}
      />
    );
  const options = optionsOf(kind, choices, ground);
  const read = (text: string) => (kind === 'word' ? text : Number(text));
  if (op !== 'in') return <Select label={label} value={String(value)} onChange={(next) => set(read(next))} options={options} />;
  const chosen = (Array.isArray(value) ? value : []).map(String);
  const toggle = (key: string) => set((chosen.includes(key) ? chosen.filter((each) => each !== key) : [...chosen, key]).map(read));
  return (
    <div className="chips">
      {options.map(([key, name]) => (
        <button type="button" className="chip" key={key} aria-pressed={chosen.includes(key)} onClick={() => toggle(key)}>
          {name}
        </button>
      ))}
    </div>
  );
}

function optionsOf(kind: string, words: readonly string[], ground: Ground): [string, string][] {
  if (kind === 'stage') return ground.stages.map(({ id, title }) => [String(id), titleOf(title)]);
  if (kind === 'staff') return ground.staff.map(({ id, name }) => [String(id), name]);
  return words.map((word) => [word, nameIn(ground.words.words, word)]);
}

function MoneyValue({ label, value, onChange }: { label: string; value: number | undefined; onChange(value: number | undefined): void }) {
  const [typed, setTyped] = React.useState(value === undefined ? '' : plainMoney(value));
  const change = (text: string) => {
    setTyped(text);
    onChange(readMoney(text));
  };
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label>
      <span className="sr">{label}</span>
      <Input inputMode="decimal" value={typed} onChange={change} />
    </label>
  );
}
