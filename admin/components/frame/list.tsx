import { Icon } from '@adminjs/design-system';
import React from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import type { ListState } from '../../frame-state.ts';
import { frameTexts } from '../../texts/frame.ts';
import { anna, day, moment, money, number, said, screenUrl } from '../anna.ts';
import { toLogin } from '../server.ts';
import { Badge, Button, Card, Empty, Link, Page, useRested } from '../ui/kit.tsx';
import { Filters } from './filters.tsx';

interface Row {
  id: string;
  params: Record<string, unknown>;
}

interface Listed {
  meta: { total: number; page: number; perPage: number };
  records: Row[];
}

/** One list: search, filters, sorting, pages; on a phone each record is a card. The address holds what is shown. */
export default function List({ resource }: { resource: { id: string } }) {
  const list = anna.lists.find(({ name }) => name === resource.id);
  return list ? <Table key={list.name} list={list} /> : null;
}

function Table({ list }: { list: ListState }) {
  const t = said(frameTexts);
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const query = new URLSearchParams(search);
  const [listed, setListed] = React.useState<Listed>();
  const [problem, setProblem] = React.useState(false);
  const [typed, setTyped] = React.useState(query.get('filters.search') ?? '');
  const rested = useRested(typed);
  const words = query.toString();

  const change = (changes: Record<string, string | undefined>) => {
    const next = new URLSearchParams(query);
    for (const [name, value] of Object.entries({ page: undefined, ...changes })) value ? next.set(name, value) : next.delete(name);
    navigate(`${pathname}${next.size > 0 ? `?${next}` : ''}`, { replace: true });
  };
  const wanted = query.get('filters.search') ?? '';
  const asked = React.useRef(wanted);
  React.useEffect(() => {
    if (rested === asked.current) return;
    asked.current = rested;
    change({ 'filters.search': rested || undefined });
  }, [rested]);
  // Somebody came by a link or the sidebar: the field says what the list shows.
  React.useEffect(() => {
    if (wanted === asked.current) return;
    asked.current = wanted;
    setTyped(wanted);
  }, [wanted]);
  React.useEffect(() => {
    const stop = new AbortController();
    fetch(`/admin/api/resources/${list.name}/actions/list?${words}`, { signal: stop.signal })
      .then(readList)
      .then((found) => {
        setListed(found);
        setProblem(false);
      })
      .catch(() => stop.signal.aborted || setProblem(true));
    return () => stop.abort();
  }, [words, list.name]);

  const shown = list.columns.filter((column) => column.list);
  const sortBy = query.get('sortBy');
  const descending = query.get('direction') === 'desc';
  /** The largest and the newest are what one looks for first. */
  const sort = (name: string) => change({ sortBy: name, direction: sortBy === name && descending ? 'asc' : 'desc' });
  const isFiltered = [...query.keys()].some((name) => name.startsWith('filters.'));
  const open = ({ id }: Row) => list.opens && navigate(screenUrl(list.opens, { id }));

  return (
    <Page
      wide
      title={list.texts.title}
      hint={listed && countOf(listed.meta.total)}
      actions={
        <>
          {list.mayExport && (
            <>
              <Button icon="Download" onPress={() => location.assign(`/admin/export/${list.name}?${words}`)}>
                {t.exportTable}
              </Button>
              <Button kind="quiet" onPress={() => location.assign(`/admin/export/${list.name}?format=csv&${words}`)}>
                CSV
              </Button>
            </>
          )}
          {list.createsOn && (
            <Button kind="main" icon="Plus" onPress={() => list.createsOn && navigate(list.createsOn)}>
              {list.texts.create}
            </Button>
          )}
        </>
      }
    >
      <Card className="card-flush">
        <div className="list-tools">
          {list.searchable && (
            <input
              className="input list-search"
              type="search"
              value={typed}
              placeholder={t.search}
              aria-label={t.search}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
          {list.quick.map(({ title, query: wanted }) => {
            const isOn = Object.entries(wanted).every(([name]) => query.has(name));
            const next = isOn ? Object.fromEntries(Object.keys(wanted).map((name) => [name, undefined])) : wanted;
            return (
              <button key={title} type="button" className="chip" aria-pressed={isOn} onClick={() => change(next)}>
                {title}
              </button>
            );
          })}
          <Filters list={list} query={query} change={change} />
        </div>
        {problem && <Empty title={t.trouble} action={<Button onPress={() => location.reload()}>{t.again}</Button>} />}
        {!problem && !listed && <div className="skeleton" />}
        {!problem &&
          listed?.records.length === 0 &&
          (isFiltered ? <Empty title={t.nothing} text={t.nothingHint} /> : <Empty title={list.texts.empty} />)}
        {!problem && listed && listed.records.length > 0 && (
          <div className="table-scroll">
            <table className="table">
              <thead>
                <tr>
                  {shown.map((column) => (
                    <th
                      key={column.name}
                      className={isNumber(column) ? 'num' : ''}
                      aria-sort={sortBy === column.name ? (descending ? 'descending' : 'ascending') : undefined}
                    >
                      {column.sort ? (
                        <button type="button" onClick={() => sort(column.name)}>
                          {list.texts.columns[column.name]}
                          {sortBy === column.name && <Icon icon={descending ? 'ChevronDown' : 'ChevronUp'} size={14} />}
                        </button>
                      ) : (
                        list.texts.columns[column.name]
                      )}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {listed.records.map((row) => (
                  <tr key={row.id} onClick={(event) => isOnLink(event) || open(row)} className={list.opens ? 'pressable' : ''}>
                    {shown.map((column) => (
                      <td
                        key={column.name}
                        data-label={list.texts.columns[column.name]}
                        className={`${isNumber(column) ? 'num' : ''}${column.isTitle ? ' cell-title' : ''}`}
                      >
                        <Cell list={list} column={column} row={row} />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        {listed && listed.meta.total > listed.meta.perPage && <Pages meta={listed.meta} change={change} />}
      </Card>
    </Page>
  );
}

/** A link in a line leads where it says, not where the line leads. */
const isOnLink = ({ target }: React.MouseEvent): boolean => target instanceof Element && target.closest('a') !== null;

async function readList(response: Response): Promise<Listed> {
  if (response.status === 401) toLogin();
  if (!response.ok) throw new Error(`The list was refused: ${response.status}`);
  return response.json() as Promise<Listed>;
}

type Column = ListState['columns'][number];

const isNumber = ({ type, refers, isTitle }: Column): boolean => !refers && !isTitle && (type === 'number' || type === 'money');

const countedTo = 10_000;
const countOf = (total: number): string => (total >= countedTo ? said(frameTexts).atMost(number(countedTo)) : number(total));

function Cell({ list, column, row }: { list: ListState; column: Column; row: Row }) {
  const value = row.params[column.name];
  if (value === null || value === undefined || value === '') return <span className="muted">—</span>;
  const title = row.params[`${column.name}Title`];
  if (column.refers && title !== undefined && title !== null) {
    const screen = anna.lists.find(({ name }) => name === column.refers)?.opens;
    return screen ? <Link to={screenUrl(screen, { id: String(value) })}>{String(title)}</Link> : String(title);
  }
  if (column.isTitle && list.opens) return <Link to={screenUrl(list.opens, { id: row.id })}>{titled(list, value)}</Link>;
  switch (column.type) {
    case 'money':
      return <>{money(Number(value))}</>;
    case 'number':
      return <>{number(Number(value))}</>;
    case 'instant':
      return (
        <span className="nowrap" title={moment(Number(value))}>
          {Number(value) > anna.now - 20 * 3_600_000 ? moment(Number(value)) : day(Number(value))}
        </span>
      );
    case 'boolean':
      return <>{value ? said(frameTexts).yes : said(frameTexts).no}</>;
    case 'word':
      return <Badge>{list.texts.words?.[column.name]?.[String(value)] ?? String(value)}</Badge>;
    case 'phone':
      return <a href={`tel:${String(value).replace(/[^+\d]/g, '')}`}>{String(value)}</a>;
    default:
      return <>{String(value)}</>;
  }
}

/** An order is called by its number. */
const titled = (list: ListState, value: unknown): string =>
  list.texts.record ? list.texts.record.replace(' ', '\u00a0').replace('{value}', String(value)) : String(value);

function Pages({ meta, change }: { meta: Listed['meta']; change(changes: Record<string, string | undefined>): void }) {
  const t = said(frameTexts);
  const last = Math.max(1, Math.ceil(meta.total / meta.perPage));
  const go = (page: number) => change({ page: page > 1 ? String(page) : undefined });
  return (
    <nav className="pages">
      <Button small icon="ChevronLeft" title={t.previous} disabled={meta.page <= 1} onPress={() => go(meta.page - 1)} />
      <span>{t.page(meta.page, last)}</span>
      <Button small icon="ChevronRight" title={t.next} disabled={meta.page >= last} onPress={() => go(meta.page + 1)} />
    </nav>
  );
}
