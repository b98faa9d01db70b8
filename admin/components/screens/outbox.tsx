import './people/people.css';
import React from 'react';
import { outboxTexts } from '../../texts/outbox.ts';
import { peopleTexts } from '../../texts/people.ts';
import { can, moment, said, screenUrl } from '../anna.ts';
import { usePages } from '../pages.ts';
import { perform, tryTo, useLive } from '../server.ts';
import { Await, Badge, Button, Card, Empty, Link, Page, Tabs, type Tone, useQuery } from '../ui/kit.tsx';
import { channelName, reasonWords } from './people/bubble.tsx';

type View = 'failed' | 'waiting' | 'sent' | 'skipped';
type State = 'waiting' | 'sent' | 'delivered' | 'read' | 'failed' | 'uncertain' | 'skipped';

interface Line {
  id: number;
  channel: string;
  text: string;
  state: State;
  reason: string | null;
  at: number;
  orderId: number | null;
  clientId: number | null;
  client: string | null;
  colleague: string | null;
}

interface Lines {
  lines: Line[];
  older: number | null;
}

const t = said(outboxTexts);
const p = said(peopleTexts);
const tones: Record<State, Tone> = {
  waiting: 'blue',
  sent: 'grey',
  delivered: 'green',
  read: 'green',
  failed: 'red',
  uncertain: 'amber',
  skipped: 'grey',
};

/** What leaves the shop and what became of it. */
export default function Outbox() {
  const [view, setView] = useQuery('view', 'failed');
  const page = usePages<Lines>('outbox', 'page', { view });
  useLive(() => page.again());
  const retry = async (messageId: number) => {
    await tryTo(() => perform('outbox', 'retry', { messageId }), t.retried);
    page.again();
  };
  return (
    <Page wide title={t.title} hint={t.hint}>
      <Card className="card-flush">
        <div className="journal-filters">
          <Tabs value={view} onChange={setView} options={Object.entries(t.views)} />
        </div>
        <Await of={page}>
          {({ lines }) => {
            const all = [...lines, ...page.more.flatMap((each) => each.lines)];
            if (all.length === 0) return <Empty title={t.empty[view as View] ?? ''} />;
            return (
              <div className="table-scroll">
                <table className="table people-table">
                  <thead>
                    <tr>
                      <th>{t.when}</th>
                      <th>{t.to}</th>
                      <th>{t.text}</th>
                      <th>{t.state}</th>
                      <th />
                    </tr>
                  </thead>
                  <tbody>
                    {all.map((line) => (
                      <tr key={line.id}>
                        <td className="nowrap">{moment(line.at)}</td>
                        <td>
                          {line.colleague === null && line.clientId !== null ? (
                            <Link to={screenUrl('client', { id: line.clientId })}>{line.client ?? p.noName}</Link>
                          ) : (
                            `${line.colleague ?? p.noName} (${t.colleague})`
                          )}
                          <p className="muted small">{channelName(line.channel)}</p>
                        </td>
                        <td className="outbox-text">
                          {line.text}
                          {line.orderId !== null && (
                            <p>
                              <Link to={screenUrl('order', { id: line.orderId })}>{p.order(line.orderId)}</Link>
                            </p>
                          )}
                        </td>
                        <td>
                          <Badge tone={tones[line.state]}>{p.states[line.state]}</Badge>
                          {line.reason && <p className="muted small">{reasonWords(line.reason)}</p>}
                        </td>
                        <td>
                          {['failed', 'uncertain'].includes(line.state) && can('outbox.retry') && (
                            <Button small icon="RefreshCw" title={t.retry} onPress={() => retry(line.id)} />
                          )}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            );
          }}
        </Await>
        {page.earlier && (
          <Button kind="quiet" onPress={page.earlier}>
            {p.older}
          </Button>
        )}
      </Card>
    </Page>
  );
}
