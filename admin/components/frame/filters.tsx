import React from 'react';
import type { ListState } from '../../frame-state.ts';
import { frameTexts } from '../../texts/frame.ts';
import { dayOf, plainMoney, readMoney, said } from '../anna.ts';
import { DateField } from '../ui/date-field.tsx';
import { Button } from '../ui/kit.tsx';

interface Given {
  list: ListState;
  query: URLSearchParams;
  change(changes: Record<string, string | undefined>): void;
}

/** A field for each column that may be filtered by. */
export function Filters({ list, query, change }: Given) {
  const t = said(frameTexts);
  const columns = list.columns.filter(({ filter }) => filter);
  const [isOpen, setIsOpen] = React.useState(false);
  if (columns.length === 0) return null;
  const active = [...query.keys()].filter((name) => name.startsWith('filters.') && name !== 'filters.search');
  const clear = () => change(Object.fromEntries(active.map((name) => [name, undefined])));
  return (
    <>
      <Button icon="Filter" onPress={() => setIsOpen(!isOpen)}>
        {active.length > 0 ? `${t.filters}: ${active.length}` : t.filters}
      </Button>
      {active.length > 0 && (
        <Button kind="quiet" onPress={clear}>
          {t.clear}
        </Button>
      )}
      {isOpen && (
        <div className="filters">
          {columns.map((column) => (
            <fieldset key={column.name}>
              <legend>{list.texts.columns[column.name]}</legend>
              <Choice list={list} column={column} query={query} change={change} />
            </fieldset>
          ))}
        </div>
      )}
    </>
  );
}

function Choice({ list, column, query, change }: Given & { column: ListState['columns'][number] }) {
  const t = said(frameTexts);
  const key = `filters.${column.name}`;
  const value = query.get(key) ?? '';
  const names = list.texts.words?.[column.name];
  const words = column.type === 'boolean' ? (['true', 'false'] as const) : column.words;
  if (words)
    return (
      <select
        className="input select"
        value={value}
        aria-label={list.texts.columns[column.name]}
        onChange={(event) => change({ [key]: event.target.value || undefined })}
      >
        <option value="">{t.any}</option>
        {words.map((word) => (
          <option key={word} value={word}>
            {names?.[word] ?? (word === 'true' ? t.yes : word === 'false' ? t.no : word)}
          </option>
        ))}
      </select>
    );
  if (!['number', 'money', 'instant'].includes(column.type))
    return <Typed value={value} label={list.texts.columns[column.name] ?? ''} set={(text) => change({ [key]: text || undefined })} />;
  const bound = (end: 'from' | 'to') => ({
    value: shownOf(column.type, query.get(`${key}~~${end}`) ?? ''),
    label: end === 'from' ? t.from : t.to,
    set: (text: string) => change({ [`${key}~~${end}`]: keptOf(column.type, text, end) }),
  });
  const [from, to] = [bound('from'), bound('to')];
  if (column.type !== 'instant')
    return (
      <div className="row">
        <Typed {...from} />
        <Typed {...to} />
      </div>
    );
  return (
    <div className="row filter-days">
      <DateField value={from.value} label={from.label} onChange={from.set} />
      <DateField value={to.value} label={to.label} onChange={to.set} />
    </div>
  );
}

/** Writes down what was typed when the field is left, or by Enter. */
function Typed({ value, label, set }: { value: string; label: string; set(text: string): void }) {
  const [text, setText] = React.useState(value);
  React.useEffect(() => setText(value), [value]);
  return (
    <input
      className="input"
      value={text}
      placeholder={label}
      aria-label={label}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => text !== value && set(text)}
      onKeyDown={(event) => event.key === 'Enter' && set(text)}
    />
  );
}

const dayMs = 86_400_000;

function shownOf(type: string, kept: string): string {
  if (kept === '') return '';
  return type === 'instant' ? dayOf(Number(kept)) : type === 'money' ? plainMoney(Number(kept)) : kept;
}

/** A day is its beginning, or with `to` its end, in the shop's zone as near as a browser knows it. */
function keptOf(type: string, text: string, end: 'from' | 'to'): string | undefined {
  if (text === '') return undefined;
  if (type === 'money') return readMoney(text)?.toString();
  if (type !== 'instant') return /^\d+$/.test(text.trim()) ? text.trim() : undefined;
  let at = Date.parse(`${text}T00:00:00Z`);
  while (dayOf(at) >= text) at -= 900_000;
  at += 900_000;
  return String(end === 'from' ? at : at + dayMs - 1);
}
