import React from 'react';
import { settingsTexts } from '../../../texts/settings.ts';
import { shopWords } from '../../../texts/shop-words.ts';
import { plainMoney, readMoney, said } from '../../anna.ts';
import { Duration } from '../../ui/duration.tsx';
import { Button, Card, Check, Field, Input, Select } from '../../ui/kit.tsx';
import type { GroupProps } from '../settings.tsx';
import { DayList, isoDayWords } from './day-list.tsx';

const t = said(settingsTexts);
const sharings = ['pool', 'turn', 'least-load'] as const;
const counts = { ordersPerDay: t.perDay, horizonDays: t.horizon, depositPercent: t.deposit, undoSeconds: t.undo } as const;
const countNames = ['ordersPerDay', 'horizonDays', 'depositPercent', 'undoSeconds'] as const;

/** How orders are taken: money, places, times, who gets them. */
export function OrdersGroup({ given: { shop }, onSave }: GroupProps) {
  const [fee, setFee] = React.useState(plainMoney(shop.deliveryFee));
  const [typed, setTyped] = React.useState(
    Object.fromEntries(countNames.map((name) => [name, String(shop[name])])) as Record<(typeof countNames)[number], string>,
  );
  const [slotMinutes, setSlotMinutes] = React.useState<number | undefined>(shop.slotMinutes);
  const [placesOn, setPlacesOn] = React.useState(shop.placesOn);
  const [sharing, setSharing] = React.useState(shop.sharing);
  const [sharingOnShift, setSharingOnShift] = React.useState(shop.sharingOnShift);
  const deliveryFee = readMoney(fee);
  const isWhole = (text: string) => /^\d{1,6}$/.test(text.trim());
  const isGood = deliveryFee !== undefined && Boolean(slotMinutes) && countNames.every((name) => isWhole(typed[name]));
  const save = () => {
    if (deliveryFee === undefined || !slotMinutes) return Promise.resolve();
    const numbers = Object.fromEntries(countNames.map((name) => [name, Number(typed[name])]));
    return onSave({ deliveryFee, slotMinutes, placesOn, sharing, sharingOnShift, ...numbers });
  };
  return (
    <Card title={t.orders}>
      <div className="form">
        <Field label={`${t.deliveryFee}, ${shop.currency}`} error={deliveryFee === undefined ? t.badMoney : undefined}>
          <Input value={fee} onChange={setFee} inputMode="decimal" />
        </Field>
        <Field label={t.slot} hint={t.slotHint}>
          <Duration working label={t.slot} value={slotMinutes} onChange={setSlotMinutes} />
        </Field>
        {countNames.map((name) => (
          <Field
            key={name}
            label={counts[name]}
            {...(name === 'undoSeconds' && { hint: t.undoHint })}
            error={isWhole(typed[name]) ? undefined : t.badNumber}
          >
            <Input value={typed[name]} onChange={(next) => setTyped({ ...typed, [name]: next })} inputMode="numeric" />
          </Field>
        ))}
        <Field label={t.sharing}>
          <Select
            value={sharing}
            onChange={(value) => setSharing(sharings.find((each) => each === value) ?? sharing)}
            options={sharings.map((each) => [each, t.sharings[each]])}
          />
          <Check label={t.onShift} value={sharingOnShift} onChange={setSharingOnShift} disabled={sharing === 'pool'} />
        </Field>
        <DayList
          title={t.places}
          hint={t.placesHint}
          empty={t.noPlaces}
          days={Object.keys(placesOn).sort()}
          onAdd={(day) => setPlacesOn({ ...placesOn, [day]: placesOn[day] ?? shop.ordersPerDay })}
          onRemove={(day) => setPlacesOn(Object.fromEntries(Object.entries(placesOn).filter(([each]) => each !== day)))}
        >
          {(day) => (
            <>
              {isoDayWords(day)}
              {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is the child */}
              <label className="places">
                <span className="sr">{t.placesOf}</span>
                <Input
                  value={String(placesOn[day] ?? 0)}
                  onChange={(next) => setPlacesOn({ ...placesOn, [day]: Math.min(100_000, Number(next.replace(/\D/g, ''))) })}
                  inputMode="numeric"
                />
              </label>
              <span className="muted">{t.placesOf}</span>
            </>
          )}
        </DayList>
      </div>
      <div className="row row-end">
        <Button kind="main" disabled={!isGood} onPress={save}>
          {said(shopWords).save}
        </Button>
      </div>
    </Card>
  );
}
