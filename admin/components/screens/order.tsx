import './people/people.css';
import React from 'react';
import { flushSync } from 'react-dom';
import { orderTexts } from '../../texts/order.ts';
import { peopleTexts } from '../../texts/people.ts';
import { can, moment, said } from '../anna.ts';
import { perform, tryTo, useAnswer, useLive } from '../server.ts';
import { AskText, Badge, Button, Card, Confirm, idInQuery, Page } from '../ui/kit.tsx';
import { toast } from '../ui/toast.tsx';
import { Allergies, ClientOf, History, Money, Team, Visits } from './order/about.tsx';
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
import { Items, Pictures, WhenAndWhere } from './order/what.tsx';
import { Gone } from './people/gone.tsx';
import { Talk } from './people/talk.tsx';
import { TaskForm } from './people/task-form.tsx';

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
