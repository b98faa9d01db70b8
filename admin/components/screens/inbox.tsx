import './people/people.css';
import React from 'react';
import { inboxTexts } from '../../texts/inbox.ts';
import { peopleTexts } from '../../texts/people.ts';
import { ago, can, count, lasting, moment, said, screenUrl } from '../anna.ts';
import { ask, perform, tryTo, useAnswer, useLive } from '../server.ts';
import { Badge, Button, Empty, Link, Page, Tabs, useClock, useQuery } from '../ui/kit.tsx';
import { Bubble, channelName, type Line } from './people/bubble.tsx';
import { Composer } from './people/composer.tsx';

interface Conversation {
  clientId: number;
  name: string | null;
  responsible: string | null;
  waitingSince: number | null;
  withPerson: boolean;
  unread: number;
  lastText: string;
  isCorrected: boolean;
  lastAt: number;
  lastDirection: 'in' | 'out';
  channel: string;
}

interface Conversations {
  conversations: Conversation[];
  older: number | null;
  open: number;
}

interface Chat {
  client: {
    id: number;
    name: string | null;
    phone: string | null;
    shownPhone: string | null;
    waitingSince: number | null;
    orderId: number | null;
  } | null;
  lines: Line[];
  /** What colleagues say to each other; of the newest page only. */
  notes: Note[];
  older: number | null;
}

interface Note {
  id: number;
  at: number;
  author: string | null;
  text: string;
}

const t = said(inboxTexts);
const p = said(peopleTexts);

