import './people/people.css';
import React from 'react';
import { frameTexts } from '../../texts/frame.ts';
import { searchTexts } from '../../texts/search.ts';
import { said } from '../anna.ts';
import { type Found, groupsOf } from '../search.tsx';
import { useAnswer } from '../server.ts';
import { Card, Empty, Input, Link, Page, useQuery, useRested } from '../ui/kit.tsx';

const t = said(searchTexts);

/** What was found as a page of its own, for a link or a phone. */
export default function SearchPage() {
  const [text, setText] = useQuery('text');
  const rested = useRested(text.trim());
  const found = useAnswer<Found>('search', 'find', { text: rested }, rested !== '');
  const groups = found.data && rested !== '' ? groupsOf(found.data) : [];
  return (
    <Page title={t.title} hint={<Input value={text} onChange={setText} placeholder={said(frameTexts).search} />}>
      {rested !== '' && found.data && groups.length === 0 && <Empty title={t.nothing} />}
      {groups.map(({ title, hits }) => (
        <Card key={title} title={title}>
          {hits.map((hit) => (
            <p key={hit.key} className="found">
              {hit.picture && <img src={`/admin/file/${hit.picture}`} alt="" loading="lazy" />}
              <span>
                <Link to={hit.to}>{hit.title}</Link> <span className="muted small">{hit.hint}</span>
              </span>
            </p>
          ))}
        </Card>
      ))}
    </Page>
  );
}
