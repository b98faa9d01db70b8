import './people/people.css';
import React from 'react';
import { clientTexts } from '../../texts/client.ts';
import { newOrderTexts } from '../../texts/new-order.ts';
import { peopleTexts } from '../../texts/people.ts';
import { can, count, day, lasting, moment, money, said, screenUrl } from '../anna.ts';
import { perform, tryTo, useAnswer, useLive } from '../server.ts';
import { Badge, Button, Card, Confirm, idInQuery, Link, Page } from '../ui/kit.tsx';
import { toast } from '../ui/toast.tsx';
import { type CallShown, Calls } from './client/calls.tsx';
import { EditClient } from './client/edit.tsx';
import { MergeDialog } from './client/merge.tsx';
import { channelName, FileOf, type FileShown } from './people/bubble.tsx';
import { Gone } from './people/gone.tsx';
import { Talk } from './people/talk.tsx';
import { TaskForm } from './people/task-form.tsx';

export interface InShort {
  id: number;
  name: string | null;
  phone: string | null;
  ordersCount: number;
  ordersSum: number;
  lastOrderAt: number | null;
}

export interface ClientCard {
  seen: true;
  client: {
    id: number;
    name: string | null;
    language: 'ru' | 'en';
    status: 'new' | 'interested' | 'negotiation' | 'customer' | 'lost';
    responsibleId: number | null;
    phone: string | null;
    shownPhone: string | null;
    isPhoneConfirmed: boolean;
    birthday: string | null;
    fields: Record<string, string>;
    consents: Record<string, number>;
    preferredChannel: string | null;
    waitingSince: number | null;
    createdAt: number;
    ordersCount: number;
    ordersSum: number;
    lastOrderAt: number | null;
    source: string | null;
  };
  identities: {
    id: number;
    channel: string;
    name: string | null;
    address: string | null;
    closedAt: number | null;
    closedWhy: string | null;
  }[];
  orders: {
    id: number;
    outcome: 'open' | 'won' | 'lost';
    total: number;
    paid: number;
    dueAt: number | null;
    createdAt: number;
    stage: string;
    items: string[];
  }[];
  money: { paid: number; due: number };
  payments: { id: number; orderId: number; amount: number; at: number; by: string | null; method: string }[];
  files: (FileShown & { purpose: string; orderId: number | null; at: number })[];
  calls: CallShown[];
  tasks: { id: number; title: string; dueAt: number; orderId: number | null; who: string }[];
  duplicates: (InShort & { why: 'phone' | 'said' | 'name-and-phone' | 'link' })[];
  merges: { id: number; goneId: number; goneName: string | null; at: number; by: string | null }[];
  team: { id: number; name: string }[];
}

const t = said(clientTexts);
const p = said(peopleTexts);

/** One client on one page. */
export default function Client() {
  const id = idInQuery() ?? 0;
  const answer = useAnswer<ClientCard | { seen: false }>('client', 'card', { id });
  const again = answer.again;
  const seen = answer.data?.seen;
  React.useEffect(() => {
    if (seen === false) void tryTo(() => perform('client', 'look', { id })).then(again);
  }, [seen, id, again]);
  useLive((happened) => {
    if (happened.length === 0 || happened.some(({ clientId }) => clientId === answerId(answer.data, id))) again();
  });
  if (answer.problem && !answer.data?.seen) return <Gone problem={answer.problem} list="clients" />;
  if (!answer.data?.seen) return <div className="skeleton" role="progressbar" />;
  return <Whole card={answer.data} again={again} />;
}

/** The number of a merged card leads to the one that was kept. */
const answerId = (data: ClientCard | { seen: false } | undefined, id: number): number => (data?.seen ? data.client.id : id);

