import React from 'react';
import type { Scope } from '../../../../flows/api-keys/scopes.ts';
import { integrationsTexts } from '../../../texts/integrations.ts';
import { ago, day, said } from '../../anna.ts';
import { perform, tryTo, useAnswer } from '../../server.ts';
import { Await, Badge, Button, Card, Check, Confirm, Dialog, Empty, Field, Input, Select } from '../../ui/kit.tsx';
import { ShownOnce } from './once.tsx';

interface Key {
  id: number;
  title: string;
  ending: string;
  scopes: Scope[];
  createdAt: number;
  usedAt: number | null;
  expiresAt: number | null;
  revokedAt: number | null;
}

const t = said(integrationsTexts);
const allScopes = Object.keys(t.scopes) as Scope[];

/** The keys of other programs: made with scopes, shown once, revoked. */
export function Keys() {
  const keys = useAnswer<Key[]>('integrations', 'keys');
  const [making, setMaking] = React.useState(false);
  const [made, setMade] = React.useState<string>();
  const [revoking, setRevoking] = React.useState<Key>();

  async function make(title: string, scopes: Scope[], lastsDays: number | undefined): Promise<void> {
    const done = await tryTo(() => perform<{ key: string }>('integrations', 'make-key', { title, scopes, lastsDays }));
    if (!done) return;
    setMaking(false);
    setMade(done.key);
    keys.again();
  }

  async function revoke({ id }: Key): Promise<void> {
    await tryTo(() => perform('integrations', 'revoke-key', { keyId: id }), t.revokedNow);
    setRevoking(undefined);
    keys.again();
  }

  const add = (
    <Button kind="main" icon="Plus" onPress={() => setMaking(true)}>
      {t.newKey}
    </Button>
  );
  return (
    <>
      <Await of={keys}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={t.noKeys} text={t.noKeysHint} action={add} />
          ) : (
            <Card title={t.tabs.keys} actions={add} className="card-flush">
              <KeyTable keys={all} onRevoke={setRevoking} />
            </Card>
          )
        }
      </Await>
      {making && <NewKey onMake={make} onClose={() => setMaking(false)} />}
      {made && <ShownOnce title={t.keyShown} text={t.keyOnce} secret={made} onClose={() => setMade(undefined)} />}
      {revoking && (
        <Confirm
          title={t.revokeTitle(revoking.title)}
          text={t.revokeText}
          action={t.revoke}
          onYes={() => revoke(revoking)}
          onClose={() => setRevoking(undefined)}
        />
      )}
    </>
  );
}

const KeyTable = ({ keys, onRevoke }: { keys: Key[]; onRevoke(key: Key): void }) => (
  <ul className="programs">
    {keys.map((key) => (
      <li key={key.id} className={isOver(key) ? 'program-gone' : ''}>
        <div className="program-what">
          <strong>{key.title}</strong> <code className="muted">…{key.ending}</code>
          <div className="program-scopes">
            {key.scopes.map((scope) => (
              <Badge key={scope} title={scope}>
                {t.scopes[scope]}
              </Badge>
            ))}
          </div>
        </div>
        <div className="program-state">
          <span className="muted small">{key.usedAt === null ? t.never : `${t.columns.used}: ${ago(key.usedAt)}`}</span>
          {key.expiresAt !== null && !isOver(key) && <span className="muted small">{t.until(day(key.expiresAt))}</span>}
          {isOver(key) ? (
            <Badge tone="red">{key.revokedAt === null ? t.expired : t.revoked}</Badge>
          ) : (
            <Button small onPress={() => onRevoke(key)}>
              {t.revoke}
            </Button>
          )}
        </div>
      </li>
    ))}
  </ul>
);

const daysOf: Readonly<Record<string, number>> = { month: 30, quarter: 90, year: 365 };

const isOver = ({ revokedAt, expiresAt }: Key): boolean => revokedAt !== null || (expiresAt !== null && expiresAt <= Date.now());

interface NewKeyProps {
  onMake(title: string, scopes: Scope[], lastsDays: number | undefined): Promise<void>;
  onClose(): void;
}

function NewKey({ onMake, onClose }: NewKeyProps) {
  const [lasts, setLasts] = React.useState('forever');
  const [title, setTitle] = React.useState('');
  const [chosen, setChosen] = React.useState<Scope[]>([]);
  const toggle = (scope: Scope, on: boolean) => setChosen(on ? [...chosen, scope] : chosen.filter((each) => each !== scope));
  return (
    <Dialog title={t.newKey} onClose={onClose}>
      <div className="stack">
        <Field label={t.keyTitle}>
          <Input value={title} onChange={setTitle} placeholder={t.keyTitleExample} maxLength={80} />
        </Field>
        <Field label={t.keyLasts}>
          <Select value={lasts} onChange={setLasts} options={Object.entries(t.lasts)} />
        </Field>
      </div>
      <fieldset className="choices">
        <legend className="field-label">{t.keyMay}</legend>
        {allScopes.map((scope) => (
          <Check key={scope} label={t.scopes[scope]} value={chosen.includes(scope)} onChange={(on) => toggle(scope, on)} />
        ))}
      </fieldset>
      <div className="row row-end">
        <Button
          kind="main"
          disabled={title.trim() === '' || chosen.length === 0}
          onPress={() => onMake(title.trim(), chosen, daysOf[lasts])}
        >
          {t.makeKey}
        </Button>
      </div>
    </Dialog>
  );
}
