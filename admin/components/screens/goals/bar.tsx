import React from 'react';
import { goalsTexts } from '../../../texts/goals.ts';
import { day, money, number, said } from '../../anna.ts';
import { Badge } from '../../ui/kit.tsx';
import { noonOf } from '../reports/answer.ts';

export interface GoalLine {
  id: number;
  kind: 'paid-sum' | 'orders' | 'new-clients' | 'average-order';
  staffId: number | null;
  name: string | null;
  norm: number;
  reached: number;
  isMoney: boolean;
  fromDay: string;
  untilDay: string;
  state: 'running' | 'ahead' | 'over';
}

const t = said(goalsTexts);

/** One goal with its bar. */
export function GoalBar({ goal }: { goal: GoalLine }) {
  const share = goal.reached / goal.norm;
  const amount = (value: number) => (goal.isMoney ? money(value) : number(value));
  const isDone = share >= 1;
  return (
    <div className="goal">
      <div className="goal-head">
        <b>{t.kinds[goal.kind]}</b>
        <span className="muted small">{goal.name ?? t.team}</span>
      </div>
      <span className="goal-track">
        <span className={`goal-bar${isDone ? ' goal-done' : ''}`} style={{ width: `${Math.max(0, Math.min(1, share)) * 100}%` }} />
      </span>
      <div className="goal-head">
        <span>{t.of(amount(goal.reached), amount(goal.norm))}</span>
        <b>{t.share(Math.floor(share * 100))}</b>
      </div>
      <div className="muted small">
        {day(noonOf(goal.fromDay))} – {day(noonOf(goal.untilDay))}{' '}
        {isDone ? <Badge tone="green">{t.done}</Badge> : goal.state !== 'running' && <Badge>{t.states[goal.state]}</Badge>}
      </div>
    </div>
  );
}