function Whole({ card, again }: { card: ClientCard; again(): void }) {
  const { client } = card;
  const [open, setOpen] = React.useState<'edit' | 'merge' | 'task'>();
  const [mergeWith, setMergeWith] = React.useState<InShort>();
  const close = () => {
    setOpen(undefined);
    setMergeWith(undefined);
    again();
  };
  const undoMerge = async (mergeId: number) => {
    await tryTo(() => perform('client', 'undoMerge', { mergeId }), t.undone);
    again();
  };
  const merged = (mergeId: number) => {
    close();
    toast(t.merged, 'good', { label: t.undo, run: () => void undoMerge(mergeId) });
  };
  const actions = (
    <>
      {client.phone && (
        <a className="button button-plain" href={`tel:${client.phone}`}>
          {p.call}
        </a>
      )}
      {can('inbox.see') && (
        <Link className="button button-plain" to={screenUrl('inbox', { id: client.id })}>
          {t.write}
        </Link>
      )}
      {can('order.place') && (
        <Link className="button button-plain" to={screenUrl('new-order', { client: client.id })}>
          {said(newOrderTexts).newOrder}
        </Link>
      )}
      {can('client.edit') && (
        <Button icon="Edit2" onPress={() => setOpen('edit')}>
          {t.edit}
        </Button>
      )}
    </>
  );
  return (
    <Page
      title={client.name ?? p.noName}
      hint={
        <span className="row">
          <Badge tone="violet">{t.statuses[client.status]}</Badge>
          {t.since(day(client.createdAt))}
          {client.waitingSince !== null && <Badge tone="red">{t.waits(lasting(client.waitingSince))}</Badge>}
        </span>
      }
      actions={actions}
    >
      {card.duplicates.length > 0 && can('client.merge') && <Duplicates card={card} onMerge={setMergeWith} again={again} />}
      <Sums card={card} />
      <div className="split">
        <div className="stack">
          <Orders card={card} />
          <Talk key={client.id} about={{ screen: 'client', id: client.id }} clientId={client.id} known={card} />
        </div>
        <div className="stack">
          <Contacts card={card} />
          <Tasks card={card} onNew={() => setOpen('task')} />
          {card.files.length > 0 && (
            <Card title={t.files}>
              <div className="pictures">
                {card.files.map((file) => (
                  <FileOf key={file.id} file={file} />
                ))}
              </div>
            </Card>
          )}
          {card.calls.length > 0 && <Calls calls={card.calls} />}
          {card.payments.length > 0 && <Payments card={card} />}
          {can('client.merge') && (
            <Card title={card.merges.length > 0 ? t.mergedBefore : undefined}>
              {card.merges.map((merge) => (
                <p key={merge.id} className="row">
                  <span>{t.mergedFrom(merge.goneId, merge.goneName ?? p.noName, day(merge.at))}</span>
                  <Button small onPress={() => undoMerge(merge.id)}>
                    {t.undo}
                  </Button>
                </p>
              ))}
              <Button small icon="Users" onPress={() => setOpen('merge')}>
                {t.mergeOther}
              </Button>
            </Card>
          )}
        </div>
      </div>
      {open === 'edit' && <EditClient card={card} onClose={close} />}
      {open === 'task' && <TaskForm team={card.team} about={{ clientId: client.id }} onClose={close} onMade={close} />}
      {(open === 'merge' || mergeWith) && <MergeDialog kept={card} other={mergeWith} onClose={close} onMerged={merged} />}
    </Page>
  );
}

function Sums({ card: { client, money: sums } }: { card: ClientCard }) {
  return (
    <Card>
      <div className="tiles">
        <div>
          <p className="muted small">{t.orders}</p>
          <p className="big-number">{client.ordersCount}</p>
        </div>
        <div>
          <p className="muted small">{t.sum}</p>
          <p className="big-number">{money(client.ordersSum)}</p>
        </div>
        <div>
          <p className="muted small">{t.paid}</p>
          <p className="big-number">{money(sums.paid)}</p>
        </div>
        <div>
          <p className="muted small">{t.due}</p>
          <p className={`big-number${sums.due > 0 ? ' alarm' : ''}`}>{sums.due > 0 ? money(sums.due) : t.nothingDue}</p>
        </div>
      </div>
    </Card>
  );
}

const whys = { phone: t.samePhone, said: t.samePhoneSaid, 'name-and-phone': t.alike, link: t.byLink };

function Duplicates({ card, onMerge, again }: { card: ClientCard; onMerge(other: InShort): void; again(): void }) {
  const apart = async (otherId: number) => {
    await tryTo(() => perform('client', 'tellApart', { clientId: card.client.id, otherId }));
    again();
  };
  return (
    <Card title={t.duplicates}>
      {card.duplicates.map((other) => (
        <div key={other.id} className="row">
          <Link to={screenUrl('client', { id: other.id })}>{other.name ?? p.noName}</Link>
          <span className="muted">
            {[other.phone, whys[other.why], count(other.ordersCount, t.ordersForms)].filter(Boolean).join(' · ')}
          </span>
          <Button small kind="main" onPress={() => onMerge(other)}>
            {t.merge}
          </Button>
          <Button small kind="quiet" onPress={() => apart(other.id)}>
            {t.apart}
          </Button>
        </div>
      ))}
    </Card>
  );
}

