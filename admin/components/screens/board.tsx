import { DragDropContext, Draggable, Droppable, type DropResult } from '@hello-pangea/dnd';
import React from 'react';
import { useNavigate } from 'react-router-dom';
import { boardTexts } from '../../texts/board.ts';
import { newOrderTexts } from '../../texts/new-order.ts';
import { anna, can, count, dayOf, money, number, said, screenUrl } from '../anna.ts';
import { ask, perform, tryTo, useAnswer, useLive } from '../server.ts';
import { AskText, Await, Button, Dialog, Empty, Input, Page, Select, useQuery, useRested } from '../ui/kit.tsx';
import { toast } from '../ui/toast.tsx';
import { type Card, OrderCard } from './board/card.tsx';
import { RequestsColumn } from './board/requests.tsx';
import { CancelWindow, type LossReason } from './ordering/reason-window.tsx';

interface Column {
  id: number;
  title: string;
  kind: 'open' | 'won' | 'lost';
  orders: number;
  sum: number | null;
  cards: Card[];
}

interface Columns {
  pipelineId: number;
  columns: Column[];
}

interface Move {
  id: number;
  title: string;
  way: 'forward' | 'back' | 'lost' | 'won';
  why: string | null;
  code: string | null;
}

interface Choices {
  responsible: { id: number; name: string }[];
  makers: { id: number; name: string }[];
  pipelines: { id: number; name: string }[];
  lossReasons: LossReason[];
}

const t = said(boardTexts);

/** Every open order by its stage. */
export default function Board() {
  const navigate = useNavigate();
  const [form, filters, lossReasons] = useFilters();
  const board = useAnswer<Columns>('board', 'columns', form);
  const [shown, setShown] = React.useState<Column[]>();
  const [choosing, setChoosing] = React.useState<Card>();
  const [reasonFor, setReasonFor] = React.useState<{ card: Card; to: Move }>();
  const [isDragging, setIsDragging] = React.useState(false);
  // What changes meanwhile waits until the card is let go: a board that moves under the hand drops it somewhere else.
  React.useEffect(() => {
    if (!isDragging) setShown(board.data?.columns);
  }, [board.data, isDragging]);
  useLive((happened) => {
    if (happened.length === 0 || happened.some(({ orderId }) => orderId !== null)) board.again();
  });

  async function move(card: Card, to: Move, reason?: string): Promise<void> {
    setShown((columns) => columns && placed(columns, card, to.id));
    const done = await tryTo(() =>
      perform<{ visitId: number }>('board', 'move', { orderId: card.id, to: to.id, visitId: card.visitId, ...(reason && { reason }) }),
    );
    const takeBack = () => (to.way === 'lost' ? restore(card.id) : undo(card.id, done?.visitId ?? 0));
    if (done) toast(t.moved(card.id, to.title), 'good', { label: t.undo, run: () => void takeBack() });
    board.again();
  }

  /** What was cancelled by a slip: its place and its messages are planned anew, which undoing alone would not do. */
  async function restore(orderId: number): Promise<void> {
    await tryTo(() => perform('order', 'restore', { orderId, reason: t.slip }), t.undone);
    board.again();
  }

  async function undo(orderId: number, visitId: number): Promise<void> {
    await tryTo(() => perform('board', 'undo', { orderId, visitId }), t.undone);
    board.again();
  }

  async function choose(card: Card, stageId: number): Promise<void> {
    const moves = await tryTo(() => ask<Move[]>('board', 'moves', { orderId: card.id }));
    const to = moves?.find(({ id }) => id === stageId);
    if (!to) return;
    if (to.why !== null) toast(to.why, 'bad');
    else if (to.way === 'back' || to.way === 'lost') setReasonFor({ card, to });
    else await move(card, to);
  }

  /** By what only orders have. */
  const isNarrowed = Object.keys(form).some((name) => name !== 'responsibleId' && name !== 'pipelineId');
  const drop = ({ draggableId, destination, source }: DropResult) => {
    setIsDragging(false);
    if (!destination || destination.droppableId === source.droppableId) return;
    const card = shown?.flatMap(({ cards }) => cards).find(({ id }) => String(id) === draggableId);
    if (card) void choose(card, Number(destination.droppableId));
  };

  return (
    <Page
      wide
      title={t.title}
      hint={t.hint}
      actions={
        <>
          {filters}
          {can('order.place') && (
            <Button kind="main" icon="Plus" onPress={() => navigate(screenUrl('new-order'))}>
              {said(newOrderTexts).newOrder}
            </Button>
          )}
        </>
      }
    >
      <Await of={{ ...board, data: shown }}>
        {(columns) =>
          columns.every(({ orders }) => orders === 0) && Object.keys(form).length === 0 ? (
            <>
              <Empty title={t.empty} text={t.emptyHint} />
              {can('client.find') && <RequestsColumn responsible="" />}
            </>
          ) : (
            <DragDropContext onDragStart={() => setIsDragging(true)} onDragEnd={drop} nonce={window.__webpack_nonce__}>
              <div className="board">
                {can('client.find') && !isNarrowed && <RequestsColumn responsible={String(form.responsibleId ?? '')} />}
                {columns.map((column) => (
                  <ColumnOf key={column.id} column={column} form={form} onChoose={setChoosing} />
                ))}
              </div>
            </DragDropContext>
          )
        }
      </Await>
      {choosing && (
        <Moves
          card={choosing}
          onClose={() => setChoosing(undefined)}
          onMove={(stageId) => {
            setChoosing(undefined);
            void choose(choosing, stageId);
          }}
        />
      )}
      {reasonFor?.to.way === 'lost' && (
        <CancelWindow
          reasons={lossReasons}
          onClose={() => setReasonFor(undefined)}
          onReason={(reason) => {
            setReasonFor(undefined);
            void move(reasonFor.card, reasonFor.to, reason);
          }}
        />
      )}
      {reasonFor?.to.way === 'back' && (
        <AskText
          title={t.moveTitle(reasonFor.card.id)}
          label={t.reasonBack}
          action={t.confirm}
          onClose={() => setReasonFor(undefined)}
          onText={(reason) => {
            setReasonFor(undefined);
            void move(reasonFor.card, reasonFor.to, reason);
          }}
        />
      )}
    </Page>
  );
}

