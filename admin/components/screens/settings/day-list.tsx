import React from 'react';
import { settingsTexts } from '../../../texts/settings.ts';
import { shopWords } from '../../../texts/shop-words.ts';
import { anna, said } from '../../anna.ts';
import { Button, Input } from '../../ui/kit.tsx';

const t = said(settingsTexts);
const form = new Intl.DateTimeFormat(anna.language === 'ru' ? 'ru-RU' : 'en-GB', {
  timeZone: 'UTC',
  weekday: 'short',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

/** `Sat, 21 November 2026`. */
export const isoDayWords = (day: string): string => form.format(Date.parse(day));

interface DayListProps {
  title: string;
  hint: string;
  empty: string;
  days: readonly string[];
  onAdd(day: string): void;
  onRemove(day: string): void;
  children(day: string): React.ReactNode;
}

/** Days of the calendar, added one by one. */
export function DayList({ title, hint, empty, days, onAdd, onRemove, children }: DayListProps) {
  const [day, setDay] = React.useState('');
  return (
    <div className="stack">
      <div>
        <h3>{title}</h3>
        <p className="muted small">{hint}</p>
      </div>
      {days.length === 0 && <p className="muted">{empty}</p>}
      <ul className="days">
        {days.map((each) => (
          <li key={each}>
            <span className="row">{children(each)}</span>
            <Button small kind="quiet" icon="X" title={`${said(shopWords).remove}: ${isoDayWords(each)}`} onPress={() => onRemove(each)} />
          </li>
        ))}
      </ul>
      <span className="row day-add">
        {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is the child */}
        <label>
          <span className="sr">{title}</span>
          <Input type="date" value={day} onChange={setDay} />
        </label>
        <Button
          icon="Plus"
          disabled={day === ''}
          onPress={() => {
            onAdd(day);
            setDay('');
          }}
        >
          {t.addDay}
        </Button>
      </span>
    </div>
  );
}
