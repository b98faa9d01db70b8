import React from 'react';
import { useNavigate } from 'react-router-dom';
import { dashboardTexts } from '../../texts/dashboard.ts';
import { reportsTexts } from '../../texts/reports.ts';
import { anna, can, count, fullDay, number, said, screenUrl } from '../anna.ts';
import { useAnswer, useLive } from '../server.ts';
import { Await, Button, Card, Empty, Link, Page } from '../ui/kit.tsx';
import { GoalBar, type GoalLine } from './goals/bar.tsx';
import { type Figure, type ReportAnswer, shown, urlOf } from './reports/answer.ts';
import { ReportChart } from './reports/chart.tsx';
import { Funnel } from './reports/funnel.tsx';
import { type ChosenPeriod, usePeriod } from './reports/period.tsx';
import { ReportTable, Value } from './reports/table.tsx';
import './reports.css';

const t = said(dashboardTexts);

/** The day at a glance: today, money due, what is late; below, a period: revenue, funnel, people, sources, sellers, goals. */
export default function Dashboard() {
  const navigate = useNavigate();
  const [period, choosePeriod] = usePeriod();
  const stages = useAnswer<ReportAnswer>('reports', 'read', { report: 'stages' });
  const revenue = useAnswer<ReportAnswer>('reports', 'read', { report: 'revenue', ...period });
  const regulars = useAnswer<ReportAnswer>('reports', 'read', { report: 'regulars', limit: 8 });
  const isNew = [stages.data?.figures[0], revenue.data?.figures[1], regulars.data?.figures[2]].every((figure) => figure?.value === 0);
  if (isNew)
    return (
      <Page title={t.title}>
        <Empty
          title={t.empty}
          text={t.emptyHint}
          action={
            <Button kind="main" onPress={() => navigate(screenUrl('board'))}>
              {t.toBoard}
            </Button>
          }
        />
      </Page>
    );
  return (
    <Page wide title={t.title} hint={fullDay(anna.now)} actions={choosePeriod}>
      <Today />
      <div className="dashboard">
        <Part of={revenue} name="revenue" period={period} className="dash-wide">
          {(answer) => (
            <>
              <Line figures={answer.figures} />
              <ReportChart answer={answer} />
            </>
          )}
        </Part>
        <RunningGoals />
        <PeriodPart name="funnel" period={period}>
          {(answer) => (
            <>
              {answer.says && <Says answer={answer} />}
              <Funnel answer={answer} />
            </>
          )}
        </PeriodPart>
        <PeriodPart name="sources" period={period}>
          {(answer) => <ReportTable answer={answer} only={['source', 'orders', 'sum']} most={8} small />}
        </PeriodPart>
        <PeriodPart name="managers" period={period} className="dash-full">
          {(answer) => (
            <ReportTable
              answer={answer}
              only={['name', 'orders', 'sum', 'reply', 'slowest', 'tasksDone', 'tasksLate', 'tasksOverdue']}
              most={8}
            />
          )}
        </PeriodPart>
        <PeriodPart name="best-sellers" period={period}>
          {(answer) => <ReportTable answer={answer} only={['product', 'lines', 'sum']} most={8} small />}
        </PeriodPart>
        <PeriodPart name="losses" period={period}>
          {(answer) => <ReportTable answer={answer} only={['reason', 'orders', 'sum']} most={8} small />}
        </PeriodPart>
        <Part of={regulars} name="regulars" className="dash-full">
          {(answer) => (
            <>
              <Line figures={answer.figures} />
              <ReportTable answer={answer} only={['client', 'orders', 'sum', 'last']} most={8} />
            </>
          )}
        </Part>
      </div>
    </Page>
  );
}

