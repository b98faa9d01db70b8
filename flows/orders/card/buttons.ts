import type { Button } from '../../../notifications/message.ts';
import { parts } from '../../staff/parts.ts';
import { may } from '../../staff/rights.ts';
import { isTaskOf } from '../../tasks/load-task.ts';
import { nextStage, previousStage } from '../pipeline.ts';
import { refuseMove } from '../refuse-move.ts';
import { takeable } from '../take-order.ts';
import { refuseUndo } from '../undo-move.ts';
import type { CardFacts } from './facts.ts';
import type { Words } from './text.ts';
import { isOnTheWay, type View } from './view.ts';

/** Makes a button that opens a dialog and leaves the card where it is. */
export type Press = (label: string, dialog: string, ...args: (string | number)[]) => Button;

/** Exactly what this viewer can do with the order now. */
export function cardButtons(facts: ShownFacts, view: View, words: Words, press: Press): Button[][] {
  if (view === 'none') return [];
  const given = { facts, words, press };
  const first = [...forward(given), ...take(given)].map((button) => [button]);
  const second = inPairs([...undo(given), ...taskButtons(given, view)]);
  if (view === 'driver') return [...first, ...inPairs([...onTheWay(given), ...undo(given)])];
  return [...first, ...second, ...inPairs([...payment(given), ...care(given), ...team(given), ...keep(given), ...ways(given)])];
}

/** With how many pictures the card itself has no room for. */
type ShownFacts = CardFacts & { hidden: number };

interface Given {
  facts: ShownFacts;
  words: Words;
  press: Press;
}

function forward({ facts, words: { f }, press }: Given): Button[] {
  const { order, pipeline, viewer } = facts;
  const next = order.outcome === 'open' ? nextStage(pipeline, order) : undefined;
  if (!next || refuseMove({ ...facts, who: viewer }, next.id)) return [];
  return [press(`▶ ${f.title(next.verb)}`, 'move', order.id, next.id, order.visitId)];
}

function take({ facts, words: { t }, press }: Given): Button[] {
  const free = takeable(facts.viewer, facts);
  return free.map((part) => press(free.length > 1 ? t.card.takeAs(t.card.parts[part]) : t.card.take, 'take', facts.order.id, part));
}

/** For the driver whose delivery it is, until it is pressed. */
function onTheWay({ facts, words: { t }, press }: Given): Button[] {
  return isOnTheWay(facts) && !facts.hasSetOut ? [press(t.card.setOut, 'set-out', facts.order.id)] : [];
}

function undo({ facts, words: { t }, press }: Given): Button[] {
  const { viewer, order, hasUntold, visit, now, shop } = facts;
  if (refuseUndo({ row: facts, visit, who: viewer, now, shop })) return [];
  const tell = hasUntold && may(viewer, 'client.write') ? [press(t.card.tellNow, 'tell-now', order.id, order.visitId)] : [];
  return [press(t.card.undo, 'undo', order.id, order.visitId), ...tell];
}

function taskButtons({ facts: { tasks, viewer }, words: { f }, press }: Given, view: View): Button[] {
  if (view === 'driver') return [];
  return tasks
    .filter((task) => isTaskOf(task, viewer))
    .slice(0, 3)
    .map(({ id, title }) => press(`✓ ${f.title(title)}`, 'task-done', id));
}

/** Money, and the ways around its want. */
function payment({ facts, words: { t }, press }: Given): Button[] {
  const { order, pipeline, viewer } = facts;
  const owes = order.total > order.paid && order.outcome !== 'lost';
  const next = order.outcome === 'open' ? nextStage(pipeline, order) : undefined;
  const held = next !== undefined && refuseMove({ ...facts, who: viewer }, next.id)?.code === 'order.unpaid' && may(viewer, 'payment.see');
  return [
    ...(owes && may(viewer, 'payment.record', facts) ? [press(t.card.pay, 'pay', order.id)] : []),
    ...(order.outcome === 'lost' && order.paid > 0 && may(viewer, 'payment.return', facts)
      ? [press(t.card.returnMoney, 'return-payment', order.id)]
      : []),
    ...(held ? [press(may(viewer, 'order.allow-unpaid') ? t.card.allowUnpaid : t.card.askOwner, 'allow-unpaid', order.id)] : []),
  ];
}

/** Talking with the client. */
function care({ facts, words: { t }, press }: Given): Button[] {
  const { order, stage, viewer, client, line } = facts;
  const canCall = line !== undefined && (order.contactPhone ?? client.phone) !== null && may(viewer, 'call.make');
  const isOpen = order.outcome === 'open';
  return [
    ...(isOpen && !order.allergiesAsked && may(viewer, 'order.ask-allergies', facts)
      ? [press(t.card.askAllergies, 'allergies', order.id)]
      : []),
    ...(isOpen && stage.clientMayChange && may(viewer, 'order.no-answer', facts) ? [press(t.card.noAnswer, 'no-answer', order.id)] : []),
    ...(canCall ? [press(t.card.call, 'call', client.id, order.id)] : []),
    ...(may(viewer, 'client.write') ? [press(t.card.write, 'reply', client.id, order.id)] : []),
  ];
}

function team({ facts, words: { t }, press }: Given): Button[] {
  const { order, viewer } = facts;
  const can = order.outcome === 'open' && parts.some((part) => may(viewer, `order.assign-${part}`, facts));
  return can ? [press(t.card.assign, 'assign', order.id)] : [];
}

function keep({ facts, words: { t }, press }: Given): Button[] {
  const { order, viewer, hidden } = facts;
  const isBaked = order.outcome !== 'lost' && hasBegun(facts);
  return [
    ...(may(viewer, 'order.note', facts) ? [press(t.card.note, 'note', order.id)] : []),
    ...(isBaked && may(viewer, 'order.photo', facts) ? [press(t.card.photo, 'photo', order.id)] : []),
    ...(hidden > 0 ? [press(t.card.pictures(hidden), 'pictures', order.id)] : []),
    ...(order.outcome === 'open' && may(viewer, 'task.create') ? [press(t.card.newTask, 'task-new', order.id)] : []),
  ];
}

/** There is a cake to take a picture of: the order stands with the confectioners or behind them. A pipeline without them always has one. */
function hasBegun({ pipeline, order }: CardFacts): boolean {
  const here = pipeline.stages.findIndex(({ id }) => id === order.stageId);
  return here >= pipeline.stages.findIndex(({ role }) => role === 'cook');
}

/** Back and out, and in again. */
function ways({ facts, words: { t, f }, press }: Given): Button[] {
  const { order, pipeline, viewer } = facts;
  if (order.outcome === 'lost' && may(viewer, 'order.restore', facts)) return [press(t.card.restore, 'restore', order.id)];
  if (order.outcome !== 'open') return [];
  const before = previousStage(pipeline, order);
  const canGoBack = before && !refuseMove({ ...facts, who: viewer }, before.id);
  return [
    ...(canGoBack ? [press(t.card.back(f.title(before.title)), 'move', order.id, before.id, order.visitId)] : []),
    ...(may(viewer, 'order.cancel', facts) ? [press(t.card.cancel, 'cancel', order.id)] : []),
  ];
}

const inPairs = (buttons: Button[]): Button[][] =>
  Array.from({ length: Math.ceil(buttons.length / 2) }, (_, row) => buttons.slice(row * 2, row * 2 + 2));
