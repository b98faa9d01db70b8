import React from 'react';
import type { ToldEvent } from '../../../../flows/webhooks/told-events.ts';
import { integrationsTexts } from '../../../texts/integrations.ts';
import { count, moment, said } from '../../anna.ts';
import { ask, perform, tryTo } from '../../server.ts';
import { Badge, Button, Dialog, Empty } from '../../ui/kit.tsx';
import { toast } from '../../ui/toast.tsx';

interface Line {
  id: number;
  type: ToldEvent;
  state: 'waiting' | 'delivered' | 'failed';
  attempts: number;
  reason: string | null;
  createdAt: number;
}

const t = said(integrationsTexts);
const tones = { waiting: 'amber', delivered: 'green', failed: 'red' } as const;

export const stateBadge = (state: Line['state']) => <Badge tone={tones[state]}>{t.state[state]}</Badge>;

/** What was sent to a webhook, what became of it and why; once more, one by one or all that failed. */
export function DeliveryLog({ webhookId, url, onClose }: { webhookId: number; url: string; onClose(): void }) {
  const [lines, setLines] = React.useState<Line[]>();
  const [more, setMore] = React.useState(false);

  const load = React.useCallback(
    async (before?: number, kept: Line[] = []) => {
      const form = { webhookId, ...(before !== undefined && { before }) };
      const page = await tryTo(() => ask<{ lines: Line[]; more: boolean }>('integrations', 'log', form));
      setLines([...kept, ...(page?.lines ?? [])]);
      setMore(page?.more ?? false);
    },
    [webhookId],
  );
  React.useEffect(() => void load(), [load]);

  async function again(deliveryId?: number): Promise<void> {
    const form = { webhookId, ...(deliveryId !== undefined && { deliveryId }) };
    const done = await tryTo(() => perform<{ sent: number }>('integrations', 'send-again', form));
    if (done) toast(t.sent(done.sent), 'good');
    await load();
  }

  return (
    <Dialog title={t.logTitle} onClose={onClose} wide>
      <p className="muted program-url">{url}</p>
      {lines?.length === 0 && <Empty title={t.emptyLog} />}
      <ul className="programs">
        {lines?.map((line) => (
          <li key={line.id}>
            <div className="program-what">
              {t.events[line.type] ?? line.type} <span className="muted small">{moment(line.createdAt)}</span>
              {line.reason && (
                <div className="muted small">
                  {t.reasons[line.reason] ?? line.reason} · {count(line.attempts, t.attempts)}
                </div>
              )}
            </div>
            <div className="program-state">
              {stateBadge(line.state)}
              {line.state !== 'waiting' && <Button small kind="quiet" icon="RefreshCw" title={t.again} onPress={() => again(line.id)} />}
            </div>
          </li>
        ))}
      </ul>
      <div className="row row-end">
        {more && <Button onPress={() => load(lines?.at(-1)?.id, lines)}>{t.more}</Button>}
        {lines?.some(({ state }) => state === 'failed') && <Button onPress={() => again()}>{t.allAgain}</Button>}
      </div>
    </Dialog>
  );
}
