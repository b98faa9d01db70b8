import React from 'react';
import { callsTexts } from '../../../texts/calls.ts';
import { peopleTexts } from '../../../texts/people.ts';
import { moment, said, screenUrl } from '../../anna.ts';
import { Badge, Card, Link } from '../../ui/kit.tsx';
import { Sound } from '../people/bubble.tsx';

export interface CallShown {
  id: number;
  direction: 'in' | 'out';
  state: 'ringing' | 'answered' | 'missed' | 'ended' | 'failed';
  at: number;
  orderId: number | null;
  who: string | null;
  recording: { inSeconds: number; file: string | null; failure: string | null } | null;
}

const t = said(callsTexts);
const p = said(peopleTexts);
const tones = { missed: 'red', failed: 'red', answered: 'green', ended: 'grey', ringing: 'violet' } as const;

/** Every talk on the phone, the newest first, to be heard again where it was recorded. */
export const Calls = ({ calls }: { calls: readonly CallShown[] }) => (
  <Card title={t.title}>
    {calls.map(({ id, direction, state, at, orderId, who, recording }) => (
      <div key={id} className="call">
        <span>{t.words?.direction?.[direction]}</span> <Badge tone={tones[state]}>{t.words?.state?.[state]}</Badge>{' '}
        <span className="muted small">{[who, moment(at)].filter(Boolean).join(' · ')}</span>{' '}
        {orderId !== null && <Link to={screenUrl('order', { id: orderId })}>{p.number(orderId)}</Link>}
        {recording && <Sound file={recording.file} failure={recording.failure} label={p.recording} />}
      </div>
    ))}
  </Card>
);
