import React from 'react';
import { teamTexts } from '../../../texts/team.ts';
import { said } from '../../anna.ts';
import { useAnswer } from '../../server.ts';
import { Button } from '../../ui/kit.tsx';
import { toast } from '../../ui/toast.tsx';

const t = said(teamTexts);

/** A one-time link: to copy, and as a square for a phone's camera. */
export function LinkToGive({ links, code, hint }: { links: readonly string[]; code: string; hint: string }) {
  const [link] = links;
  const qr = useAnswer<string>('team', 'qr', { link: link ?? '' }, link !== undefined);
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text);
    toast(t.copied);
  };
  if (link === undefined)
    return (
      <p>
        {t.noLinks} <code>{code}</code>
      </p>
    );
  return (
    <div className="stack">
      <p className="muted">{hint}</p>
      {links.map((each) => (
        <div className="row link-line" key={each}>
          {links.length > 1 && <span className="muted small">{each.startsWith('https://t.me/') ? 'Telegram' : t.site}</span>}
          <code className="grow">{each}</code>
          <Button small icon="Copy" onPress={() => copy(each)}>
            {t.copy}
          </Button>
        </div>
      ))}
      {qr.data && <img className="qr" src={`data:image/svg+xml;utf8,${encodeURIComponent(qr.data)}`} alt="QR" width={200} height={200} />}
    </div>
  );
}
