import { Icon } from '@adminjs/design-system';
import React from 'react';
import { useNavigate } from 'react-router-dom';
import { frameTexts } from '../texts/frame.ts';
import { peopleTexts } from '../texts/people.ts';
import { searchTexts } from '../texts/search.ts';
import { moment, said, screenUrl } from './anna.ts';
import { useAnswer } from './server.ts';
import { useRested } from './ui/kit.tsx';

export interface Found {
  orders: { id: number; dueAt: number | null; stage: string; client: string | null; picture: string | null }[];
  clients: { id: number; name: string | null; phone: string | null }[];
  lines: { messageId: number; clientId: number; clientName: string | null; text: string; at: number }[];
}

interface Hit {
  key: string;
  to: string;
  title: string;
  hint: string;
  /** A file reference. */
  picture?: string | null;
}

const t = said(searchTexts);
const p = said(peopleTexts);

/** Finds anything from anywhere. `/` goes here, arrows choose, Enter opens, Esc leaves. */
export function Search() {
  const navigate = useNavigate();
  const box = React.useRef<HTMLInputElement>(null);
  const [text, setText] = React.useState('');
  const [open, setOpen] = React.useState(false);
  const [chosen, setChosen] = React.useState(0);
  const rested = useRested(text.trim());
  const found = useAnswer<Found>('search', 'find', { text: rested }, rested !== '');
  useSlash(box);
  React.useEffect(() => setChosen(0), [found.data]);

  const groups = found.data && rested !== '' ? groupsOf(found.data) : undefined;
  const hits = groups?.flatMap(({ hits: each }) => each) ?? [];
  const go = (hit: Hit) => {
    setOpen(false);
    setText('');
    box.current?.blur();
    navigate(hit.to);
  };
  const press = (event: React.KeyboardEvent) => {
    if (event.key === 'Escape') {
      setOpen(false);
      box.current?.blur();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setChosen((at) => Math.max(0, Math.min(hits.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1))));
    } else if (event.key === 'Enter') {
      const hit = hits[chosen];
      if (hit) go(hit);
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: leaving the box closes what hangs below it
    <div className="search" onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}>
      <Icon icon="Search" size={16} />
      <input
        ref={box}
        type="search"
        value={text}
        placeholder={said(frameTexts).search}
        aria-label={said(frameTexts).search}
        onChange={(event) => {
          setText(event.target.value);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onKeyDown={press}
      />
      {open && groups && (
        <div className="search-found">
          {hits.length === 0 && <p className="muted small search-none">{t.nothing}</p>}
          {groups.map(({ title, hits: list }) => (
            <section key={title}>
              <h3 className="search-title">{title}</h3>
              {list.map((hit) => (
                <button
                  type="button"
                  key={hit.key}
                  className={`search-hit${hits[chosen] === hit ? ' search-chosen' : ''}`}
                  onClick={() => go(hit)}
                >
                  {hit.picture && <img src={`/admin/file/${hit.picture}`} alt="" loading="lazy" />}
                  <b>{hit.title}</b>
                  <span className="muted small">{hit.hint}</span>
                </button>
              ))}
            </section>
          ))}
        </div>
      )}
    </div>
  );
}

export function groupsOf({ orders, clients, lines }: Found): { title: string; hits: Hit[] }[] {
  const all = [
    {
      title: t.orders,
      hits: orders.map(({ id, client, stage, dueAt, picture }) => ({
        picture,
        key: `order ${id}`,
        to: screenUrl('order', { id }),
        title: `${p.order(id)}${client ? ` · ${client}` : ''}`,
        hint: [stage, dueAt === null ? undefined : moment(dueAt)].filter(Boolean).join(' · '),
      })),
    },
    {
      title: t.clients,
      hits: clients.map(({ id, name, phone }) => ({
        key: `client ${id}`,
        to: screenUrl('client', { id }),
        title: name ?? p.noName,
        hint: phone ?? '',
      })),
    },
    {
      title: t.lines,
      hits: lines.map(({ messageId, clientId, clientName, text }) => ({
        key: `line ${messageId}`,
        to: screenUrl('inbox', { id: clientId }),
        title: clientName ?? p.noName,
        hint: text,
      })),
    },
  ];
  return all.filter(({ hits }) => hits.length > 0);
}

/** `/` leads into the box, unless something is being typed. */
function useSlash(box: React.RefObject<HTMLInputElement>): void {
  React.useEffect(() => {
    const go = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea, select, [contenteditable]');
      if (event.key !== '/' || typing) return;
      event.preventDefault();
      box.current?.focus();
    };
    addEventListener('keydown', go);
    return () => removeEventListener('keydown', go);
  }, [box]);
}
