import React from 'react';
import type { Holding, HoldingKind } from '../../../../flows/staff/find-holdings.ts';
import { holdingTexts } from '../../../texts/holdings.ts';
import { ago, day, moment, said } from '../../anna.ts';
import { Button } from '../../ui/kit.tsx';

const t = said(holdingTexts);
const kinds: readonly HoldingKind[] = ['session', 'chat', 'key', 'link'];

interface HoldingsProps {
  holdings: readonly Holding[];
  onEnd(holding: Holding): Promise<void>;
}

/** Every way into the shop that a person has, each with its end. */
export function Holdings({ holdings, onEnd }: HoldingsProps) {
  if (holdings.length === 0) return <p className="muted">{t.none}</p>;
  return (
    <div className="stack">
      {kinds.map((kind) => {
        const some = holdings.filter((each) => each.kind === kind);
        if (some.length === 0) return null;
        return (
          <section key={kind}>
            <h3 className="small muted">{t.kinds[kind]}</h3>
            <ul className="stack">
              {some.map((each) => (
                <Line key={each.id} holding={each} onEnd={onEnd} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function Line({ holding, onEnd }: { holding: Holding; onEnd(holding: Holding): Promise<void> }) {
  const [isEnding, setEnding] = React.useState(false);
  const { kind, what, since, usedAt, endsAt } = holding;
  const name = (kind === 'chat' ? t.channels[what ?? ''] : kind === 'link' ? t.doors[what ?? ''] : what) ?? what ?? '—';
  const facts = [
    kind === 'key' || kind === 'link' ? t.made(day(since)) : t.since(moment(since)),
    usedAt === null ? (kind === 'link' ? '' : t.unused) : t.used(ago(usedAt)),
    endsAt !== null && kind !== 'session' && t.until(day(endsAt)),
  ].filter(Boolean);
  const end = async () => {
    setEnding(true);
    await onEnd(holding).finally(() => setEnding(false));
  };
  return (
    <li className="row row-between">
      <span>
        <b>{name}</b> <span className="muted small">{facts.join(' · ')}</span>
      </span>
      <Button small disabled={isEnding} onPress={end}>
        {t.end}
      </Button>
    </li>
  );
}
