import React from 'react';
import type { Holding } from '../../../../flows/staff/find-holdings.ts';
import type { Teammate } from '../../../../flows/staff/find-team.ts';
import { holdingTexts } from '../../../texts/holdings.ts';
import { shopWords } from '../../../texts/shop-words.ts';
import { teamTexts } from '../../../texts/team.ts';
import { said } from '../../anna.ts';
import { useAnswer } from '../../server.ts';
import { Await, Button, Check, Dialog } from '../../ui/kit.tsx';

const t = said(teamTexts);
const held = said(holdingTexts);
const words = said(shopWords);

interface RemoveWindowProps {
  person: Teammate;
  onRemove(keepKeys: number[]): Promise<void>;
  onClose(): void;
}

/** Before a colleague is removed: what ends with it, and which keys of programs must go on. */
export function RemoveWindow({ person, onRemove, onClose }: RemoveWindowProps) {
  const holdings = useAnswer<Holding[]>('team', 'holdings', { staffId: person.id });
  const [kept, setKept] = React.useState<readonly string[]>([]);
  const set = (id: string) => (keep: boolean) => setKept(keep ? [...kept, id] : kept.filter((each) => each !== id));
  return (
    <Dialog title={t.removeTitle(person.name)} onClose={onClose}>
      <p>{t.removeText}</p>
      <Await of={holdings}>
        {(all) => {
          const keys = all.filter(({ kind }) => kind === 'key');
          return keys.length === 0 ? null : (
            <div className="stack">
              <p className="muted small">{held.keepKeys}</p>
              {keys.map(({ id, what }) => (
                <Check key={id} value={kept.includes(id)} onChange={set(id)} label={what ?? '—'} />
              ))}
            </div>
          );
        }}
      </Await>
      <div className="row row-end">
        <Button onPress={onClose}>{words.cancel}</Button>
        <Button kind="danger" onPress={() => onRemove(kept.map(Number))}>
          {words.remove}
        </Button>
      </div>
    </Dialog>
  );
}
