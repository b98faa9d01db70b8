import React from 'react';
import { frameTexts } from '../../../texts/frame.ts';
import { orderTexts } from '../../../texts/order.ts';
import { said } from '../../anna.ts';
import { Button, Dialog, Field, Select, TextArea } from '../../ui/kit.tsx';

export interface LossReason {
  key: string;
  label: string;
}

interface CancelWindowProps {
  reasons: LossReason[];
  onReason(reason: string): unknown;
  onClose(): void;
}

const t = said(orderTexts);

/** Why an order is cancelled: a reason of one tap, or one's own words. */
export function CancelWindow({ reasons, onReason, onClose }: CancelWindowProps) {
  const [key, setKey] = React.useState(reasons[0]?.key ?? '');
  const [words, setWords] = React.useState('');
  const reason = key || words.trim();
  return (
    <Dialog title={t.cancelTitle} onClose={onClose}>
      <div className="stack">
        <Field label={t.cancelWhy}>
          <Select
            value={key}
            onChange={setKey}
            options={[...reasons.map(({ key: each, label }) => [each, label] as const), ['', t.cancelOther]]}
          />
        </Field>
        {key === '' && (
          <Field label={t.cancelOther}>
            <TextArea value={words} onChange={setWords} />
          </Field>
        )}
      </div>
      <div className="row row-end">
        <Button onPress={onClose}>{said(frameTexts).close}</Button>
        <Button kind="danger" disabled={!reason} onPress={() => onReason(reason)}>
          {t.cancel}
        </Button>
      </div>
    </Dialog>
  );
}
