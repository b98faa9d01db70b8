import React from 'react';
import type { LoggedRun } from '../../../../flows/automation/rule-log.ts';
import { rulesTexts } from '../../../texts/rules.ts';
import { moment, said, screenUrl, titleOf } from '../../anna.ts';
import { ask, tryTo, useAnswer } from '../../server.ts';
import { Await, Badge, Button, Card, Empty, Link, type Tone } from '../../ui/kit.tsx';
import { type Ground, nameIn } from './sentence.ts';

const t = said(rulesTexts);
const page = 50;
const tones: Record<string, Tone> = { done: 'green', waiting: 'blue', stopped: 'grey', cut: 'amber', failed: 'red' };

/** What rules did, the newest first; of one rule, when one is named. */
export function RuleLog({ ground, ruleId }: { ground: Ground; ruleId?: number }) {
  const runs = useAnswer<LoggedRun[]>('rules', 'log', { ruleId });
  const [more, setMore] = React.useState<LoggedRun[]>([]);
  React.useEffect(() => setMore([]), [runs.data]);
  return (
    <Await of={runs}>
      {(first) => {
        const all = [...first, ...more];
        const load = async () => {
          const found = await tryTo(() => ask<LoggedRun[]>('rules', 'log', { ruleId, before: all.at(-1)?.id }));
          if (found) setMore([...more, ...found]);
        };
        if (all.length === 0) return <Empty title={t.logEmpty} text={t.logEmptyHint} />;
        return (
          <Card className="card-flush">
            <table className="table">
              <thead>
                <tr>
                  <th>{t.at}</th>
                  {ruleId === undefined && <th>{t.rule}</th>}
                  <th>{t.because}</th>
                  <th>{t.forOrder}</th>
                  <th>{t.result}</th>
                </tr>
              </thead>
              <tbody>
                {all.map((run) => (
                  <Run key={run.id} run={run} ground={ground} withRule={ruleId === undefined} />
                ))}
              </tbody>
            </table>
            {all.length % page === 0 && (
              <div className="pages">
                <Button onPress={load}>{t.more}</Button>
              </div>
            )}
          </Card>
        );
      }}
    </Await>
  );
}

function Run({ run, ground: { words }, withRule }: { run: LoggedRun; ground: Ground; withRule: boolean }) {
  const { ruleId, at, title, event, orderId, result, note } = run;
  return (
    <tr>
      <td data-label={t.at} className="nowrap">
        {moment(at)}
      </td>
      {withRule && (
        <td data-label={t.rule}>
          <Link to={screenUrl('rules', { id: ruleId })}>{titleOf(title)}</Link>
        </td>
      )}
      <td data-label={t.because}>{nameIn(words.events, event)}</td>
      <td data-label={t.forOrder} className="nowrap">
        {orderId === null ? <span className="muted">—</span> : <Link to={screenUrl('order', { id: orderId })}>{t.order(orderId)}</Link>}
      </td>
      <td data-label={t.result}>
        <Badge tone={tones[result] ?? 'grey'}>{nameIn(words.results, result)}</Badge>
        {note && (
          <div className="muted small">
            {note
              .split('; ')
              .map((each) => nameIn(t.notes, each))
              .join('; ')}
          </div>
        )}
      </td>
    </tr>
  );
}