interface ColumnProps {
  column: Column;
  form: Record<string, string | number | undefined>;
  onChoose(card: Card): void;
}

function ColumnOf({ column, form, onChoose }: ColumnProps) {
  const [more, setMore] = React.useState<Card[]>([]);
  const wanted = React.useRef(0);
  const next = (skip: number) => ask<Card[]>('board', 'more', { ...form, stageId: column.id, skip });
  // What was unfolded stays unfolded when something happens on the board.
  React.useEffect(() => {
    let isLatest = true;
    const unfold = async () => {
      const found: Card[] = [];
      while (found.length < wanted.current) {
        const page = await next(column.cards.length + found.length);
        if (page.length === 0) break;
        found.push(...page);
      }
      if (isLatest) setMore(found);
    };
    unfold().catch(() => isLatest && setMore([]));
    return () => {
      isLatest = false;
    };
  }, [column]);
  const isThere = new Set(column.cards.map(({ id }) => id));
  const cards = [...column.cards, ...more.filter(({ id }) => !isThere.has(id))];
  const load = async () => {
    const found = await tryTo(() => next(cards.length));
    if (!found) return;
    wanted.current = cards.length + found.length - column.cards.length;
    setMore([...more, ...found]);
  };
  return (
    <section className={`board-column board-${column.kind}`} aria-label={column.title}>
      <header>
        <h2>{column.title}</h2>
        <p className="muted small">
          {count(column.orders, t.orders)}
          {column.sum !== null && column.orders > 0 && ` · ${money(column.sum)}`}
        </p>
      </header>
      <Droppable droppableId={String(column.id)}>
        {(place, { isDraggingOver }) => (
          <div ref={place.innerRef} {...place.droppableProps} className={`board-cards${isDraggingOver ? ' board-over' : ''}`}>
            {cards.map((card, index) => (
              <Draggable key={card.id} draggableId={String(card.id)} index={index} isDragDisabled={column.kind !== 'open'}>
                {(held, { isDragging }) => (
                  <div ref={held.innerRef} {...held.draggableProps} {...held.dragHandleProps} className={isDragging ? 'board-held' : ''}>
                    <OrderCard card={card} onMove={column.kind === 'open' ? () => onChoose(card) : undefined} />
                  </div>
                )}
              </Draggable>
            ))}
            {place.placeholder}
            {column.orders > cards.length && (
              <Button small kind="quiet" onPress={load}>
                {`${t.showMore} (${number(column.orders - cards.length)})`}
              </Button>
            )}
          </div>
        )}
      </Droppable>
    </section>
  );
}

/** A stage for deliveries is nowhere to go for what is fetched, and a stage of others is nobody's question. */
const isConceivable = ({ code }: Move): boolean => code !== 'order.not-on-pipeline' && code !== 'access.not-your-role';

