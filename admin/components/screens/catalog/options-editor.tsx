import React from 'react';
import type { ProductForm } from '../../../../flows/catalog/product-form.ts';
import { catalogTexts } from '../../../texts/catalog.ts';
import { shopWords } from '../../../texts/shop-words.ts';
import { said } from '../../anna.ts';
import { Button, Card, Field, Select } from '../../ui/kit.tsx';
import { LocalizedField } from '../../ui/localized.tsx';
import { MoneyField } from './typed.tsx';

export type Option = ProductForm['options'][number];
type Choice = Option['choices'][number];

const t = said(catalogTexts);
const words = said(shopWords);
const freshChoice = (): Choice => ({ title: {}, surcharge: 0, per: 'item' });

/** What the client chooses, with surcharges. */
export function OptionsEditor({ options, onChange }: { options: readonly Option[]; onChange(options: Option[]): void }) {
  return (
    <Card title={t.optionsTitle}>
      <div className="stack">
        <p className="muted">{t.optionsHint}</p>
        {options.map((option, index) => (
          <OptionEditor
            key={option.key ?? index}
            option={option}
            onChange={(next) => onChange(options.with(index, next))}
            onRemove={() => onChange(options.toSpliced(index, 1))}
          />
        ))}
        <div>
          <Button small icon="Plus" onPress={() => onChange([...options, { title: {}, choices: [freshChoice()] }])}>
            {t.addOption}
          </Button>
        </div>
      </div>
    </Card>
  );
}

interface OptionEditorProps {
  option: Option;
  onChange(option: Option): void;
  onRemove(): void;
}

function OptionEditor({ option, onChange, onRemove }: OptionEditorProps) {
  const { choices } = option;
  const set = (next: Choice[]) => onChange({ ...option, choices: next });
  return (
    <div className="action">
      <div className="row action-head">
        <div className="grow">
          <LocalizedField label={t.option} value={option.title} onChange={(title) => onChange({ ...option, title })} maxLength={60} />
        </div>
        <Button small kind="quiet" icon="Trash2" title={words.remove} onPress={onRemove} />
      </div>
      {choices.map((choice, index) => (
        <div className="choice" key={choice.key ?? index}>
          <LocalizedField
            label={t.choice}
            value={choice.title}
            onChange={(title) => set(choices.with(index, { ...choice, title }))}
            maxLength={60}
          />
          <MoneyField
            label={t.surcharge}
            value={choice.surcharge}
            error={t.badMoney}
            onChange={(surcharge) => set(choices.with(index, { ...choice, surcharge }))}
          />
          <Field label={t.per}>
            <Select
              value={choice.per}
              onChange={(per) => set(choices.with(index, { ...choice, per: per === 'unit' ? 'unit' : 'item' }))}
              options={[
                ['item', t.pers.item],
                ['unit', t.pers.unit],
              ]}
            />
          </Field>
          <Button
            small
            kind="quiet"
            icon="X"
            title={words.remove}
            disabled={choices.length === 1}
            onPress={() => set(choices.toSpliced(index, 1))}
          />
        </div>
      ))}
      <div>
        <Button small icon="Plus" onPress={() => set([...choices, freshChoice()])}>
          {t.addChoice}
        </Button>
      </div>
    </div>
  );
}
