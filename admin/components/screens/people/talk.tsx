import React from 'react';
import type { Told } from '../../../history.ts';
import { clientTexts } from '../../../texts/client.ts';
import { peopleTexts } from '../../../texts/people.ts';
import { can, moment, said, screenUrl } from '../../anna.ts';
import { ask, tryTo, useAnswer } from '../../server.ts';
import { Button, Card, Link, Tabs } from '../../ui/kit.tsx';
import { Bubble, type Line } from './bubble.tsx';
import { Composer } from './composer.tsx';
import { ToldLine } from './told.tsx';

type Moment = { what: 'message'; at: number; message: Line } | { what: 'event'; at: number; event: Told };
interface Timeline {
  moments: Moment[];
  older: { messages: number; events: number } | null;
}

interface TalkProps {
  /** Whose page asks: all of a client, or what concerns one order. */
  about: { screen: 'client' | 'order'; id: number };
  clientId: number;
  /** What the page shows; when that is new, there may be new lines, too. */
  known: unknown;
}

const t = said(clientTexts);
const p = said(peopleTexts);

/** Everything that was said and done, on all channels, and a field to answer in. */
export function Talk({ about: { screen, id }, clientId, known }: TalkProps) {
  const [tab, setTab] = React.useState('timeline');
  const first = useAnswer<Timeline>(screen, 'timeline', { id });
  const edits = useAnswer<Told[]>(screen, 'edits', { id }, tab === 'edits');
  const [more, setMore] = React.useState<Moment[]>([]);
  const [older, setOlder] = React.useState<Timeline['older']>(null);
  const again = first.again;
  const before = React.useRef(known);
  React.useEffect(() => {
    if (before.current !== known) again();
    before.current = known;
  }, [known, again]);
  React.useEffect(() => {
    if (more.length === 0) setOlder(first.data?.older ?? null);
  }, [first.data, more.length]);
  const load = async () => {
    const next = await tryTo(() => ask<Timeline>(screen, 'timeline', { id, ...older }));
    if (!next) return;
    setMore([...more, ...next.moments]);
    setOlder(next.older);
  };
  return (
    <Card className="card-flush">
      <div className="card-head">
        <Tabs
          value={tab}
          onChange={setTab}
          options={[
            ['timeline', t.timeline],
            ['edits', t.edits],
          ]}
        />
      </div>
      {tab === 'edits' ? (
        <div className="chat-lines">
          {edits.data?.length === 0 && <p className="muted">{t.noEdits}</p>}
          {edits.data?.map((told) => (
            <ToldLine key={told.id} told={told} />
          ))}
        </div>
      ) : (
        <>
          {can('client.write') && <Composer clientId={clientId} {...(screen === 'order' && { orderId: id })} onWritten={again} />}
          <div className="chat-lines">
            {[...(first.data?.moments ?? []), ...more].map((each) =>
              each.what === 'message' ? (
                <Bubble key={`m${each.message.id}`} line={each.message} />
              ) : (
                <div key={`e${each.event.id}`} className="timeline-event">
                  {screen === 'client' && each.event.orderId !== null && (
                    <Link to={screenUrl('order', { id: each.event.orderId })}>{p.number(each.event.orderId)}</Link>
                  )}{' '}
                  {each.event.text} · {each.event.who} · {moment(each.at)}
                </div>
              ),
            )}
            {older && (
              <Button small kind="quiet" onPress={load}>
                {p.older}
              </Button>
            )}
          </div>
        </>
      )}
    </Card>
  );
}
