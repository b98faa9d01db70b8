import React from 'react';
import { reportsTexts } from '../../../texts/reports.ts';
import { anna, dayOf, said } from '../../anna.ts';
import { Button, Input, Select, useQuery } from '../../ui/kit.tsx';

const t = said(reportsTexts);
const kinds = ['thirty-days', 'day', 'week', 'month', 'quarter', 'custom'] as const;
type Kind = (typeof kinds)[number];

export interface ChosenPeriod {
  period: Kind;
  day: string;
  until: string;
}

const isKind = (word: string): word is Kind => kinds.some((kind) => kind === word);

/** The chosen period, kept in the address, and what chooses it. */
export function usePeriod(): [ChosenPeriod, React.ReactNode] {
  const today = dayOf(anna.now);
  const [word, setWord] = useQuery('period', 'thirty-days');
  const [day, setDay] = useQuery('day');
  const [until, setUntil] = useQuery('until');
  const period: Kind = isKind(word) ? word : 'thirty-days';
  const form = { period, day: day || today, until: period === 'custom' ? until || today : '' };
  const isSteppable = period !== 'custom';
  const choose = (
    <div className="period">
      <Select label={t.period} value={period} onChange={setWord} options={kinds.map((kind) => [kind, t.periods[kind]])} />
      {isSteppable ? (
        <>
          <Button icon="ChevronLeft" title={t.earlier} onPress={() => setDay(stepped(form.day, period, -1))} />
          <Input type="date" value={form.day} max={today} onChange={(next) => setDay(next || today)} />
          <Button
            icon="ChevronRight"
            title={t.later}
            disabled={form.day >= today}
            onPress={() => setDay(earliest(stepped(form.day, period, 1), today))}
          />
        </>
      ) : (
        <>
          <Input type="date" value={form.day} max={today} onChange={(next) => setDay(next || today)} />
          <Input type="date" value={form.until} max={today} onChange={(next) => setUntil(next || today)} />
        </>
      )}
    </div>
  );
  return [form, choose];
}

const earliest = (a: string, b: string): string => (a < b ? a : b);

/** The same day one period earlier or later. */
function stepped(day: string, period: Kind, by: 1 | -1): string {
  const date = new Date(`${day}T12:00:00Z`);
  const days = { day: 1, week: 7, 'thirty-days': 30, custom: 0, month: 0, quarter: 0 }[period];
  if (days > 0) date.setUTCDate(date.getUTCDate() + by * days);
  else {
    date.setUTCDate(1);
    date.setUTCMonth(date.getUTCMonth() + by * (period === 'quarter' ? 3 : 1));
  }
  return date.toISOString().slice(0, 10);
}
