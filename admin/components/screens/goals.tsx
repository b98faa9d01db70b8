import React from 'react';
import { goalsTexts } from '../../texts/goals.ts';
import { anna, can, dayOf, plainMoney, readMoney, said } from '../anna.ts';
import { perform, tryTo, useAnswer, useLive } from '../server.ts';
import { Await, Button, Card, Confirm, Dialog, Empty, Field, Input, Page, Select } from '../ui/kit.tsx';
import { GoalBar, type GoalLine } from './goals/bar.tsx';
import './reports.css';

const t = said(goalsTexts);
const kinds = ['paid-sum', 'orders', 'new-clients', 'average-order'] as const;

/** The goals with their bars; the owner sets, changes and removes them here. */
export default function Goals() {
  const goals = useAnswer<GoalLine[]>('goals', 'all');
  const [editing, setEditing] = React.useState<GoalLine | 'new'>();
  const [removing, setRemoving] = React.useState<GoalLine>();
  const mayManage = can('goals.manage');
  useLive((happened) => {
    if (happened.some(({ type }) => type === 'payment.received' || type === 'order.placed' || type.startsWith('goal.'))) goals.again();
  });
  const set = mayManage && (
    <Button kind="main" icon="Plus" onPress={() => setEditing('new')}>
      {t.set}
    </Button>
  );
  return (
    <Page title={t.title} hint={t.hint} actions={set}>
      <Await of={goals}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={t.empty} text={t.emptyHint} action={set} />
          ) : (
            <div className="goals">
              {all.map((goal) => (
                <Card key={goal.id}>
                  <GoalBar goal={goal} />
                  {mayManage && (
                    <div className="row goal-acts">
                      <Button small onPress={() => setEditing(goal)}>
                        {t.change}
                      </Button>
                      <Button small kind="quiet" onPress={() => setRemoving(goal)}>
                        {t.remove}
                      </Button>
                    </div>
                  )}
                </Card>
              ))}
            </div>
          )
        }
      </Await>
      {editing && (
        <GoalForm
          goal={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
          onSaved={() => {
            setEditing(undefined);
            goals.again();
          }}
        />
      )}
      {removing && (
        <Confirm
          title={t.removeSure}
          text={`${t.kinds[removing.kind]} · ${removing.name ?? t.team}. ${t.removeText}`}
          action={t.remove}
          onClose={() => setRemoving(undefined)}
          onYes={async () => {
            await tryTo(() => perform('goals', 'remove', { goalId: removing.id }), t.removed);
            setRemoving(undefined);
            goals.again();
          }}
        />
      )}
    </Page>
  );
}

const isMoney = (kind: GoalLine['kind']): boolean => kind === 'paid-sum' || kind === 'average-order';

function GoalForm({ goal, onClose, onSaved }: { goal: GoalLine | undefined; onClose(): void; onSaved(): void }) {
  const people = useAnswer<{ id: number; name: string }[]>('goals', 'people');
  const today = dayOf(anna.now);
  const [kind, setKind] = React.useState<GoalLine['kind']>(goal?.kind ?? 'paid-sum');
  const [staffId, setStaffId] = React.useState(String(goal?.staffId ?? ''));
  const [norm, setNorm] = React.useState(goal ? (goal.isMoney ? plainMoney(goal.norm) : String(goal.norm)) : '');
  const [fromDay, setFromDay] = React.useState(goal?.fromDay ?? `${today.slice(0, 8)}01`);
  const [untilDay, setUntilDay] = React.useState(goal?.untilDay ?? lastOfMonth(today));
  const amount = isMoney(kind) ? readMoney(norm) : /^\d+$/.test(norm.trim()) ? Number(norm) : undefined;
  const isBad = norm !== '' && !amount;
  const save = async () => {
    const form = { ...(goal && { goalId: goal.id }), kind, staffId: staffId ? Number(staffId) : null, norm: amount, fromDay, untilDay };
    if ((await tryTo(() => perform<number>('goals', 'set', form), t.saved)) !== undefined) onSaved();
  };
  return (
    <Dialog title={goal ? t.change : t.set} onClose={onClose}>
      <div className="stack">
        <Field label={t.kind}>
          <Select
            value={kind}
            onChange={(value) => setKind(kinds.find((each) => each === value) ?? 'paid-sum')}
            options={kinds.map((each) => [each, t.kinds[each]])}
          />
        </Field>
        <Field label={t.who}>
          <Select
            value={staffId}
            onChange={setStaffId}
            options={[['', t.team], ...(people.data ?? []).map(({ id, name }) => [String(id), name] as const)]}
          />
        </Field>
        <Field label={isMoney(kind) ? `${t.norm}, ${anna.shop.currency}` : t.norm} error={isBad ? t.badNorm : undefined}>
          <Input value={norm} onChange={setNorm} inputMode="decimal" placeholder={isMoney(kind) ? '300 000' : '50'} />
        </Field>
        <div className="grid-2 goal-days">
          <Field label={t.from}>
            <Input type="date" value={fromDay} onChange={setFromDay} />
          </Field>
          <Field label={t.until}>
            <Input type="date" value={untilDay} min={fromDay} onChange={setUntilDay} />
          </Field>
        </div>
        <div className="row row-end">
          <Button kind="main" disabled={!amount || fromDay === '' || untilDay === ''} onPress={save}>
            {t.save}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function lastOfMonth(day: string): string {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
