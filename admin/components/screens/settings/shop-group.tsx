import React from 'react';
import { languages } from '../../../../db/schema/words.ts';
import { settingsTexts } from '../../../texts/settings.ts';
import { shopWords } from '../../../texts/shop-words.ts';
import { anna, said } from '../../anna.ts';
import { Button, Card, Field, Input, Select } from '../../ui/kit.tsx';
import { LocalizedField } from '../../ui/localized.tsx';
import type { GroupProps } from '../settings.tsx';

const t = said(settingsTexts);
const words = said(shopWords);

/** Who the shop is and where. */
export function ShopGroup({ given: { shop, mayChangeCurrency, timezones, currencies, countries }, onSave }: GroupProps) {
  const [form, setForm] = React.useState({ ...shop, phone: shop.phone ?? '' });
  const change = (more: Partial<typeof form>) => setForm({ ...form, ...more });
  const { name, phone, pickupAddress, language, timezone, currency, country } = form;
  const sites = form.embedOrigins.join('\n');
  const save = () => {
    const embedOrigins = form.embedOrigins.map((site) => site.trim().replace(/\/$/, '')).filter(Boolean);
    return onSave({ name, phone, pickupAddress, language, timezone, country, embedOrigins, ...(mayChangeCurrency && { currency }) });
  };
  return (
    <Card title={t.shop}>
      <div className="form">
        <LocalizedField label={t.name} value={name} onChange={(next) => change({ name: next })} maxLength={100} />
        <LocalizedField label={t.address} value={pickupAddress} onChange={(next) => change({ pickupAddress: next })} maxLength={300} />
        <Field label={t.phone}>
          <Input value={phone} onChange={(next) => change({ phone: next })} inputMode="tel" maxLength={40} />
        </Field>
        <Field label={t.country} hint={t.countryHint}>
          <Select value={country} onChange={(next) => change({ country: next })} options={named(countries, country, 'region')} />
        </Field>
        <Field label={t.language} hint={t.languageHint}>
          <Select
            value={language}
            onChange={(value) => change({ language: languages.find((each) => each === value) ?? language })}
            options={languages.map((each) => [each, words.languages[each]])}
          />
        </Field>
        <Field label={t.timezone}>
          <Select value={timezone} onChange={(next) => change({ timezone: next })} options={asOptions(timezones, timezone)} />
        </Field>
        <Field label={t.currency} {...(!mayChangeCurrency && { hint: t.currencyFixed })}>
          <Select
            value={currency}
            disabled={!mayChangeCurrency}
            onChange={(next) => change({ currency: next })}
            options={named(currencies, currency, 'currency')}
          />
        </Field>
        <Field label={t.sites} hint={t.sitesHint}>
          <textarea
            className="input"
            rows={2}
            value={sites}
            onChange={(event) => change({ embedOrigins: event.target.value.split('\n') })}
            spellCheck={false}
          />
        </Field>
      </div>
      <div className="row row-end">
        <Button kind="main" onPress={save}>
          {words.save}
        </Button>
      </div>
    </Card>
  );
}

/** Codes by what people call them, in the order of the alphabet. */
function named(all: readonly string[], present: string, type: 'region' | 'currency'): (readonly [string, string])[] {
  const names = new Intl.DisplayNames([anna.language], { type });
  return asOptions(all, present)
    .map(([code]) => [code, `${names.of(code) ?? code} (${code})`] as const)
    .toSorted(([, a], [, b]) => a.localeCompare(b, anna.language));
}

const asOptions = (all: readonly string[], present: string) =>
  (all.includes(present) ? all : [present, ...all]).map((each) => [each, each] as const);