/** Where a card may go; what it may not says why in place. */
function Moves({ card, onMove, onClose }: { card: Card; onMove(stageId: number): void; onClose(): void }) {
  const moves = useAnswer<Move[]>('board', 'moves', { orderId: card.id });
  return (
    <Dialog title={t.moveTitle(card.id)} onClose={onClose}>
      <Await of={moves}>
        {(all) => (
          <ul className="moves">
            {all.filter(isConceivable).map((move) => (
              <li key={move.id}>
                <button type="button" disabled={move.why !== null} onClick={() => onMove(move.id)}>
                  <b>{move.title}</b>
                  {move.why && <span className="muted small">{move.why}</span>}
                </button>
              </li>
            ))}
          </ul>
        )}
      </Await>
    </Dialog>
  );
}

/** What is shown: mine, a maker's, a date's, a word's; kept in the address. */
function useFilters(): [Record<string, string | number | undefined>, React.ReactNode, LossReason[]] {
  const choices = useAnswer<Choices>('board', 'choices');
  const [pipeline, setPipeline] = useQuery('pipeline');
  const [responsible, setResponsible] = useQuery('responsible');
  const [maker, setMaker] = useQuery('maker');
  const [due, setDue] = useQuery('due');
  const [text, setText] = useQuery('text');
  const rested = useRested(text);
  const form = {
    ...(pipeline && { pipelineId: pipeline }),
    ...(responsible && { responsibleId: responsible }),
    ...(maker && { makerId: maker }),
    ...dueOf(due),
    ...(rested && { text: rested }),
  };
  const people = choices.data;
  const asOptions = (all: { id: number; name: string }[] = []) => all.map(({ id, name }) => [String(id), name] as const);
  const isMine = ([id]: readonly [string, string]): boolean => id === String(anna.staff.id);
  const responsibles = asOptions(people?.responsible)
    .map(([id, name]) => [id, isMine([id, name]) ? `${t.mine} (${name})` : name] as const)
    .toSorted((a, b) => Number(isMine(b)) - Number(isMine(a)));
  const filters = (
    <div className="board-filters">
      {(people?.pipelines.length ?? 0) > 1 && (
        <Select
          label={t.title}
          value={pipeline}
          onChange={setPipeline}
          options={asOptions(people?.pipelines).map(([id, name], index) => [index === 0 ? '' : id, name])}
        />
      )}
      <Select
        label={t.everybody}
        value={responsible}
        onChange={setResponsible}
        options={[['', t.everybody], ...responsibles, ['0', t.nobody]]}
      />
      <Select
        label={t.anyMaker}
        value={maker}
        onChange={setMaker}
        options={[['', t.anyMaker], ...asOptions(people?.makers), ['0', t.noMaker]]}
      />
      <Select
        label={t.due.any}
        value={due}
        onChange={setDue}
        options={(['any', 'today', 'tomorrow', 'week', 'late'] as const).map((key) => [key === 'any' ? '' : key, t.due[key]])}
      />
      <Input value={text} onChange={setText} placeholder={t.text} />
    </div>
  );
  return [form, filters, choices.data?.lossReasons ?? []];
}

const dayMs = 86_400_000;

function dueOf(due: string): { dueFrom?: number; dueUntil?: number } {
  const today = beginningOf(Date.now());
  if (due === 'today') return { dueFrom: today, dueUntil: beginningOf(today + dayMs * 1.5) };
  if (due === 'tomorrow') return { dueFrom: beginningOf(today + dayMs * 1.5), dueUntil: beginningOf(today + dayMs * 2.5) };
  if (due === 'week') return { dueFrom: today, dueUntil: beginningOf(today + dayMs * 7.5) };
  if (due === 'late') return { dueUntil: Math.floor(Date.now() / 60_000) * 60_000 };
  return {};
}

/** Midnight in the shop's zone before an instant: zones begin days at whole quarters of an hour. */
function beginningOf(at: number): number {
  const quarter = 900_000;
  let start = Math.floor(at / quarter) * quarter;
  while (dayOf(start - quarter) === dayOf(at)) start -= quarter;
  return start;
}

/** The columns as they will be when the move succeeds. */
function placed(columns: Column[], card: Card, to: number): Column[] {
  const sumOf = (sum: number | null, sign: 1 | -1) => (sum === null ? null : sum + sign * (card.total ?? 0));
  return columns.map((column) => {
    if (column.id === card.stageId)
      return { ...column, orders: column.orders - 1, sum: sumOf(column.sum, -1), cards: column.cards.filter(({ id }) => id !== card.id) };
    if (column.id === to)
      return { ...column, orders: column.orders + 1, sum: sumOf(column.sum, 1), cards: [{ ...card, stageId: to }, ...column.cards] };
    return column;
  });
}
