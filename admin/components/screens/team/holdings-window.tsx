import React from 'react';
import type { Holding } from '../../../../flows/staff/find-holdings.ts';
import type { Teammate } from '../../../../flows/staff/find-team.ts';
import { holdingTexts } from '../../../texts/holdings.ts';
import { said } from '../../anna.ts';
import { perform, tryTo, useAnswer } from '../../server.ts';
import { Await, Dialog } from '../../ui/kit.tsx';
import { Holdings } from '../people/holdings.tsx';

const t = said(holdingTexts);

/** Everything by which a colleague can look in, each with its end. */
export function HoldingsWindow({ person, onChanged, onClose }: { person: Teammate; onChanged(): void; onClose(): void }) {
  const holdings = useAnswer<Holding[]>('team', 'holdings', { staffId: person.id });
  const end = async ({ kind, id }: Holding) => {
    await tryTo(() => perform('team', 'endHolding', { staffId: person.id, kind, id }), t.ended);
    holdings.again();
    onChanged();
  };
  return (
    <Dialog wide title={t.titleOf(person.name)} onClose={onClose}>
      <Await of={holdings}>{(held) => <Holdings holdings={held} onEnd={end} />}</Await>
    </Dialog>
  );
}
