import React from 'react';
import type { Told } from '../../../history.ts';
import { orderTexts } from '../../../texts/order.ts';
import { peopleTexts } from '../../../texts/people.ts';
import { can, day, moment, money, said, screenUrl, time } from '../../anna.ts';
import { perform, tryTo, useAnswer } from '../../server.ts';
import { Badge, Button, Card, Link } from '../../ui/kit.tsx';
import { ToldLine } from '../people/told.tsx';
import type { OrderPage } from './types.ts';

/** What stands around an order: its client, money, allergies, colleagues, and how it went. */
const t = said(orderTexts);
const p = said(peopleTexts);

export const ClientOf = ({ client }: { client: NonNullable<OrderPage['client']> }) => (
  <Card title={t.client}>
    <p>
      <Link to={screenUrl('client', { id: client.id })}>
        <b>{client.name ?? p.noName}</b>
      </Link>
    </p>
    {client.contactName && client.contactName !== client.name && (
      <p>
        {t.recipient}: {client.contactName}
      </p>
    )}
    {client.contactNote && <p>{client.contactNote}</p>}
    <div className="row">
      {client.phone && (
        <a className="button button-plain button-small" href={`tel:${client.phone}`}>
          {client.shownPhone}
        </a>
      )}
      {can('inbox.see') && (
        <Link className="button button-plain button-small" to={screenUrl('inbox', { id: client.id })}>
          {t.write}
        </Link>
      )}
    </div>
  </Card>
);

interface MoneyProps {
  page: OrderPage;
  onPay(): void;
  onAllow(): void;
  onGiveBack(): void;
}

export function Money({ page, onPay, onAllow, onGiveBack }: MoneyProps) {
  const { money: sums, order, can: mayDo } = page;
  if (!sums) return null;
  const toReturn = order.outcome === 'lost' ? sums.paid : sums.over;
  return (
    <Card title={t.money}>
      <dl className="facts">
        <dt>{t.total}</dt>
        <dd>{money(sums.total)}</dd>
        <dt>{t.paid}</dt>
        <dd>{money(sums.paid)}</dd>
        {order.outcome !== 'lost' && (
          <>
            <dt>{t.due}</dt>
            <dd>{sums.due > 0 ? <b className="alarm">{money(sums.due)}</b> : <Badge tone="green">{t.allPaid}</Badge>}</dd>
          </>
        )}
        {toReturn > 0 && (
          <>
            <dt>{t.over}</dt>
            <dd>
              <b className="alarm">{money(toReturn)}</b>
            </dd>
          </>
        )}
        {sums.deposit > 0 && sums.deposit < sums.due && (
          <>
            <dt>{t.deposit}</dt>
            <dd>{money(sums.deposit)}</dd>
          </>
        )}
      </dl>
      {order.unpaidAllowed && <p className="muted small">{t.unpaidAllowed}</p>}
      <ul className="lines">
        {sums.payments.map(({ id, amount, at, by, method }) => (
          <li key={id}>
            <b>{money(amount)}</b>
            <span className="muted small">{[amount < 0 && t.refunded, method, by, moment(at)].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
      <div className="row">
        {mayDo.pay && (
          <Button small kind="main" onPress={onPay}>
            {t.pay}
          </Button>
        )}
        {mayDo.allowUnpaid && (
          <Button small onPress={onAllow}>
            {t.allowUnpaid}
          </Button>
        )}
        {mayDo.giveBack && (
          <Button small kind={toReturn > 0 ? 'main' : 'quiet'} onPress={onGiveBack}>
            {t.giveBack}
          </Button>
        )}
      </div>
    </Card>
  );
}

/** What is sealed is shown by a press only, and the journal keeps who pressed. */
export function Allergies({ page: { order, allergies, can: mayDo }, onAsk }: { page: OrderPage; onAsk(): void }) {
  const [shown, setShown] = React.useState<string | null>();
  const show = async () => setShown(await tryTo(() => perform<string | null>('order', 'allergies', { id: order.id })));
  return (
    <Card title={t.allergies}>
      <p className={allergies === 'sealed' ? 'alarm' : ''}>{shown ?? t.allergiesAre[allergies]}</p>
      {mayDo.seeAllergies && !shown && (
        <div className="row">
          <Button small onPress={show}>
            {t.showAllergies}
          </Button>
          <span className="muted small">{t.allergiesNoted}</span>
        </div>
      )}
      {mayDo.askAllergies && (
        <div className="row">
          <Button small kind={allergies === 'unasked' ? 'main' : 'quiet'} onPress={onAsk}>
            {t.askAllergies}
          </Button>
        </div>
      )}
    </Card>
  );
}

export function Team({ page: { order, team }, again }: { page: OrderPage; again(): void }) {
  const assign = async (part: string, staffId: string) => {
    if (staffId) await tryTo(() => perform('order', 'assign', { orderId: order.id, part, staffId: Number(staffId) }), t.assigned);
    again();
  };
  return (
    <Card title={t.team}>
      <dl className="facts">
        {team
          .filter(({ part }) => part !== 'driver' || order.fulfilment === 'delivery')
          .map(({ part, title, staffId, name, may, choices }) => (
            <React.Fragment key={part}>
              <dt>{title}</dt>
              <dd>
                {may ? (
                  <select
                    className="input select"
                    aria-label={title}
                    value={staffId ?? ''}
                    onChange={(event) => void assign(part, event.target.value)}
                  >
                    <option value="">{t.nobody}</option>
                    {choices.map((person) => (
                      <option key={person.id} value={person.id}>
                        {person.name}
                      </option>
                    ))}
                  </select>
                ) : (
                  (name ?? t.nobody)
                )}
              </dd>
            </React.Fragment>
          ))}
      </dl>
    </Card>
  );
}

export const Visits = ({ page: { visits } }: { page: OrderPage }) => (
  <Card title={t.visits}>
    <ul className="lines">
      {visits.map(({ id, stage, enteredAt, leftAt, by, reason }) => (
        <li key={id}>
          <b>{stage}</b>
          <span className="muted small">
            {moment(enteredAt)} – {leftAt === null ? t.now : day(leftAt) === day(enteredAt) ? time(leftAt) : moment(leftAt)}
            {by && ` · ${by}`}
            {reason && ` · ${reason}`}
          </span>
        </li>
      ))}
    </ul>
  </Card>
);

export function History({ orderId, known }: { orderId: number; known: OrderPage }) {
  const history = useAnswer<Told[]>('order', 'history', { id: orderId });
  const again = history.again;
  const before = React.useRef(known);
  React.useEffect(() => {
    if (before.current !== known) again();
    before.current = known;
  }, [known, again]);
  return (
    <Card title={t.history}>
      {history.data?.map((told) => (
        <ToldLine key={told.id} told={told} />
      ))}
    </Card>
  );
}
