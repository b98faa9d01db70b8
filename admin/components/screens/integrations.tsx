import './integrations.css';
import React from 'react';
import { integrationsTexts } from '../../texts/integrations.ts';
import { said } from '../anna.ts';
import { Page, Tabs, useQuery } from '../ui/kit.tsx';
import { Keys } from './integrations/keys.tsx';
import { Webhooks } from './integrations/webhooks.tsx';

const t = said(integrationsTexts);

/** Other programs: keys to ask us with, and webhooks by which we tell them. */
export default function Integrations() {
  const [tab, setTab] = useQuery('tab', 'keys');
  return (
    <Page
      title={t.title}
      hint={t.hint}
      actions={
        <a className="button button-plain" href="/api/v1" target="_blank" rel="noreferrer">
          {t.description}
        </a>
      }
    >
      <Tabs
        value={tab}
        onChange={setTab}
        options={[
          ['keys', t.tabs.keys],
          ['webhooks', t.tabs.webhooks],
        ]}
      />
      {tab === 'webhooks' ? <Webhooks /> : <Keys />}
    </Page>
  );
}
