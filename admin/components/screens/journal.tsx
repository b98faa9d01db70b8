import './people/people.css';
import React from 'react';
import type { Told } from '../../history.ts';
import { journalTexts } from '../../texts/journal.ts';
import { peopleTexts } from '../../texts/people.ts';
import { moment, said, screenUrl } from '../anna.ts';
import { usePages } from '../pages.ts';
import { useAnswer } from '../server.ts';
import { Await, Button, Card, Empty, Field, Input, Link, Page, Select, Tabs, useQuery, useRested } from '../ui/kit.tsx';
import { atTime } from './people/at-time.ts';
import { Changes } from './people/told.tsx';

interface Journal {
  rows: Told[];
  older: number | null;
}

const t = said(journalTexts);
const p = said(peopleTexts);

/** Who changed what and who looked at whom. */
export default function JournalPage() {
  const [kind, setKind] = useQuery('kind', 'changes');
  const [staff, setStaff] = useQuery('staff');
  const [order, setOrder] = useQuery('order');
  const [from, setFrom] = useQuery('from');
  const [until, setUntil] = useQuery('until');
  const rested = useRested(order.replace(/\D/g, ''));
  const form = {
    kind,
    ...(staff && { staffId: staff }),
    ...(rested && { orderId: rested }),
    ...(from && { from: atTime(from, '00:00') }),
    ...(until && { until: atTime(until, '23:59') + 60_000 }),
  };
  const page = usePages<Journal>('journal', 'page', form);
  const team = useAnswer<{ id: number; name: string }[]>('journal', 'team');
  return (
    <Page wide title={t.title} hint={t.hint}>
      <Card className="card-flush">
        <div className="journal-filters">
          <Tabs value={kind} onChange={setKind} options={Object.entries(t.kinds)} />
          <div className="row">
            <Field label={t.who}>
              <Select
                value={staff}
                onChange={setStaff}
                options={[['', t.everybody], ...(team.data ?? []).map(({ id, name }) => [String(id), name] as const)]}
              />
            </Field>
            <Field label={t.order}>
              <Input value={order} onChange={setOrder} inputMode="numeric" />
            </Field>
            <Field label={t.from}>
              <Input type="date" value={from} onChange={setFrom} />
            </Field>
            <Field label={t.until}>
              <Input type="date" value={until} onChange={setUntil} />
            </Field>
          </div>
        </div>
        <Await of={page}>
          {({ rows }) => {
            const all = [...rows, ...page.more.flatMap((each) => each.rows)];
            if (all.length === 0) return <Empty title={t.empty} text={t.emptyHint} />;
            return (
              <div className="table-scroll">
                <table className="table people-table">
                  <thead>
                    <tr>
                      <th>{t.when}</th>
                      <th>{t.who}</th>
                      <th>{t.what}</th>
                      <th>{t.about}</th>
                      <th>{t.door}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {all.map((told) => (
                      <tr key={told.id}>
                        <td className="nowrap">{moment(told.at)}</td>
                        <td>{told.who}</td>
                        <td>
                          {told.text}
                          <Changes of={told} />
                        </td>
                        <td>
                          {told.orderId !== null && <Link to={screenUrl('order', { id: told.orderId })}>{p.number(told.orderId)}</Link>}{' '}
                          {told.clientId !== null && (
                            <Link to={screenUrl('client', { id: told.clientId })}>{told.clientName ?? p.noName}</Link>
                          )}
                        </td>
                        <td className="muted small">{told.door}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            );
          }}
        </Await>
        {page.earlier && (
          <div className="pages">
            <Button onPress={page.earlier}>{p.older}</Button>
          </div>
        )}
      </Card>
    </Page>
  );
}
