import './people/people.css';
import React from 'react';
import { flushSync } from 'react-dom';
import type { Told } from '../../history.ts';
import { newOrderTexts } from '../../texts/new-order.ts';
import { orderTexts } from '../../texts/order.ts';
import { peopleTexts } from '../../texts/people.ts';
import { can, day, fullDay, moment, money, said, screenUrl, time } from '../anna.ts';
import { perform, tryTo, upload, useAnswer, useLive } from '../server.ts';
import { AskText, Badge, Button, Card, Confirm, idInQuery, Link, Page, Select } from '../ui/kit.tsx';
import { toast } from '../ui/toast.tsx';
import {
  AskAllergiesDialog,
  CancelDialog,
  EditDialog,
  GiveBackDialog,
  ItemsDialog,
  PayDialog,
  RescheduleDialog,
  RestoreDialog,
} from './order/dialogs.tsx';
import { Moves } from './order/moves.tsx';
import { Ticket } from './order/ticket.tsx';
import type { OrderPage } from './order/types.ts';
import { FileOf } from './people/bubble.tsx';
import { Gone } from './people/gone.tsx';
import { Talk } from './people/talk.tsx';
import { TaskForm } from './people/task-form.tsx';
import { ToldLine } from './people/told.tsx';

const t = said(orderTexts);
const p = said(peopleTexts);
type Answer = OrderPage | { seen: false };
type Open = 'edit' | 'items' | 'pay' | 'giveBack' | 'restore' | 'allergies' | 'reschedule' | 'cancel' | 'note' | 'task' | 'allow';

/** One order on one page. */
export default function Order() {
  const id = idInQuery() ?? 0;
  const answer = useAnswer<Answer>('order', 'page', { id });
  const again = answer.again;
  const seen = answer.data?.seen;
  React.useEffect(() => {
    if (seen === false) void tryTo(() => perform('order', 'look', { id })).then(again);
  }, [seen, id, again]);
  useLive((happened) => {
    if (happened.length === 0 || happened.some(({ orderId }) => orderId === id)) again();
  });
  if (answer.problem && !answer.data?.seen) return <Gone problem={answer.problem} list="orders" />;
  if (!answer.data?.seen) return <div className="skeleton" role="progressbar" />;
  return <Whole page={answer.data} again={again} />;
}

