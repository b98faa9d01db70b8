import React from 'react';
import { settingsTexts } from '../../../texts/settings.ts';
import { shopWords } from '../../../texts/shop-words.ts';
import { said } from '../../anna.ts';
import { Button, Card, Check, Field, Input } from '../../ui/kit.tsx';
import type { GroupProps } from '../settings.tsx';

const t = said(settingsTexts);
const limits = ['reachMinutes', 'smsPartsPerNumber', 'smsPartsPerDay', 'smsPartsPerMonth'] as const;

/** Calls, and what happens to a message that must arrive and does not. */
export function ContactGroup({ given: { shop }, onSave }: GroupProps) {
  const { recordCalls, voicemail, reachUntilRead, reachBySms, reachByCall } = shop;
  const [ticked, setTicked] = React.useState({ recordCalls, voicemail, reachUntilRead, reachBySms, reachByCall });
  const [typed, setTyped] = React.useState(
    Object.fromEntries(limits.map((name) => [name, String(shop[name])])) as Record<(typeof limits)[number], string>,
  );
  const isGood = (name: (typeof limits)[number]) =>
    /^\d{1,6}$/.test(typed[name].trim()) && (name !== 'reachMinutes' || isSpan(typed[name]));
  const save = () => onSave({ ...ticked, ...Object.fromEntries(limits.map((name) => [name, Number(typed[name])])) });
  const check = (name: keyof typeof ticked) => (
    <Check label={t.contacts[name]} value={ticked[name]} onChange={(value) => setTicked({ ...ticked, [name]: value })} />
  );
  return (
    <Card title={t.contact}>
      <div className="form">
        <Field label={t.calls} hint={t.recordHint}>
          {check('recordCalls')}
          {check('voicemail')}
        </Field>
        <Field label={t.reach} hint={t.reachHint}>
          {check('reachUntilRead')}
          {check('reachBySms')}
          {check('reachByCall')}
        </Field>
        {limits.map((name) => (
          <Field key={name} label={t.limits[name]} error={isGood(name) ? undefined : t.badNumber}>
            <Input value={typed[name]} onChange={(next) => setTyped({ ...typed, [name]: next })} inputMode="numeric" />
          </Field>
        ))}
      </div>
      <div className="row row-end">
        <Button kind="main" disabled={!limits.every(isGood)} onPress={save}>
          {said(shopWords).save}
        </Button>
      </div>
    </Card>
  );
}

/** From a minute to a day. */
const isSpan = (minutes: string): boolean => Number(minutes) >= 1 && Number(minutes) <= 24 * 60;
