import { Icon } from '@adminjs/design-system';
import React from 'react';
import { boardTexts } from '../../../texts/board.ts';
import { day, money, said, screenUrl, time } from '../../anna.ts';
import { Button, Link, type Tone } from '../../ui/kit.tsx';

export interface Card {
  id: number;
  stageId: number;
  visitId: number;
  client: string | null;
  clientId: number | null;
  what: string | null;
  more: number;
  dueAt: number | null;
  dueUntil: number | null;
  total: number | null;
  paid: number | null;
  fulfilment: 'pickup' | 'delivery';
  responsible: string | null;
  maker: string | null;
  health: 'good' | 'questions' | 'late';
}

const t = said(boardTexts);
const tones: Record<Card['health'], Tone> = { good: 'green', questions: 'amber', late: 'red' };

/** One order on the board. */
export function OrderCard({ card, onMove }: { card: Card; onMove: (() => void) | undefined }) {
  return (
    <article className={`order-card order-${card.health}`}>
      <div className="order-top">
        <Link to={screenUrl('order', { id: card.id })} className="order-number">
          {card.id}
        </Link>
        <span className={`dot dot-${tones[card.health]}`} title={t.health[card.health]}>
          <span className="sr">{t.health[card.health]}</span>
        </span>
        {onMove && <Button small kind="quiet" icon="MoreHorizontal" title={t.move} onPress={onMove} />}
      </div>
      {card.what && (
        <p className="order-what">
          {card.what}
          {card.more > 0 && <span className="muted"> + {t.more(card.more)}</span>}
        </p>
      )}
      {card.clientId !== null && <p className="muted">{card.client ?? t.noName}</p>}
      <p className="order-due">
        <span>
          {card.dueAt === null ? t.noDue : `${day(card.dueAt)}, ${time(card.dueAt)}${card.dueUntil ? `–${time(card.dueUntil)}` : ''}`}
        </span>
        <span className="order-way muted" title={t[card.fulfilment]}>
          <Icon icon={card.fulfilment === 'delivery' ? 'Truck' : 'ShoppingBag'} size={14} />
          <span className="sr">{t[card.fulfilment]}</span>
        </span>
      </p>
      <div className="order-foot">
        {card.total !== null && <b>{money(card.total)}</b>}
        {card.paid !== null && card.total !== null && card.paid < card.total && (
          <span className="muted small">{card.paid === 0 ? t.unpaid : t.part(money(card.paid))}</span>
        )}
        <span className="order-who muted small">{card.maker ?? card.responsible}</span>
      </div>
    </article>
  );
}
