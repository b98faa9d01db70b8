import React from 'react';
import { type Language, type Localized, languages } from '../../../db/schema/words.ts';
import type { Shown } from '../../../flows/messages/preview.ts';
import { shopWords } from '../../texts/shop-words.ts';
import { anna, count, number, said } from '../anna.ts';
import { useAnswer } from '../server.ts';
import { TextArea, useRested } from './kit.tsx';

const t = said(shopWords);
const inOrder: Language[] = [anna.language, ...languages.filter((each) => each !== anna.language)];

export interface TextField {
  name: string;
  title: string;
}

interface TextWithFieldsProps {
  label: string;
  value: Localized;
  onChange(value: Localized): void;
  fields: readonly TextField[];
}

/** A text in every language, into which fields of the order are put by a press. */
export function TextWithFields({ label, value, onChange, fields }: TextWithFieldsProps) {
  const box = React.useRef<HTMLFieldSetElement>(null);
  const [writing, setWriting] = React.useState<Language>(anna.language);
  const insert = (name: string) => {
    const area = box.current?.querySelector<HTMLTextAreaElement>(`label[data-language="${writing}"] textarea`);
    const text = value[writing] ?? '';
    const [from, to] = [area?.selectionStart ?? text.length, area?.selectionEnd ?? text.length];
    onChange({ ...value, [writing]: `${text.slice(0, from)}{${name}}${text.slice(to)}` });
    area?.focus();
  };
  return (
    <fieldset className="field" ref={box}>
      <legend className="field-label">{label}</legend>
      {inOrder.map((language) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
        <label key={language} className="in-language" data-language={language} onFocus={() => setWriting(language)}>
          <abbr title={t.languages[language]}>{language.toUpperCase()}</abbr>
          <span className="sr">{`${label}, ${t.languages[language]}`}</span>
          <TextArea rows={3} value={value[language] ?? ''} onChange={(text) => onChange({ ...value, [language]: text })} />
        </label>
      ))}
      <div className="chips">
        <small>{t.fields}</small>
        {fields.map(({ name, title }) => (
          <button type="button" key={name} className="chip" title={`{${name}}`} onClick={() => insert(name)}>
            {title}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

/** The text as each channel delivers it, with how many messages it is there. */
export function TextPreview({ screen, text, channels }: { screen: string; text: Localized; channels: readonly Shown['channel'][] }) {
  const rested = useRested(text, 400);
  const isEmpty = Object.values(rested).every((each) => !each.trim());
  const preview = useAnswer<Shown[]>(screen, 'preview', { text: JSON.stringify(rested) }, !isEmpty);
  if (isEmpty || !preview.data) return null;
  return (
    <div className="stack">
      <div>
        <b>{t.preview}</b>
        <p className="muted small">{t.previewHint}</p>
      </div>
      <div className="previews">
        {preview.data
          .filter(({ channel }) => channels.includes(channel))
          .map(({ channel, text: words, length, parts }) => (
            <div key={channel}>
              <p className="muted small">
                {`${t.channels[channel]} · ${count(parts, channel === 'sms' ? t.smsParts : t.messages)} · ${t.signs(number(length))}`}
              </p>
              <p className={`bubble bubble-${channel}`}>{words}</p>
            </div>
          ))}
      </div>
    </div>
  );
}
