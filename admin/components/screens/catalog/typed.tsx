import React from 'react';
import { anna, plainMoney, readMoney } from '../../anna.ts';
import { Field, Input } from '../../ui/kit.tsx';

interface TypedProps {
  label: string;
  value: number;
  /** NaN while what is typed cannot be read. */
  onChange(value: number): void;
  error: string;
}

/** A sum in minor units, typed as people type sums. */
export const MoneyField = (props: TypedProps) => <TypedField {...props} show={plainMoney} read={(text) => readMoney(text) ?? Number.NaN} />;

/** An amount in thousandths, typed as "1,5". */
export const AmountField = (props: TypedProps) => (
  <TypedField {...props} show={(value) => decimal(value / 1000)} read={(text) => Math.round(numberOf(text) * 1000)} />
);

export const CountField = (props: TypedProps) => (
  <TypedField {...props} show={String} read={(text) => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN)} />
);

const decimal = (value: number): string => String(value).replace('.', anna.language === 'ru' ? ',' : '.');

const numberOf = (text: string): number => (/^\d+([.,]\d{1,3})?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : Number.NaN);

interface Reading {
  show(value: number): string;
  read(text: string): number;
}

function TypedField({ label, value, onChange, error, show, read }: TypedProps & Reading) {
  const [text, setText] = React.useState(Number.isNaN(value) ? '' : show(value));
  const change = (next: string) => {
    setText(next);
    onChange(read(next));
  };
  return (
    <Field label={label} error={Number.isNaN(value) ? error : undefined}>
      <Input value={text} onChange={change} inputMode="decimal" />
    </Field>
  );
}
