import React from 'react';
import { shopWords } from '../../texts/shop-words.ts';
import { number, said } from '../anna.ts';
import { Input, Select } from './kit.tsx';

const sizes = { minutes: 1, hours: 60, days: 1440 } as const;
type Unit = keyof typeof sizes;

/** The largest unit that a span is a whole number of. Working time has no days: they are not all of one length. */
function unitOf(minutes: number, working: boolean): Unit {
  if (minutes === 0) return 'minutes';
  if (!working && minutes % sizes.days === 0) return 'days';
  return minutes % sizes.hours === 0 ? 'hours' : 'minutes';
}

/** `1 h 30 min`. */
export function durationWords(minutes: number, working = false): string {
  const t = said(shopWords);
  const unit = unitOf(minutes, working);
  if (unit !== 'minutes' || minutes < 60) return `${number(minutes / sizes[unit])}\u00a0${t[unit]}`;
  return `${number(Math.floor(minutes / 60))}\u00a0${t.hours} ${number(minutes % 60)}\u00a0${t.minutes}`;
}

interface DurationProps {
  /** Undefined: none. */
  value: number | undefined;
  onChange(minutes: number | undefined): void;
  label: string;
  working?: boolean;
}

/** A time span in minutes, typed in the unit that suits it. */
export function Duration({ value, onChange, label, working = false }: DurationProps) {
  const t = said(shopWords);
  const [unit, setUnit] = React.useState<Unit>(unitOf(value ?? 0, working));
  const [typed, setTyped] = React.useState(value === undefined ? '' : String(value / sizes[unit]));
  const set = (text: string, inUnit: Unit) => {
    setTyped(text);
    setUnit(inUnit);
    const count = Number(text.replace(',', '.'));
    onChange(text.trim() === '' || !Number.isFinite(count) || count < 0 ? undefined : Math.round(count * sizes[inUnit]));
  };
  return (
    <span className="duration">
      <Input value={typed} onChange={(text) => set(text, unit)} inputMode="decimal" />
      <Select
        label={label}
        value={unit}
        onChange={(next) => set(typed, next === 'hours' || next === 'days' ? next : 'minutes')}
        options={[['minutes', t.minutes], ['hours', t.hours], ...(working ? [] : [['days', t.days] as const])]}
      />
    </span>
  );
}
