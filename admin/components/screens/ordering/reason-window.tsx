import React from 'react';
import { frameTexts } from '../../../texts/frame.ts';
import { orderTexts } from '../../../texts/order.ts';
import { said } from '../../anna.ts';
import { Button, Dialog, Field, Select, TextArea } from '../../ui/kit.tsx';

export interface LossReason {
  key: string;
  label: string;
}

interface ReasonWindowProps {
  title: string;
  label: string;
  /** What the button says, and whether it takes something away. */
  action: string;
  kind: 'main' | 'danger';
  reasons: readonly LossReason[];
  onReason(reason: string): unknown;
  onClose(): void;
}

const t = said(orderTexts);

/** Why something is done to an order: a reason of one tap, or one's own words. */
export function ReasonWindow({ title, label, action, kind, reasons, onReason, onClose }: ReasonWindowProps) {
  const [key, setKey] = React.useState(reasons[0]?.key ?? '');
  const [words, setWords] = React.useState('');
  const reason = key || words.trim();
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="stack">
        <Field label={label}>
          <Select
            value={key}
            onChange={setKey}
            options={[...reasons.map((each) => [each.key, each.label] as const), ['', t.cancelOther]]}
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
        <Button kind={kind} disabled={!reason} onPress={() => onReason(reason)}>
          {action}
        </Button>
      </div>
    </Dialog>
  );
}

/** Why an order is cancelled. */
export const CancelWindow = (given: Pick<ReasonWindowProps, 'reasons' | 'onReason' | 'onClose'>) => (
  <ReasonWindow title={t.cancelTitle} label={t.cancelWhy} action={t.cancel} kind="danger" {...given} />
);
