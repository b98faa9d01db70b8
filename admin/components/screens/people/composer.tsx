import React from 'react';
import type { Localized } from '../../../../db/schema/words.ts';
import type { ClosedWay } from '../../../../flows/messages/answer-client.ts';
import { peopleTexts } from '../../../texts/people.ts';
import { can, said, titleOf } from '../../anna.ts';
import { perform, tryTo, useAnswer, useLive } from '../../server.ts';
import { Button, Dialog, TextArea } from '../../ui/kit.tsx';
import { toast } from '../../ui/toast.tsx';
import { channelName } from './bubble.tsx';

interface Written {
  inside: boolean;
  channel?: string;
  called?: string[];
  unknown?: string[];
}

interface Way {
  channel: string | null;
  /** What is left when WhatsApp takes no free words any more. */
  closed: ClosedWay[] | null;
}

interface Ready {
  id: number;
  title: Localized;
  text: string;
}

const p = said(peopleTexts);

type ComposerProps = { clientId: number; orderId?: number; onWritten(): void };

/** Where colleagues write to a client: Enter sends, Shift+Enter begins a line, `#` keeps it inside. Asks how, where a plain message would be lost. */
export function Composer({ clientId, orderId, onWritten }: ComposerProps) {
  const [text, setText] = React.useState('');
  const [choosing, setChoosing] = React.useState(false);
  const inside = text.startsWith('#');
  const to = useAnswer<Way>('inbox', 'way', { id: clientId });
  useLive((happened) => {
    if (happened.some((each) => each.clientId === clientId)) to.again();
  });
  const closed = inside ? null : (to.data?.closed ?? null);
  const write = async (way?: ClosedWay) => {
    if (text.trim() === '') return;
    const written = await tryTo(() => perform<Written>('inbox', 'write', { id: clientId, text, orderId, way }));
    if (!written) return;
    setText('');
    to.again();
    if (written.inside) toast(p.noted(written.called ?? []));
    if (written.unknown?.length) toast(p.nobody(written.unknown), 'bad');
    onWritten();
  };
  const press = (event: React.KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void write();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the field inside hears the keys
    <div className={`composer${inside ? ' composer-inside' : ''}`} onKeyDown={press}>
      <TextArea value={text} onChange={setText} placeholder={p.write} rows={2} />
      <div className="row">
        {can('templates.use') && <Button small kind="quiet" icon="Zap" title={p.ready} onPress={() => setChoosing(true)} />}
        <span className="muted small composer-where">{to.data && whereTo(to.data, inside)}</span>
        {closed === null && (
          <Button kind="main" icon="Send" disabled={text.trim() === ''} onPress={() => write()}>
            {inside ? p.keepInside : p.send}
          </Button>
        )}
        {closed?.map((way) => (
          <Button key={way} kind="main" icon="Send" disabled={text.trim() === ''} onPress={() => write(way)}>
            {p.ways[way]}
          </Button>
        ))}
      </div>
      {choosing && (
        <ReadyAnswers
          clientId={clientId}
          onClose={() => setChoosing(false)}
          onChoose={(chosen) => {
            setText(chosen);
            setChoosing(false);
          }}
        />
      )}
    </div>
  );
}

/** Where these words would go, or why they would not. */
function whereTo({ channel, closed }: Way, inside: boolean): string {
  if (inside) return p.staysInside;
  if (closed) return closed.length > 0 ? p.windowClosed : p.noWay;
  return channel === null ? p.unreachable : p.goesTo(channelName(channel));
}

function ReadyAnswers({ clientId, onChoose, onClose }: { clientId: number; onChoose(text: string): void; onClose(): void }) {
  const ready = useAnswer<Ready[]>('inbox', 'ready', { id: clientId });
  return (
    <Dialog title={p.ready} onClose={onClose}>
      {ready.data?.length === 0 && <p className="muted">{p.noReady}</p>}
      <ul className="moves">
        {ready.data?.map(({ id, title, text }) => (
          <li key={id}>
            <button type="button" onClick={() => onChoose(text)}>
              <b>{titleOf(title)}</b>
              <span className="muted small">{text}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
