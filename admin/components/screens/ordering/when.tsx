import React from 'react';
import { newOrderTexts } from '../../../texts/new-order.ts';
import { anna, dayOf, said, time } from '../../anna.ts';
import { useAnswer } from '../../server.ts';
import { Field, Input, Select } from '../../ui/kit.tsx';

export interface Slot {
  from: number;
  until: number;
}

interface WhenProps {
  day: string;
  onDay(day: string): void;
  slot: Slot | undefined;
  onSlot(slot: Slot | undefined): void;
  /** An order that moves does not stand in its own way. */
  orderId?: number;
}

const t = said(newOrderTexts);

/** A day and one of its windows that can still be had; what cannot says why. */
export function When({ day, onDay, slot, onSlot, orderId }: WhenProps) {
  const answer = useAnswer<{ slots: Slot[]; why: string | null }>('new-order', 'slots', { day, orderId }, day !== '');
  const slots = answer.loading ? [] : (answer.data?.slots ?? []);
  const isHere = slot !== undefined && slots.some(({ from }) => from === slot.from);
  React.useEffect(() => {
    if (!answer.loading && !isHere) onSlot(slots[0]);
  });
  return (
    <div className="grid-2">
      <Field label={t.day} error={day && !answer.loading ? (answer.problem ?? answer.data?.why ?? undefined) : undefined}>
        <Input type="date" value={day} onChange={onDay} min={dayOf(anna.now)} />
      </Field>
      <Field label={t.window}>
        <Select
          value={slot ? String(slot.from) : ''}
          onChange={(from) => onSlot(slots.find((each) => String(each.from) === from))}
          disabled={slots.length === 0}
          options={slots.length === 0 ? [['', '—']] : slots.map(({ from, until }) => [String(from), `${time(from)}–${time(until)}`])}
        />
      </Field>
    </div>
  );
}
