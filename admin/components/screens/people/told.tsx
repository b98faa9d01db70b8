import React from 'react';
import type { Told } from '../../../history.ts';
import { peopleTexts } from '../../../texts/people.ts';
import { moment, said, screenUrl } from '../../anna.ts';
import { Link } from '../../ui/kit.tsx';

const p = said(peopleTexts);

/** What happened, by whom and from where, with what was and what is. */
export function ToldLine({ told, withOrder = false }: { told: Told; withOrder?: boolean }) {
  return (
    <article className="told">
      <p>
        {withOrder && told.orderId !== null && <Link to={screenUrl('order', { id: told.orderId })}>{p.number(told.orderId)}</Link>}{' '}
        {told.text}
      </p>
      <Changes of={told} />
      <p className="muted small">{[told.who, told.door, moment(told.at)].filter(Boolean).join(' · ')}</p>
    </article>
  );
}

export function Changes({ of: { changes } }: { of: Pick<Told, 'changes'> }) {
  if (changes.length === 0) return null;
  return (
    <ul className="changes small">
      {changes.map(({ what, from, to }) => (
        <li key={what}>
          {what}: <del>{from}</del> → <ins>{to}</ins>
        </li>
      ))}
    </ul>
  );
}
