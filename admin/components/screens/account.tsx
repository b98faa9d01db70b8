import React from 'react';
import type { Holding } from '../../../flows/staff/find-holdings.ts';
import { accountTexts } from '../../texts/account.ts';
import { holdingTexts } from '../../texts/holdings.ts';
import { day, said } from '../anna.ts';
import { changePassword, perform, tryTo, useAnswer } from '../server.ts';
import { Await, Button, Card, Check, Confirm, Field, Input, Page } from '../ui/kit.tsx';
import { Holdings } from './people/holdings.tsx';

interface Access {
  login: string;
  secondStep: boolean;
  changedAt: number;
  holdings: Holding[];
}

const t = said(accountTexts);
const held = said(holdingTexts);

/** One's own way in. */
export default function Account() {
  const access = useAnswer<Access>('account', 'access');
  const [leaving, setLeaving] = React.useState(false);
  const set = async (on: boolean) => {
    await tryTo(() => perform('account', 'second-step', { on }));
    access.again();
  };
  const end = async ({ kind, id }: Holding) => {
    await tryTo(() => perform('account', 'end-holding', { kind, id }), held.ended);
    access.again();
  };
  const leave = async () => {
    const done = await tryTo(() => perform('account', 'sign-out-everywhere', { everywhere: true }));
    if (done !== undefined) location.assign('/admin/login');
  };
  return (
    <Page title={t.title}>
      <Await of={access}>
        {({ login, secondStep, changedAt, holdings }) => (
          <div className="grid-2">
            <Card title={t.password} className="stack">
              <p className="muted">{`${t.login}: ${login} · ${t.changed(day(changedAt))}`}</p>
              <NewPassword onDone={access.again} />
            </Card>
            <div className="stack">
              <Card>
                <Check value={secondStep} onChange={(on) => void set(on)} label={t.second} />
                <p className="muted small">{t.secondHint}</p>
              </Card>
              <Card title={held.title}>
                <Holdings holdings={holdings} onEnd={end} />
                <div className="row row-end">
                  <Button onPress={() => setLeaving(true)}>{t.out}</Button>
                </div>
              </Card>
            </div>
          </div>
        )}
      </Await>
      {leaving && <Confirm title={t.out} text={t.outText} action={t.out} onYes={leave} onClose={() => setLeaving(false)} />}
    </Page>
  );
}

function NewPassword({ onDone }: { onDone(): void }) {
  const [old, setOld] = React.useState('');
  const [next, setNext] = React.useState('');
  const save = async () => {
    const done = await tryTo(() => changePassword(old, next), t.saved);
    if (done === undefined) return;
    setOld('');
    setNext('');
    onDone();
  };
  return (
    <div className="stack">
      <Field label={t.old}>
        <Input type="password" value={old} onChange={setOld} />
      </Field>
      <Field label={t.next} hint={t.hint}>
        <Input type="password" value={next} onChange={setNext} />
      </Field>
      <div className="row row-end">
        <Button kind="main" disabled={old === '' || next === ''} onPress={save}>
          {t.save}
        </Button>
      </div>
    </div>
  );
}
