import React from 'react';
import { Link } from '../../ui/kit.tsx';
import { type ReportAnswer, shown, urlOf } from './answer.ts';

/** The funnel as narrowing bars: how many came to each stage, who was lost there, how long they stood. */
export function Funnel({ answer }: { answer: Pick<ReportAnswer, 'rows' | 'columns'> }) {
  const most = Math.max(1, ...answer.rows.map(({ came }) => Number(came?.value ?? 0)));
  const titleOf = (column: string) => answer.columns.find(({ name }) => name === column)?.title ?? '';
  return (
    <ol className="funnel">
      {answer.rows.map(({ stage, came, lost, lostShare, average }) => {
        const cameUrl = urlOf(came?.opens);
        const lostUrl = urlOf(lost?.opens);
        const lostText = lost?.value ? `−${shown(lost.value, 'count')} · ${shown(lostShare?.value ?? null, 'percent')}` : '';
        return (
          <li key={String(stage?.value)}>
            <span className="funnel-stage">{stage?.value}</span>
            <span className="funnel-track">
              <span className="funnel-bar" style={{ width: `${(Number(came?.value ?? 0) / most) * 100}%` }} />
            </span>
            <span className="num funnel-came">{cameUrl && came?.value ? <Link to={cameUrl}>{shown(came.value, 'count')}</Link> : '0'}</span>
            <span className="num funnel-lost" title={titleOf('lost')}>
              {lostText && lostUrl ? <Link to={lostUrl}>{lostText}</Link> : ''}
            </span>
            <span className="num muted funnel-time" title={titleOf('average')}>
              {average?.value === null || average === undefined ? '' : shown(average.value, 'minutes')}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
