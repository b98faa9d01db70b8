import './people/people.css';
import React from 'react';
import { calendarTexts } from '../../texts/calendar.ts';
import { peopleTexts } from '../../texts/people.ts';
import { anna, count, money, said, screenUrl, time } from '../anna.ts';
import { useAnswer, useLive } from '../server.ts';
import { Await, Badge, Button, Link, Page, Tabs, useQuery } from '../ui/kit.tsx';

interface Day {
  day: string;
  isClosed: boolean;
  places: number;
  orders: {
    id: number;
    dueAt: number;
    fulfilment: 'pickup' | 'delivery';
    client: string | null;
    stage: string;
    outcome: 'open' | 'won';
    due: number | null;
  }[];
}

interface Days {
  today: string;
  from: string;
  days: Day[];
}

const p = said(peopleTexts);
const t = said(calendarTexts);
const locale = anna.language === 'ru' ? 'ru-RU' : 'en-GB';
const weekday = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' });
const dayMs = 86_400_000;

const shifted = (day: string, by: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + by * dayMs).toISOString().slice(0, 10);

/** What is to be handed over, day by day, and how many places are left. */
export default function Calendar() {
  const [from, setFrom] = useQuery('from');
  const [span, setSpan] = useQuery('span', innerWidth < 768 ? 'day' : 'week');
  const length = { day: 1, month: 28 }[span] ?? 7;
  const days = useAnswer<Days>('calendar', 'days', { count: length, ...(from && { from }) });
  useLive((happened) => {
    if (happened.length === 0 || happened.some(({ orderId }) => orderId !== null)) days.again();
  });
  const shift = (by: number) => days.data && setFrom(shifted(days.data.from, by));
  const actions = (
    <>
      <Tabs
        value={span}
        onChange={setSpan}
        options={[
          ['day', t.day],
          ['week', t.week],
          ['month', t.month],
        ]}
      />
      <span className="calendar-steps">
        <Button icon="ChevronLeft" title={t.back} onPress={() => shift(-length)} />
        <Button onPress={() => setFrom('')}>{t.today}</Button>
        <Button icon="ChevronRight" title={t.on} onPress={() => shift(length)} />
      </span>
    </>
  );
  return (
    <Page wide title={t.title} actions={actions}>
      <Await of={days}>
        {({ today, days: all }) => (
          <div className={length === 1 ? 'calendar calendar-one' : 'calendar'}>
            {all.map((each) => (
              <DayOf key={each.day} day={each} isToday={each.day === today} isPast={each.day < today} short={span === 'month'} />
            ))}
          </div>
        )}
      </Await>
    </Page>
  );
}

const mostShown = 4;

function DayOf({ day, isToday, isPast, short }: { day: Day; isToday: boolean; isPast: boolean; short: boolean }) {
  const [whole, setWhole] = React.useState(false);
  const left = day.places - day.orders.length;
  const shown = short && !whole ? day.orders.slice(0, mostShown) : day.orders;
  const look = ['calendar-day', isToday && 'calendar-today', day.isClosed && 'calendar-closed'].filter(Boolean).join(' ');
  return (
    <section className={look}>
      <header>
        <b>{weekday.format(Date.parse(`${day.day}T00:00:00Z`))}</b>
        <p className="small">
          <span className="muted">{day.orders.length > 0 ? count(day.orders.length, t.orders) : t.none} </span>
          {day.isClosed && <Badge>{t.closed}</Badge>}
          {!day.isClosed && !isPast && <Badge tone={left > 0 ? 'green' : 'red'}>{left > 0 ? t.left(left) : t.full}</Badge>}
        </p>
      </header>
      {shown.map((order) => (
        <Link key={order.id} to={screenUrl('order', { id: order.id })} className={`due-line${order.outcome === 'won' ? ' due-won' : ''}`}>
          <span className="due-top">
            <b>{time(order.dueAt)}</b> <span className="nowrap">{p.number(order.id)}</span>
          </span>
          {order.client && <span>{order.client}</span>}
          <span className="muted">
            {order.stage}
            {order.stage.toLowerCase() !== t[order.fulfilment] && `, ${t[order.fulfilment]}`}
          </span>
          {order.due !== null && order.due > 0 && <span className="alarm">{t.due(money(order.due))}</span>}
        </Link>
      ))}
      {shown.length < day.orders.length && (
        <Button small kind="quiet" onPress={() => setWhole(true)}>
          {`+ ${day.orders.length - shown.length}`}
        </Button>
      )}
    </section>
  );
}
