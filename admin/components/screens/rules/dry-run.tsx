import React from 'react';
import type { Condition } from '../../../../db/schema/work.ts';
import type { DryRun as Answer } from '../../../../flows/automation/dry-run.ts';
import { rulesTexts } from '../../../texts/rules.ts';
import { count, moment, number, said, screenUrl } from '../../anna.ts';
import { ask, tryTo } from '../../server.ts';
import { Button, Card, Link } from '../../ui/kit.tsx';

const t = said(rulesTexts);
const mostShown = 100;

/** Tries a rule, as it is written now, on what has happened; nothing is done. */
export function DryRun({ event, conditions }: { event: string; conditions: readonly Condition[] }) {
  const [answer, setAnswer] = React.useState<Answer>();
  const form = { event, conditions: JSON.stringify(conditions) };
  React.useEffect(() => setAnswer(undefined), [form.event, form.conditions]);
  const run = async () => setAnswer(await tryTo(() => ask<Answer>('rules', 'dryRun', form)));
  return (
    <Card
      title={t.dryRunTitle}
      actions={
        <Button icon="Play" onPress={run}>
          {t.dryRun}
        </Button>
      }
    >
      <p className="muted">{t.dryRunHint}</p>
      {answer && (
        <div className="stack dry-run">
          <b>{answer.touched.length === 0 ? t.none : t.touched(count(answer.touched.length, t.times))}</b>
          <p className="muted small">{`${t.looked(number(answer.looked))}. ${t.note}`}</p>
          <ul className="chips">
            {answer.touched.slice(0, mostShown).map(({ eventId, orderId, at }) => (
              <li key={eventId} className="touched">
                {orderId === null ? t.noOrder : <Link to={screenUrl('order', { id: orderId })}>{t.order(orderId)}</Link>}
                <span className="muted small">{moment(at)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Card>
  );
}