function Contacts({ card: { client, identities, team } }: { card: ClientCard }) {
  const [withdrawing, setWithdrawing] = React.useState<string>();
  const responsible = team.find(({ id }) => id === client.responsibleId)?.name ?? t.nobody;
  const confirmPhone = () => tryTo(() => perform('client', 'edit', { id: client.id, change: { phone: client.phone } }), t.saved);
  const withdraw = async (purpose: string) => {
    setWithdrawing(undefined);
    await tryTo(() => perform('client', 'edit', { id: client.id, change: { withdrawn: [purpose] } }), t.saved);
  };
  return (
    <Card title={t.contacts}>
      <dl className="facts">
        {client.phone && (
          <>
            <dt>{t.phone}</dt>
            <dd>
              <a href={`tel:${client.phone}`}>{client.shownPhone}</a>{' '}
              {!client.isPhoneConfirmed && (
                <Badge tone="amber" title={t.onlySaidHint}>
                  {t.onlySaid}
                </Badge>
              )}{' '}
              {!client.isPhoneConfirmed && can('client.edit') && (
                <Button small kind="quiet" onPress={confirmPhone}>
                  {t.confirm}
                </Button>
              )}
            </dd>
          </>
        )}
        {identities.map(({ id, channel, address, closedAt, closedWhy }) => (
          <React.Fragment key={id}>
            <dt>{channelName(channel)}</dt>
            <dd>
              {address}{' '}
              {closedAt === null ? (
                <Badge tone="green">{t.open}</Badge>
              ) : (
                <Badge tone="red">{t.closed(t.closedWhys[closedWhy ?? ''] ?? closedWhy ?? '')}</Badge>
              )}
              {client.preferredChannel === channel && <Badge tone="violet">{t.preferred}</Badge>}
            </dd>
          </React.Fragment>
        ))}
        <dt>{t.language}</dt>
        <dd>{t.languages[client.language]}</dd>
        <dt>{t.responsible}</dt>
        <dd>{responsible}</dd>
        <dt>{t.source}</dt>
        <dd>{client.source ?? t.unknown}</dd>
        {client.birthday && (
          <>
            <dt>{t.birthday}</dt>
            <dd>{birthdayWords(client.birthday)}</dd>
          </>
        )}
        {Object.entries(client.fields).map(([name, value]) => (
          <React.Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </React.Fragment>
        ))}
        <dt>{t.consents}</dt>
        <dd>
          {Object.keys(client.consents).length === 0 && t.noConsents}
          {Object.entries(client.consents).map(([purpose, at]) => (
            <p key={purpose}>
              {t.purposes[purpose] ?? purpose}, {day(at)}{' '}
              {can('client.edit') && (
                <Button small kind="quiet" onPress={() => setWithdrawing(purpose)}>
                  {t.withdraw}
                </Button>
              )}
            </p>
          ))}
        </dd>
      </dl>
      {withdrawing && (
        <Confirm
          title={t.withdrawTitle}
          text={withdrawing === 'allergies' ? t.withdrawAllergies : (t.purposes[withdrawing] ?? withdrawing)}
          action={t.withdraw}
          onYes={() => withdraw(withdrawing)}
          onClose={() => setWithdrawing(undefined)}
        />
      )}
    </Card>
  );
}

/** `--03-08` is a day without its year. */
function birthdayWords(birthday: string): string {
  const whole = birthday.startsWith('--') ? `2000-${birthday.slice(2)}` : birthday;
  const form = new Intl.DateTimeFormat(document.documentElement.lang || undefined, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'long',
    ...(birthday.startsWith('--') ? {} : { year: 'numeric' }),
  });
  return form.format(Date.parse(`${whole}T00:00:00Z`));
}

function Orders({ card: { orders } }: { card: ClientCard }) {
  if (orders.length === 0) return <Card title={t.orders}>{<p className="muted">{t.noOrders}</p>}</Card>;
  return (
    <Card title={t.orders} className="card-flush">
      <div className="table-scroll">
        <table className="table people-table">
          <tbody>
            {orders.map(({ id, items, stage, outcome, dueAt, createdAt, total, paid }) => (
              <tr key={id}>
                <td className="nowrap">
                  <Link to={screenUrl('order', { id })}>{p.number(id)}</Link>
                </td>
                <td>{items.join(', ')}</td>
                <td>
                  <Badge tone={outcome === 'won' ? 'green' : outcome === 'lost' ? 'grey' : 'violet'}>{stage}</Badge>
                </td>
                <td className="nowrap">{day(dueAt ?? createdAt)}</td>
                <td className="num nowrap">{money(total)}</td>
                <td className="num nowrap">
                  {outcome !== 'lost' && total > paid && <span className="alarm">{`${t.due}: ${money(total - paid)}`}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

const Payments = ({ card: { payments } }: { card: ClientCard }) => (
  <Card title={t.payments}>
    <ul className="lines">
      {payments.map(({ id, orderId, amount, at, by, method }) => (
        <li key={id}>
          <b>{money(amount)}</b>
          <Link className="nowrap" to={screenUrl('order', { id: orderId })}>
            {p.number(orderId)}
          </Link>
          <span className="muted small">{[method, by, moment(at)].filter(Boolean).join(' · ')}</span>
        </li>
      ))}
    </ul>
  </Card>
);

const Tasks = ({ card: { tasks }, onNew }: { card: ClientCard; onNew(): void }) => (
  <Card title={t.tasks} actions={can('task.create') && <Button small icon="Plus" title={t.newTask} onPress={onNew} />}>
    {tasks.length === 0 && <p className="muted">{t.noTasks}</p>}
    <ul className="lines">
      {tasks.map(({ id, title, dueAt, who, orderId }) => (
        <li key={id}>
          <span>{title}</span>
          {orderId !== null && (
            <Link className="nowrap" to={screenUrl('order', { id: orderId })}>
              {p.number(orderId)}
            </Link>
          )}
          <span className={dueAt < Date.now() ? 'alarm small' : 'muted small'}>
            {moment(dueAt)} · {who}
          </span>
        </li>
      ))}
    </ul>
  </Card>
);
