import React from 'react';
import type { Shop } from '../../../flows/shop.ts';
import { settingsTexts } from '../../texts/settings.ts';
import { shopWords } from '../../texts/shop-words.ts';
import { said } from '../anna.ts';
import { perform, tryTo, useAnswer } from '../server.ts';
import { Await, Page } from '../ui/kit.tsx';
import '../ui/shop-parts.css';
import { ContactGroup } from './settings/contact-group.tsx';
import { HoursGroup } from './settings/hours-group.tsx';
import { OrdersGroup } from './settings/orders-group.tsx';
import { ShopGroup } from './settings/shop-group.tsx';

export interface SettingsAnswer {
  shop: Shop;
  mayChangeCurrency: boolean;
  timezones: string[];
  currencies: string[];
  countries: string[];
}

export interface GroupProps {
  given: SettingsAnswer;
  onSave(change: Partial<Shop>): Promise<void>;
}

const t = said(settingsTexts);

/** Everything that holds for the whole shop, in groups that are saved one by one. */
export default function Settings() {
  const settings = useAnswer<SettingsAnswer>('settings', 'shop');
  const seen = React.useRef<Partial<Shop>>();
  seen.current ??= settings.data?.shop;
  /** Only what differs from what this page saw: what was changed elsewhere meanwhile stays. */
  const save = async (form: Partial<Shop>) => {
    const was: Partial<Record<string, unknown>> = seen.current ?? {};
    const change = Object.fromEntries(Object.entries(form).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(was[name])));
    const saved = await tryTo(async () => {
      if (Object.keys(change).length > 0) await perform('settings', 'change', change);
      return true;
    }, said(shopWords).saved);
    if (saved) seen.current = { ...seen.current, ...change };
    settings.again();
  };
  return (
    <Page title={t.title} hint={t.hint}>
      <Await of={settings}>
        {(given) => (
          <>
            <ShopGroup given={given} onSave={save} />
            <HoursGroup given={given} onSave={save} />
            <OrdersGroup given={given} onSave={save} />
            <ContactGroup given={given} onSave={save} />
          </>
        )}
      </Await>
    </Page>
  );
}
