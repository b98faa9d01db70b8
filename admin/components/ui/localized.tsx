import React from 'react';
import { type Language, type Localized, languages } from '../../../db/schema/words.ts';
import { shopWords } from '../../texts/shop-words.ts';
import { anna, said } from '../anna.ts';
import { Input, TextArea } from './kit.tsx';

interface LocalizedFieldProps {
  label: string;
  value: Localized;
  onChange(value: Localized): void;
  hint?: string;
  /** Lines to write on; one when absent. */
  rows?: number;
  maxLength?: number;
}

/** The reader's own language first. */
const inOrder: Language[] = [anna.language, ...languages.filter((each) => each !== anna.language)];

/** The same words in every language of the shop, one under the other. */
export function LocalizedField({ label, value, onChange, hint, rows, maxLength }: LocalizedFieldProps) {
  const names = said(shopWords).languages;
  return (
    <fieldset className="field">
      <legend className="field-label">{label}</legend>
      {inOrder.map((language) => {
        const own = {
          value: value[language] ?? '',
          onChange: (text: string) => onChange({ ...value, [language]: text }),
          ...(maxLength && { maxLength }),
        };
        return (
          // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
          <label key={language} className="in-language">
            <abbr title={names[language]}>{language.toUpperCase()}</abbr>
            <span className="sr">{`${label}, ${names[language]}`}</span>
            {rows ? <TextArea rows={rows} {...own} /> : <Input {...own} />}
          </label>
        );
      })}
      {hint && <small>{hint}</small>}
    </fieldset>
  );
}
