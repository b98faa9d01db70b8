import React from 'react';
import { orderTexts } from '../../../texts/order.ts';
import { said } from '../../anna.ts';
import { perform, tryTo } from '../../server.ts';
import { AskText, Button, Card } from '../../ui/kit.tsx';
import { toast } from '../../ui/toast.tsx';
import type { Move, OrderPage } from './types.ts';

const t = said(orderTexts);

/** Where the order may go; where it may not, the reason stands in place. */
export function Moves({ page: { order, moves, undo }, again }: { page: OrderPage; again(): void }) {
  const [asking, setAsking] = React.useState<Move>();
  const shown = moves.filter(({ way, code }) => way !== 'lost' && code !== 'order.not-on-pipeline' && code !== 'access.not-your-role');
  const takeBack = async (visitId: number) => {
    await tryTo(() => perform('order', 'undo', { orderId: order.id, visitId }), t.undone);
    again();
  };
  const move = async (to: Move, reason?: string) => {
    setAsking(undefined);
    const form = { orderId: order.id, to: to.id, visitId: order.visitId, ...(reason && { reason }) };
    const done = await tryTo(() => perform<{ visitId: number }>('order', 'move', form));
    if (done) toast(t.moved(to.title), 'good', { label: t.undo, run: () => void takeBack(done.visitId) });
    again();
  };
  const forward = shown.filter(({ way }) => way !== 'back');
  const open = forward.filter(({ why }) => why === null);
  const refused = byReason(forward);
  const back = shown.filter(({ way }) => way === 'back');
  return (
    <Card title={t.next} actions={undo && <Undo undo={undo} orderId={order.id} onUndo={() => takeBack(undo.visitId)} again={again} />}>
      <div className="stage-row">
        {open.map((to) => (
          <Button key={to.id} kind="main" onPress={() => move(to)}>
            {to.verb || to.title}
          </Button>
        ))}
      </div>
      {refused.map(([why, all]) => (
        <div key={why} className="stage-row stage-refused">
          {all.map((to) => (
            <Button key={to.id} small disabled>
              {to.verb || to.title}
            </Button>
          ))}
          <p className="refused-why">{why}</p>
        </div>
      ))}
      <div className="row">
        {back.length > 0 && <span className="muted small">{t.back}</span>}
        {back.map((to) => (
          <Button key={to.id} small kind="quiet" icon="CornerUpLeft" disabled={to.why !== null} onPress={() => setAsking(to)}>
            {to.title}
          </Button>
        ))}
      </div>
      {asking && (
        <AskText
          title={asking.title}
          label={t.reason}
          action={t.next}
          onClose={() => setAsking(undefined)}
          onText={(reason) => move(asking, reason)}
        />
      )}
    </Card>
  );
}

/** What is refused for one reason stands together, so that the reason is read once. */
function byReason(moves: Move[]): [string, Move[]][] {
  const reasons = new Set(moves.flatMap(({ why }) => (why === null ? [] : [why])));
  return [...reasons].map((reason) => [reason, moves.filter(({ why }) => why === reason)]);
}

interface UndoProps {
  undo: NonNullable<OrderPage['undo']>;
  orderId: number;
  onUndo(): unknown;
  again(): void;
}

/** The last move can be taken back until the client hears of it. */
function Undo({ undo: { visitId, until, hasUntold }, orderId, onUndo, again }: UndoProps) {
  React.useEffect(() => {
    const timer = setTimeout(again, Math.max(0, until - Date.now()) + 500);
    return () => clearTimeout(timer);
  }, [until, again]);
  return (
    <span className="row">
      {hasUntold && (
        <Button
          small
          kind="quiet"
          onPress={async () => {
            await tryTo(() => perform('order', 'tellNow', { orderId, visitId }), t.told);
            again();
          }}
        >
          {t.tellNow}
        </Button>
      )}
      <Button small icon="RotateCcw" onPress={onUndo}>
        {t.undo}
      </Button>
    </span>
  );
}