function Whole({ page, again }: { page: OrderPage; again(): void }) {
  const { order, client } = page;
  const [open, setOpen] = React.useState<Open>();
  const close = () => {
    setOpen(undefined);
    again();
  };
  const team = page.team.flatMap(({ choices }) => choices);
  const everybody = team.filter((person, at) => team.findIndex(({ id }) => id === person.id) === at);
  const [named, setNamed] = React.useState<string>();
  const printTicket = async () => {
    // Whoever bakes from the paper must read what the client must not eat; the journal keeps who opened it.
    const opened = page.can.seeAllergies ? await tryTo(() => perform<string | null>('order', 'allergies', { id: order.id })) : null;
    flushSync(() => setNamed(opened ?? undefined));
    print();
  };
  const actions = (
    <>
      {page.can.edit && (
        <Button icon="Edit2" onPress={() => setOpen('edit')}>
          {t.edit}
        </Button>
      )}
      <Button icon="Printer" onPress={printTicket}>
        {t.print}
      </Button>
      {page.can.restore && (
        <Button kind="main" icon="RotateCcw" onPress={() => setOpen('restore')}>
          {t.restore}
        </Button>
      )}
      {page.can.cancel && (
        <Button kind="quiet" onPress={() => setOpen('cancel')}>
          {t.cancel}
        </Button>
      )}
    </>
  );
  return (
    <Page
      title={p.order(order.id)}
      hint={
        <span className="row">
          <Badge tone={order.outcome === 'won' ? 'green' : order.outcome === 'lost' ? 'red' : 'violet'}>{order.stage}</Badge>
          {t.placed(moment(order.createdAt))}
          {order.source && ` · ${t.source}: ${order.source}`}
          {order.lossReason && ` · ${t.lostWhy(order.lossReason)}`}
        </span>
      }
      actions={actions}
    >
      {order.outcome === 'open' && <Moves page={page} again={again} />}
      <div className="split">
        <div className="stack">
          <Items page={page} onChange={() => setOpen('items')} />
          <WhenAndWhere page={page} onReschedule={() => setOpen('reschedule')} />
          <Pictures page={page} again={again} />
          {client && can('client.find') ? (
            <Talk key={order.id} about={{ screen: 'order', id: order.id }} clientId={client.id} known={page} />
          ) : (
            <History orderId={order.id} known={page} />
          )}
        </div>
        <div className="stack">
          {client && <ClientOf client={client} />}
          {page.money && (
            <Money page={page} onPay={() => setOpen('pay')} onAllow={() => setOpen('allow')} onGiveBack={() => setOpen('giveBack')} />
          )}
          <Allergies page={page} onAsk={() => setOpen('allergies')} />
          <Team page={page} again={again} />
          <Card
            title={t.tasks}
            actions={can('task.create') && <Button small icon="Plus" title={t.newTask} onPress={() => setOpen('task')} />}
          >
            {page.tasks.length === 0 && <p className="muted">{t.noTasks}</p>}
            <ul className="lines">
              {page.tasks.map(({ id, title, dueAt, who }) => (
                <li key={id}>
                  <span>{title}</span>
                  <span className={dueAt < Date.now() ? 'alarm small' : 'muted small'}>
                    {moment(dueAt)} · {who}
                  </span>
                </li>
              ))}
            </ul>
            {page.can.note && (
              <Button small icon="Edit3" onPress={() => setOpen('note')}>
                {t.note}
              </Button>
            )}
          </Card>
          <Visits page={page} />
        </div>
      </div>
      <Ticket page={page} named={named} />
      {open === 'edit' && <EditDialog page={page} onClose={close} />}
      {open === 'items' && <ItemsDialog page={page} onClose={close} />}
      {open === 'giveBack' && <GiveBackDialog page={page} onClose={close} />}
      {open === 'restore' && <RestoreDialog page={page} onClose={close} />}
      {open === 'allergies' && <AskAllergiesDialog page={page} onClose={close} />}
      {open === 'pay' && <PayDialog page={page} onClose={close} />}
      {open === 'reschedule' && <RescheduleDialog page={page} onClose={close} />}
      {open === 'cancel' && <CancelDialog page={page} onClose={close} />}
      {open === 'task' && <TaskForm team={everybody} about={{ orderId: order.id }} onClose={close} onMade={close} />}
      {open === 'allow' && (
        <Confirm
          title={t.allowTitle}
          action={t.allowUnpaid}
          onClose={close}
          onYes={async () => {
            await tryTo(() => perform('order', 'allowUnpaid', { orderId: order.id }), t.allowed);
            close();
          }}
        />
      )}
      {open === 'note' && (
        <AskText
          title={t.note}
          label={t.noteHint}
          action={t.add}
          onClose={close}
          onText={async (text) => {
            const noted = await tryTo(() => perform<{ called: string[]; unknown: string[] }>('order', 'note', { orderId: order.id, text }));
            if (noted) toast(p.noted(noted.called));
            if (noted?.unknown.length) toast(p.nobody(noted.unknown), 'bad');
            close();
          }}
        />
      )}
    </Page>
  );
}

