import React from 'react';
import { useNavigate } from 'react-router-dom';
import { reportsTexts } from '../../texts/reports.ts';
import { can, day, number, said, screenUrl } from '../anna.ts';
import { askUrl, useAnswer } from '../server.ts';
import { Await, Button, Card, Empty, Link, Page, Select, useQuery } from '../ui/kit.tsx';
import { noonOf, type ReportAnswer, urlOf } from './reports/answer.ts';
import { ReportChart } from './reports/chart.tsx';
import { Funnel } from './reports/funnel.tsx';
import { usePeriod } from './reports/period.tsx';
import { Figures, ReportTable } from './reports/table.tsx';
import './reports.css';

const t = said(reportsTexts);

interface Offered {
  name: string;
  title: string;
  about: string;
  time: 'period' | 'now';
}

/** One report, chosen from all: its numbers, its chart, its table; or the list behind a number. The address holds what is shown. */
export default function Reports() {
  const navigate = useNavigate();
  const [name, setName] = useQuery('report', 'revenue');
  const [filter] = useQuery('filter');
  const [period, choosePeriod] = usePeriod();
  const offered = useAnswer<Offered[]>('reports', 'offered');
  const form = { report: name, ...period, ...(filter && { filter }) };
  const answer = useAnswer<ReportAnswer>('reports', 'read', form);
  const isList = filter !== '';
  const report = offered.data?.find((each) => each.name === name);
  const actions = (
    <>
      {isList && (
        <Button icon="ArrowLeft" onPress={() => (history.length > 1 ? navigate(-1) : navigate(screenUrl('reports')))}>
          {t.back}
        </Button>
      )}
      {can('reports.export') && <Exports form={form} />}
    </>
  );
  return (
    <Page wide title={isList ? (answer.data?.title ?? t.title) : t.title} hint={answer.data?.about ?? report?.about} actions={actions}>
      {!isList && (
        <div className="report-tools">
          <Select
            label={t.choose}
            value={name}
            onChange={setName}
            options={(offered.data ?? []).map((each) => [each.name, each.title] as const)}
          />
          {report?.time === 'period' ? choosePeriod : <span className="muted">{t.now}</span>}
        </div>
      )}
      <Await of={answer}>{(data) => <Shown answer={data} />}</Await>
    </Page>
  );
}

const Exports = ({ form }: { form: Record<string, string> }) => (
  <>
    {(['xlsx', 'csv'] as const).map((format) => (
      <Button key={format} icon="Download" onPress={() => location.assign(askUrl('reports', 'export', { ...form, format }))}>
        {t[format]}
      </Button>
    ))}
  </>
);

function Shown({ answer }: { answer: ReportAnswer }) {
  const { figures, rows, says, time, period, more, chart } = answer;
  const url = urlOf(says?.opens);
  const empty = time === 'period' ? <Empty title={t.nothing} text={t.nothingHint} /> : <Empty title={t.nothingNow} />;
  return (
    <>
      {time === 'period' && (
        <p className="muted">
          {day(noonOf(period.fromDay))} – {day(noonOf(period.untilDay))}
        </p>
      )}
      {figures.length > 0 && <Figures figures={figures} />}
      {says && (
        <p className="says">
          {says.text} {url && <Link to={url}>{t.show}</Link>}
        </p>
      )}
      {chart && rows.length > 1 && <Card>{chart.kind === 'funnel' ? <Funnel answer={answer} /> : <ReportChart answer={answer} />}</Card>}
      <Card className="card-flush">{rows.length > 0 ? <ReportTable answer={answer} /> : empty}</Card>
      {more && <p className="muted">{t.more(number(rows.length))}</p>}
    </>
  );
}
