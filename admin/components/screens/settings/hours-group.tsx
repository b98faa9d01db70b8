import React from 'react';
import type { Shop } from '../../../../flows/shop.ts';
import { settingsTexts } from '../../../texts/settings.ts';
import { shopWords } from '../../../texts/shop-words.ts';
import { said } from '../../anna.ts';
import { Button, Card, Check, Select } from '../../ui/kit.tsx';
import type { GroupProps } from '../settings.tsx';
import { DayList, isoDayWords } from './day-list.tsx';

const t = said(settingsTexts);
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const usual: [string, string] = ['10:00', '20:00'];

/** When the shop works: by weekday, and days on which it does not. */
export function HoursGroup({ given: { shop }, onSave }: GroupProps) {
  const [hours, setHours] = React.useState<Shop['hours']>(shop.hours);
  const [closedDays, setClosedDays] = React.useState<readonly string[]>(shop.closedDays);
  return (
    <Card title={t.hours}>
      <div className="grid-2">
        <ul className="stack week">
          {weekdays.map((weekday) => (
            <li key={weekday}>
              <Weekday
                name={t.weekdays[weekday - 1] ?? ''}
                span={hours[weekday]}
                onChange={(span) => setHours({ ...hours, [weekday]: span })}
              />
            </li>
          ))}
        </ul>
        <DayList
          title={t.closedDays}
          hint={t.closedDaysHint}
          empty={t.noClosedDays}
          days={closedDays}
          onAdd={(day) => setClosedDays([...new Set([...closedDays, day])].sort())}
          onRemove={(day) => setClosedDays(closedDays.filter((each) => each !== day))}
        >
          {isoDayWords}
        </DayList>
      </div>
      <div className="row row-end">
        <Button kind="main" onPress={() => onSave({ hours, closedDays: [...closedDays] })}>
          {said(shopWords).save}
        </Button>
      </div>
    </Card>
  );
}

interface WeekdayProps {
  name: string;
  span: Shop['hours'][1];
  onChange(span: Shop['hours'][1]): void;
}

function Weekday({ name, span, onChange }: WeekdayProps) {
  return (
    <div className="weekday">
      <Check label={name} value={span !== null} onChange={(isOpen) => onChange(isOpen ? usual : null)} />
      {span ? (
        <span className="row">
          <Time label={`${name}: ${t.from}`} value={span[0]} onChange={(from) => onChange([from, span[1]])} />
          <span className="muted">–</span>
          <Time label={`${name}: ${t.until}`} value={span[1]} onChange={(until) => onChange([span[0], until])} />
        </span>
      ) : (
        <span className="muted">{t.closed}</span>
      )}
    </div>
  );
}

const halfHours = Array.from({ length: 49 }, (_, half) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 ? '30' : '00'}`);

/** A list and not the browser's clock, which speaks the browser's language. */
function Time({ label, value, onChange }: { label: string; value: string; onChange(value: string): void }) {
  const times = halfHours.includes(value) ? halfHours : [...halfHours, value].sort();
  return <Select label={label} value={value} onChange={onChange} options={times.map((time) => [time, time])} />;
}