/** What is to be done today, what is owed and what is late; it follows the shop as it works. */
function Today() {
  const today = useAnswer<ReportAnswer>('reports', 'read', { report: 'today', limit: 1 });
  const debts = useAnswer<ReportAnswer>('reports', 'read', { report: 'debts', limit: 1 });
  const late = useAnswer<ReportAnswer>('reports', 'read', { report: 'late', limit: 1 });
  const asked = React.useRef(0);
  useLive((happened) => {
    // A busy shop is looked at twice a minute at most.
    if ((happened.length > 0 && happened.every(({ orderId }) => orderId === null)) || Date.now() - asked.current < 30_000) return;
    asked.current = Date.now();
    for (const each of [today, debts, late]) each.again();
  });
  const [due, worth, done, came, cameWorth] = today.data?.figures ?? [];
  const [owed, owing] = debts.data?.figures ?? [];
  const [overdue, standing] = late.data?.figures ?? [];
  const lateOnes = Number(overdue?.value ?? 0) + Number(standing?.value ?? 0);
  return (
    <dl className="figures">
      <Tile title={t.today} figure={due} unit="orders">
        {worth && `${shown(worth.value, 'money')} · ${t.done(number(Number(done?.value ?? 0)))}`}
      </Tile>
      <Tile title={t.came} figure={came} unit="orders">
        {cameWorth && shown(cameWorth.value, 'money')}
      </Tile>
      <Tile title={t.debts} figure={owed} url={screenUrl('reports', { report: 'debts' })}>
        {owing && count(Number(owing.value ?? 0), t.orders)}
      </Tile>
      <div className={`figure${lateOnes > 0 ? ' figure-bad' : ''}`}>
        <dt>{t.late}</dt>
        <dd>{late.data ? <Link to={screenUrl('reports', { report: 'late' })}>{count(lateOnes, t.orders)}</Link> : '…'}</dd>
        <small>
          {late.data &&
            (lateOnes === 0
              ? t.fine
              : [
                  Number(overdue?.value ?? 0) > 0 && t.overdue(number(Number(overdue?.value))),
                  Number(standing?.value ?? 0) > 0 && t.standing(number(Number(standing?.value))),
                ]
                  .filter(Boolean)
                  .join(', '))}
        </small>
      </div>
    </dl>
  );
}

function Tile({
  title,
  figure,
  unit,
  url = urlOf(figure?.opens),
  children,
}: {
  title: string;
  /** What adds up to the number, where that is another list than its own. */
  url?: string | undefined;
  figure: Figure | undefined;
  unit?: 'orders';
  children?: React.ReactNode;
}) {
  const text = figure ? (unit ? count(Number(figure.value ?? 0), t.orders) : shown(figure.value, figure.kind)) : '…';
  return (
    <div className="figure">
      <dt>{title}</dt>
      <dd>{url && figure?.value ? <Link to={url}>{text}</Link> : text}</dd>
      <small>{children}</small>
    </div>
  );
}

interface PartProps {
  of: { data: ReportAnswer | undefined; problem: string | undefined; again(): void };
  name: string;
  period?: ChosenPeriod;
  className?: string;
  children(answer: ReportAnswer): React.ReactNode;
}

/** One report in a card, with the way to the whole of it. */
function Part({ of, name, period, className = '', children }: PartProps) {
  const query = period ? { report: name, period: period.period, day: period.day, until: period.until } : { report: name };
  return (
    <Card
      className={className}
      title={of.data?.title}
      actions={
        <Link className="small nowrap" to={screenUrl('reports', query)}>
          {t.all}
        </Link>
      }
    >
      <Await of={of}>
        {(answer) => (answer.rows.length === 0 ? <p className="muted">{said(reportsTexts).nothing}</p> : children(answer))}
      </Await>
    </Card>
  );
}

function PeriodPart(props: Omit<PartProps, 'of'> & { period: ChosenPeriod }) {
  const of = useAnswer<ReportAnswer>('reports', 'read', { report: props.name, ...props.period });
  return <Part {...props} of={of} />;
}

/** The numbers of a report in one line. */
const Line = ({ figures }: { figures: Figure[] }) => (
  <p className="dash-line">
    {figures.map((figure) => (
      <span key={figure.title}>
        <span className="muted">{figure.title}:</span>{' '}
        <b className="num">
          <Value cell={figure} kind={figure.kind} />
        </b>
      </span>
    ))}
  </p>
);

function Says({ answer }: { answer: ReportAnswer }) {
  const url = urlOf(answer.says?.opens);
  return (
    <p className="says dash-says">
      {answer.says?.text} {url && <Link to={url}>{said(reportsTexts).show}</Link>}
    </p>
  );
}

function RunningGoals() {
  const goals = useAnswer<GoalLine[]>('goals', 'running');
  useLive((happened) => {
    if (happened.some(({ type }) => type === 'payment.received' || type.startsWith('goal.'))) goals.again();
  });
  return (
    <Card
      className="dash-narrow"
      title={t.goals}
      actions={
        <Link className="small nowrap" to={screenUrl('goals')}>
          {can('goals.manage') ? t.setGoal : t.all}
        </Link>
      }
    >
      <Await of={goals}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={t.noGoals} text={t.noGoalsHint} />
          ) : (
            <div className="stack dash-goals">
              {all.slice(0, 5).map((goal) => (
                <GoalBar key={goal.id} goal={goal} />
              ))}
            </div>
          )
        }
      </Await>
    </Card>
  );
}