/** Conversations on the left, the chosen one on the right; on a phone one after the other. */
export default function Inbox() {
  const [only, setOnly] = useQuery('only');
  const [id, setId] = useQuery('id', '', 'push');
  useClock();
  const list = useAnswer<Conversations>('inbox', 'list', only ? { only } : {});
  const [more, setMore] = React.useState<Conversation[]>([]);
  const [older, setOlder] = React.useState<number | null>(null);
  React.useEffect(() => {
    setMore([]);
    setOlder(list.data?.older ?? null);
  }, [list.data]);
  useLive((happened) => {
    if (happened.length === 0 || happened.some(({ clientId }) => clientId !== null)) list.again();
  });
  const all = [...(list.data?.conversations ?? []), ...more];
  const load = async () => {
    const next = await tryTo(() => ask<Conversations>('inbox', 'list', { before: older }));
    if (!next) return;
    setMore([...more, ...next.conversations.filter((each) => all.every(({ clientId }) => clientId !== each.clientId))]);
    setOlder(next.older);
  };
  return (
    <Page wide title={t.title}>
      <div className={`inbox${id ? ' inbox-open' : ''}`}>
        <section className="card card-flush inbox-list">
          <Tabs
            value={only}
            onChange={setOnly}
            options={[
              ['', t.all],
              ['open', `${t.open}${list.data?.open ? ` · ${list.data.open}` : ''}`],
            ]}
          />
          {list.data && all.length === 0 && <Empty title={only ? t.emptyOpen : t.empty} text={only ? t.emptyOpenHint : t.emptyHint} />}
          <ul>
            {all.map((each) => (
              <li key={each.clientId}>
                <button
                  type="button"
                  className="talk"
                  aria-current={String(each.clientId) === id}
                  onClick={() => setId(String(each.clientId))}
                >
                  <span className="talk-top">
                    <b>{each.name ?? p.noName}</b>
                    <time className="muted small">{ago(Math.min(each.lastAt, Date.now()))}</time>
                  </span>
                  <span className="talk-text muted">
                    {each.lastDirection === 'out' && t.you}
                    {each.isCorrected && `✎ ${p.corrected} `}
                    {each.lastText}
                  </span>
                  <span className="talk-foot small">
                    <span className="muted">{channelName(each.channel)}</span>
                    {each.waitingSince !== null && <Badge tone="red">{t.waits(lasting(each.waitingSince))}</Badge>}
                    {each.waitingSince === null && each.withPerson && <Badge tone="violet">{t.withPerson}</Badge>}
                    {each.unread > 0 && <Badge tone="amber">{count(each.unread, t.unread)}</Badge>}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          {older !== null && !only && (
            <Button kind="quiet" onPress={load}>
              {p.older}
            </Button>
          )}
        </section>
        <section className="card card-flush inbox-chat">
          {id ? <ChatOf key={id} id={Number(id)} onBack={() => setId('')} /> : <Empty title={t.choose} text={t.chooseHint} />}
        </section>
      </div>
    </Page>
  );
}

function ChatOf({ id, onBack }: { id: number; onBack(): void }) {
  const chat = useAnswer<Chat>('inbox', 'chat', { id });
  const [older, setOlder] = React.useState<Line[]>([]);
  const [before, setBefore] = React.useState<number | null>(null);
  const end = React.useRef<HTMLDivElement>(null);
  const client = chat.data?.client;
  const again = chat.again;
  // Nothing is shown before the look is in the journal.
  React.useEffect(() => {
    if (client === null) void tryTo(() => perform('inbox', 'look', { id })).then(again);
  }, [client, id, again]);
  useLive((happened) => {
    if (happened.length === 0 || happened.some(({ clientId }) => clientId === id)) chat.again();
  });
  const lines = chat.data?.lines;
  const last = `${lines?.[0]?.id} ${chat.data?.notes?.at(-1)?.id}`;
  React.useEffect(() => {
    if (lines) end.current?.scrollIntoView({ block: 'end' });
  }, [last]);
  React.useEffect(() => {
    if (older.length === 0) setBefore(chat.data?.older ?? null);
  }, [chat.data, older.length]);

  if (chat.problem && !client) return <Empty title={chat.problem} action={<Button onPress={onBack}>{t.back}</Button>} />;
  if (!client || !lines) return <div className="skeleton" role="progressbar" />;
  const load = async () => {
    const next = await tryTo(() => ask<Chat>('inbox', 'chat', { id, before }));
    if (!next) return;
    setOlder([...older, ...next.lines]);
    setBefore(next.older);
  };
  const spoken = [...lines, ...older.filter((line) => lines.every((each) => each.id !== line.id))].toReversed();
  const shown: (Line | Note)[] = [...spoken, ...(chat.data?.notes ?? [])].toSorted((a, b) => a.at - b.at);
  const finish = async () => {
    await tryTo(() => perform('inbox', 'done', { id }), p.doneSaid);
    chat.again();
  };
  return (
    <>
      <header className="chat-head">
        <span className="chat-back">
          <Button small kind="quiet" icon="ArrowLeft" title={t.back} onPress={onBack} />
        </span>
        <Link to={screenUrl('client', { id: client.id })} className="chat-name">
          {client.name ?? p.noName}
        </Link>
        {client.phone && (
          <a href={`tel:${client.phone}`} className="nowrap" title={p.call}>
            {client.shownPhone}
          </a>
        )}
        {client.orderId !== null && <Link to={screenUrl('order', { id: client.orderId })}>{p.order(client.orderId)}</Link>}
        {can('client.write') && (
          <Button small icon="Check" onPress={finish}>
            {p.done}
          </Button>
        )}
      </header>
      <div className="chat-lines">
        {before !== null && (
          <Button small kind="quiet" onPress={load}>
            {p.older}
          </Button>
        )}
        {shown.map((line) =>
          'direction' in line ? (
            <Bubble key={line.id} line={line} />
          ) : (
            <article key={`n${line.id}`} className="said said-ours said-note">
              <p className="said-text">{line.text}</p>
              <footer className="said-foot">
                {p.staysInside} · {line.author} · <time>{moment(line.at)}</time>
              </footer>
            </article>
          ),
        )}
        <div ref={end} />
      </div>
      {can('client.write') && <Composer key={client.id} clientId={client.id} onWritten={chat.again} />}
    </>
  );
}