const Items = ({ page: { items, order, money: sums, agreed, can: mayDo }, onChange }: { page: OrderPage; onChange(): void }) => (
  <Card
    title={t.items}
    actions={
      mayDo.edit && (
        <Button small onPress={onChange}>
          {said(newOrderTexts).changeItems}
        </Button>
      )
    }
  >
    {items.map((item) => (
      <div key={item.id} className="row item-line">
        <div className="item-what">
          <b>{item.title}</b>, {item.amount}
          {item.options.map(({ title, choice }) => (
            <p key={title} className="muted small">
              {title}: {choice}
            </p>
          ))}
          {item.inscription && (
            <p className="muted small">
              {t.inscription}: «{item.inscription}»
            </p>
          )}
        </div>
        {item.total !== null && <b className="nowrap">{money(item.total)}</b>}
      </div>
    ))}
    {sums && order.fulfilment === 'delivery' && (
      <div className="row item-line">
        <span className="item-what">{t.delivery}</span>
        <b>{money(sums.deliveryFee)}</b>
      </div>
    )}
    {sums && (
      <div className="row item-line">
        <b className="item-what">{t.total}</b>
        <b>{money(sums.total)}</b>
      </div>
    )}
    {order.wishes && (
      <p>
        <span className="muted">{t.wishes}:</span> {order.wishes}
      </p>
    )}
    {agreed && (
      <details>
        <summary>
          {t.agreed}, {moment(agreed.at)}
        </summary>
        {agreed.lines.map((line) => (
          <p key={line} className="small">
            {line}
          </p>
        ))}
      </details>
    )}
  </Card>
);

const WhenAndWhere = ({ page: { order, can: mayDo }, onReschedule }: { page: OrderPage; onReschedule(): void }) => (
  <Card
    title={t.when}
    actions={
      mayDo.edit && (
        <Button small onPress={onReschedule}>
          {t.reschedule}
        </Button>
      )
    }
  >
    <p>
      <b>
        {order.dueAt === null
          ? t.noDue
          : `${fullDay(order.dueAt)}, ${time(order.dueAt)}${order.dueUntil === null ? '' : `–${time(order.dueUntil)}`}`}
      </b>{' '}
      {order.confirmedAt !== null && <Badge tone="green">{t.confirmed}</Badge>}
    </p>
    <p>
      {order.fulfilment === 'delivery' ? t.delivery : t.pickup}
      {order.address && `: ${order.address}`}{' '}
      {order.map && (
        <a href={order.map} target="_blank" rel="noreferrer">
          {t.map}
        </a>
      )}
    </p>
  </Card>
);

function Pictures({ page: { order, photos, can: mayDo }, again }: { page: OrderPage; again(): void }) {
  if (photos.length === 0 && !mayDo.addPhoto) return null;
  return (
    <Card title={t.photos} actions={mayDo.addPhoto && <AddPicture orderId={order.id} isOpen={order.outcome === 'open'} again={again} />}>
      {photos.length === 0 && <p className="muted">{t.noPhotos}</p>}
      <div className="pictures">
        {photos.map((photo) => (
          <FileOf key={photo.id} file={photo} label={t.purposes[photo.purpose]} />
        ))}
      </div>
    </Card>
  );
}

/** A picture from this computer or phone: the wished look, or the finished cake. */
function AddPicture({ orderId, isOpen, again }: { orderId: number; isOpen: boolean; again(): void }) {
  const [purpose, setPurpose] = React.useState<'reference' | 'ready'>(isOpen ? 'reference' : 'ready');
  const field = React.useRef<HTMLInputElement>(null);
  const add = async (file: File | undefined) => {
    if (!file) return;
    await tryTo(async () => perform('order', 'picture', { orderId, file: await upload(file), purpose }), t.photoKept);
    again();
  };
  return (
    <span className="row add-picture">
      <Select
        label={t.photos}
        value={purpose}
        onChange={(next) => setPurpose(next === 'ready' ? 'ready' : 'reference')}
        options={(['reference', 'ready'] as const).map((key) => [key, t.photoOf[key]])}
      />
      <input
        ref={field}
        type="file"
        accept="image/*"
        hidden
        onChange={(event) => {
          void add(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <Button small icon="Camera" onPress={() => field.current?.click()}>
        {t.addPhoto}
      </Button>
    </span>
  );
}

const ClientOf = ({ client }: { client: NonNullable<OrderPage['client']> }) => (
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

function Money({ page, onPay, onAllow, onGiveBack }: MoneyProps) {
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
function Allergies({ page: { order, allergies, can: mayDo }, onAsk }: { page: OrderPage; onAsk(): void }) {
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

function Team({ page: { order, team }, again }: { page: OrderPage; again(): void }) {
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

const Visits = ({ page: { visits } }: { page: OrderPage }) => (
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

function History({ orderId, known }: { orderId: number; known: OrderPage }) {
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
