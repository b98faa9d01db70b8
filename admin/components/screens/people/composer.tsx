import React from 'react';
import type { Localized } from '../../../../db/schema/words.ts';
import { peopleTexts } from '../../../texts/people.ts';
import { can, said, titleOf } from '../../anna.ts';
import { perform, tryTo, useAnswer } from '../../server.ts';
import { Button, Dialog, TextArea } from '../../ui/kit.tsx';
import { toast } from '../../ui/toast.tsx';
import { channelName } from './bubble.tsx';

interface Written {
  inside: boolean;
  channel?: string;
  called?: string[];
  unknown?: string[];
}

interface Ready {
  id: number;
  title: Localized;
  text: string;
}

const p = said(peopleTexts);

type ComposerProps = { clientId: number; channel: string | null; onWritten(): void };

/** Where colleagues write to a client: Enter sends, Shift+Enter begins a line, `#` keeps it inside. */
export function Composer({ clientId, channel, onWritten }: ComposerProps) {
  const [text, setText] = React.useState('');
  const [choosing, setChoosing] = React.useState(false);
  const inside = text.startsWith('#');
  const write = async () => {
    if (text.trim() === '') return;
    const written = await tryTo(() => perform<Written>('inbox', 'write', { id: clientId, text }));
    if (!written) return;
    setText('');
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
        <span className="muted small composer-where">{channel === null ? p.unreachable : p.goesTo(channelName(channel))}</span>
        <Button kind="main" icon="Send" disabled={text.trim() === ''} onPress={write}>
          {p.send}
        </Button>
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
