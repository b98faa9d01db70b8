import React from 'react';
import { clientTexts } from '../../../texts/client.ts';
import { frameTexts } from '../../../texts/frame.ts';
import { peopleTexts } from '../../../texts/people.ts';
import { count, said } from '../../anna.ts';
import { perform, tryTo, useAnswer } from '../../server.ts';
import { Await, Button, Dialog, Field, Input, useRested } from '../../ui/kit.tsx';
import type { ClientCard, InShort } from '../client.tsx';

interface Preview {
  kept: InShort;
  gone: InShort;
  after: { name: string | null; phone: string | null };
  moves: Record<string, number>;
}

const t = said(clientTexts);
const p = said(peopleTexts);

interface MergeProps {
  kept: ClientCard;
  other: InShort | undefined;
  onClose(): void;
  onMerged(mergeId: number): void;
}

/** Finds the other card, shows what will come of both, and makes them one. */
export function MergeDialog({ kept, other, onClose, onMerged }: MergeProps) {
  const [chosen, setChosen] = React.useState(other);
  return (
    <Dialog title={t.mergeTitle} onClose={onClose}>
      {chosen ? (
        <PreviewOf keptId={kept.client.id} goneId={chosen.id} onClose={onClose} onMerged={onMerged} />
      ) : (
        <Finder id={kept.client.id} onChoose={setChosen} />
      )}
    </Dialog>
  );
}

function Finder({ id, onChoose }: { id: number; onChoose(other: InShort): void }) {
  const [text, setText] = React.useState('');
  const rested = useRested(text.trim());
  const found = useAnswer<InShort[]>('client', 'others', { id, text: rested }, rested.length > 1);
  return (
    <>
      <Field label={t.findOther}>
        <Input value={text} onChange={setText} />
      </Field>
      <ul className="moves">
        {rested.length > 1 &&
          found.data?.map((each) => (
            <li key={each.id}>
              <button type="button" onClick={() => onChoose(each)}>
                <b>{each.name ?? p.noName}</b>
                <span className="muted small">{[each.phone, count(each.ordersCount, t.ordersForms)].filter(Boolean).join(' · ')}</span>
              </button>
            </li>
          ))}
      </ul>
      {rested.length > 1 && found.data?.length === 0 && <p className="muted">{said(frameTexts).nothing}</p>}
    </>
  );
}

interface PreviewProps {
  keptId: number;
  goneId: number;
  onClose(): void;
  onMerged(mergeId: number): void;
}

function PreviewOf({ keptId, goneId, onClose, onMerged }: PreviewProps) {
  const preview = useAnswer<Preview>('client', 'preview', { keptId, goneId });
  const merge = async () => {
    const mergeId = await tryTo(() => perform<number>('client', 'merge', { keptId, goneId }));
    if (mergeId !== undefined) onMerged(mergeId);
  };
  return (
    <Await of={preview}>
      {({ gone, after, moves }) => {
        const some = Object.entries(moves).filter(([, rows]) => rows > 0);
        return (
          <div className="stack">
            <p>
              {p.number(goneId)}, {gone.name ?? p.noName} → {p.number(keptId)}
            </p>
            <p>
              <b>{t.willKeep(after.name ?? p.noName, after.phone ?? '')}</b>
            </p>
            <div>
              <p className="muted">{t.willMove}</p>
              <ul className="changes">
                {some.map(([name, rows]) => (
                  <li key={name}>
                    {t.moves[name] ?? name}: {rows}
                  </li>
                ))}
                {some.length === 0 && <li>{t.nothingMoves}</li>}
              </ul>
            </div>
            <div className="row row-end">
              <Button onPress={onClose}>{said(frameTexts).cancel}</Button>
              <Button kind="main" onPress={merge}>
                {t.merge}
              </Button>
            </div>
          </div>
        );
      }}
    </Await>
  );
}
