import React from 'react';
import { useNavigate } from 'react-router-dom';
import { boardTexts } from '../../../texts/board.ts';
import { clientTexts } from '../../../texts/client.ts';
import { can, count, day, lasting, said, screenUrl } from '../../anna.ts';
import { perform, tryTo, useAnswer, useLive } from '../../server.ts';
import { Badge, Button, Link } from '../../ui/kit.tsx';
import { toast } from '../../ui/toast.tsx';

interface Requests {
  count: number;
  requests: {
    clientId: number;
    name: string | null;
    status: 'interested' | 'negotiation';
    responsible: string | null;
    waitingSince: number | null;
    lastText: string | null;
  }[];
  drafts: { id: number; clientId: number | null; author: string | null; phone: string | null; text: string; createdAt: number }[];
}

const t = said(boardTexts);
const statuses = said(clientTexts).statuses;

/** What is not an order yet; one press makes an order of it. */
export function RequestsColumn({ responsible }: { responsible: string }) {
  const answer = useAnswer<Requests>('board', 'requests', responsible ? { responsibleId: responsible } : {});
  useLive((happened) => {
    if (happened.length === 0 || happened.some(({ clientId }) => clientId !== null)) answer.again();
  });
  if (!answer.data || answer.data.count === 0) return null;
  const { requests, drafts } = answer.data;
  return (
    <section className="board-column board-requests" aria-label={t.requests}>
      <header>
        <h2>{t.requests}</h2>
        <p className="muted small">{count(answer.data.count, t.requestForms)}</p>
      </header>
      <div className="board-cards">
        {drafts.map((draft) => (
          <DraftCard key={`d${draft.id}`} draft={draft} again={answer.again} />
        ))}
        {requests.map((request) => (
          <RequestCard key={request.clientId} request={request} again={answer.again} />
        ))}
        {answer.data.count > requests.length + drafts.length && (
          <Link className="small" to="/admin/resources/clients?filters.status=interested">
            {t.allRequests}
          </Link>
        )}
      </div>
    </section>
  );
}

function RequestCard({ request, again }: { request: Requests['requests'][number]; again(): void }) {
  const { clientId, name, status, responsible, waitingSince, lastText } = request;
  const navigate = useNavigate();
  const become = async (next: string) => {
    await tryTo(() => perform('client', 'edit', { id: clientId, change: { status: next } }));
    again();
  };
  const drop = async () => {
    await become('lost');
    toast(t.dropped(name ?? t.noName), 'good', { label: t.undo, run: () => void become(status) });
  };
  return (
    <article className="order-card">
      <div className="order-top">
        <Link to={screenUrl('client', { id: clientId })}>
          <b>{name ?? t.noName}</b>
        </Link>
        {can('client.edit') && <Button small kind="quiet" icon="X" title={t.drop} onPress={drop} />}
      </div>
      {lastText && <p className="muted request-text">{lastText}</p>}
      <div className="order-foot">
        {waitingSince === null ? <Badge>{statuses[status]}</Badge> : <Badge tone="red">{t.waits(lasting(waitingSince))}</Badge>}
        <span className="order-who muted small">{responsible}</span>
      </div>
      <div className="row">
        {can('order.place') && (
          <Button small kind="main" onPress={() => navigate(screenUrl('new-order', { client: clientId }))}>
            {t.toOrder}
          </Button>
        )}
        {can('inbox.see') && (
          <Button small icon="MessageCircle" title={t.answer} onPress={() => navigate(screenUrl('inbox', { id: clientId }))} />
        )}
      </div>
    </article>
  );
}

/** What a colleague has forwarded to the bot. */
function DraftCard({ draft: { id, author, phone, text, createdAt }, again }: { draft: Requests['drafts'][number]; again(): void }) {
  const navigate = useNavigate();
  const drop = async () => {
    await tryTo(() => perform('new-order', 'dropDraft', { draftId: id }), t.draftDropped);
    again();
  };
  return (
    <article className="order-card">
      <div className="order-top">
        <b>{author ?? phone ?? t.draft}</b>
        {can('order.place') && <Button small kind="quiet" icon="X" title={t.dropDraft} onPress={drop} />}
      </div>
      {text && <p className="muted request-text">{text}</p>}
      <div className="order-foot">
        <Badge tone="blue">{t.draft}</Badge>
        <span className="order-who muted small">{day(createdAt)}</span>
      </div>
      {can('order.place') && (
        <div className="row">
          <Button small kind="main" onPress={() => navigate(screenUrl('new-order', { draft: id }))}>
            {t.toOrder}
          </Button>
        </div>
      )}
    </article>
  );
}
