import React from 'react';
import { newOrderTexts } from '../../../texts/new-order.ts';
import { peopleTexts } from '../../../texts/people.ts';
import { said, screenUrl } from '../../anna.ts';
import { useAnswer } from '../../server.ts';
import { Button, Card, Field, Input, Link, useRested } from '../../ui/kit.tsx';

/** Whose order it is: a client we know, or a name and a number. */
export interface Caller {
  id: number | undefined;
  name: string;
  phone: string;
  /** Where the last delivery went. */
  address: string | null;
}

interface Known {
  id: number;
  name: string | null;
  phone: string | null;
  address: string | null;
}

const t = said(newOrderTexts);
const p = said(peopleTexts);

/** Finds the client by a piece of the name or number; who is not there yet is written down. */
export function CallerCard({ caller, onChange }: { caller: Caller; onChange(caller: Caller): void }) {
  const known = useAnswer<Known>('new-order', 'client', { id: caller.id }, caller.id !== undefined);
  const client = caller.id === undefined ? undefined : known.data;
  React.useEffect(() => {
    if (client && client.id === caller.id && client.address !== caller.address) onChange({ ...caller, address: client.address });
  });
  const words = useRested(`${caller.phone.trim() || caller.name.trim()}`);
  const isAsking = caller.id === undefined && words.length >= 3;
  const found = useAnswer<{ clients: Known[] }>('search', 'find', { text: words }, isAsking);
  const hits = isAsking ? (found.data?.clients ?? []) : [];
  if (client)
    return (
      <Card title={t.client}>
        <div className="row">
          <Link to={screenUrl('client', { id: client.id })}>
            <b>{client.name ?? p.noName}</b>
          </Link>
          <span className="muted">{client.phone}</span>
          <Button small kind="quiet" onPress={() => onChange({ id: undefined, name: '', phone: '', address: null })}>
            {t.another}
          </Button>
        </div>
      </Card>
    );
  return (
    <Card title={t.client}>
      <div className="grid-2">
        <Field label={t.name}>
          <Input value={caller.name} onChange={(name) => onChange({ ...caller, name })} maxLength={80} />
        </Field>
        <Field label={t.phone}>
          <Input value={caller.phone} onChange={(phone) => onChange({ ...caller, phone })} inputMode="tel" />
        </Field>
      </div>
      {hits.length > 0 && (
        <>
          <p className="muted small">{t.found}</p>
          <ul className="caller-hits">
            {hits.slice(0, 5).map(({ id, name, phone }) => (
              <li key={id}>
                <button type="button" onClick={() => onChange({ id, name: '', phone: '', address: null })}>
                  <b>{name ?? p.noName}</b>
                  <span className="muted nowrap">{phone}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}
