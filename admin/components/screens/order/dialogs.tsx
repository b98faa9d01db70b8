import React from 'react';
import { frameTexts } from '../../../texts/frame.ts';
import { orderTexts } from '../../../texts/order.ts';
import { dayOf, plainMoney, readMoney, said } from '../../anna.ts';
import { perform, tryTo } from '../../server.ts';
import { Button, Dialog, Field, Input, Select, TextArea } from '../../ui/kit.tsx';
import { atTime, timeIn } from '../people/at-time.ts';
import type { OrderPage } from './types.ts';

const t = said(orderTexts);
type DialogProps = { page: OrderPage; onClose(): void };

/** Does it; the window stays open when it was refused, so that nothing typed is lost. */
async function act(name: string, form: object, done: string, onClose: () => void): Promise<void> {
  const did = await tryTo(async () => {
    await perform('order', name, form);
    return true;
  }, done);
  if (did) onClose();
}

/** Money that came: the deposit, the rest or any sum. Pressed twice, it is one payment. */
export function PayDialog({ page: { order, money }, onClose }: DialogProps) {
  const [origin] = React.useState(() => crypto.randomUUID());
  const [amount, setAmount] = React.useState(plainMoney(money?.deposit || money?.due || 0));
  const [method, setMethod] = React.useState('cash');
  const sum = readMoney(amount);
  return (
    <Dialog title={t.pay} onClose={onClose}>
      <div className="stack">
        <Field label={t.amount} error={amount !== '' && sum === undefined ? t.badAmount : undefined}>
          <Input value={amount} onChange={setAmount} inputMode="decimal" />
        </Field>
        <Field label={t.method}>
          <Select value={method} onChange={setMethod} options={Object.entries(t.methods)} />
        </Field>
      </div>
      <div className="row row-end">
        <Button
          kind="main"
          disabled={!sum}
          onPress={() => act('pay', { orderId: order.id, amount: sum, method, origin }, t.payKept, onClose)}
        >
          {t.pay}
        </Button>
      </div>
    </Dialog>
  );
}

/** Another day or hour. */
export function RescheduleDialog({ page: { order }, onClose }: DialogProps) {
  const [day, setDay] = React.useState(order.dueAt === null ? dayOf(Date.now()) : dayOf(order.dueAt));
  const [from, setFrom] = React.useState(order.dueAt === null ? '12:00' : timeIn(order.dueAt));
  const [until, setUntil] = React.useState(order.dueUntil === null ? '' : timeIn(order.dueUntil));
  const form = () => ({ orderId: order.id, dueAt: atTime(day, from), dueUntil: until > from ? atTime(day, until) : null });
  return (
    <Dialog title={t.reschedule} onClose={onClose}>
      <div className="stack">
        <Field label={t.date}>
          <Input type="date" value={day} onChange={setDay} />
        </Field>
        <div className="grid-2">
          <Field label={t.from}>
            <Input type="time" value={from} onChange={setFrom} />
          </Field>
          <Field label={t.until}>
            <Input type="time" value={until} onChange={setUntil} />
          </Field>
        </div>
      </div>
      <div className="row row-end">
        <Button kind="main" disabled={!day || !from} onPress={() => act('reschedule', form(), t.rescheduled, onClose)}>
          {t.reschedule}
        </Button>
      </div>
    </Dialog>
  );
}

/** A reason of one tap, or one's own words. */
export function CancelDialog({ page: { order, lossReasons }, onClose }: DialogProps) {
  const [key, setKey] = React.useState(lossReasons[0]?.key ?? '');
  const [words, setWords] = React.useState('');
  const reason = key || words.trim();
  return (
    <Dialog title={t.cancelTitle} onClose={onClose}>
      <div className="stack">
        <Field label={t.cancelWhy}>
          <Select
            value={key}
            onChange={setKey}
            options={[...lossReasons.map(({ key: each, label }) => [each, label] as const), ['', t.cancelOther]]}
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
        <Button kind="danger" disabled={!reason} onPress={() => act('cancel', { orderId: order.id, reason }, t.cancelled, onClose)}>
          {t.cancel}
        </Button>
      </div>
    </Dialog>
  );
}

/** Who receives it, where, and what is wished; somebody else's change meanwhile is a conflict that is said. */
export function EditDialog({ page: { order, client }, onClose }: DialogProps) {
  const [contactName, setContactName] = React.useState(client?.contactName ?? '');
  const [contactPhone, setContactPhone] = React.useState(client?.contactPhone ?? '');
  const [address, setAddress] = React.useState(order.address ?? '');
  const [wishes, setWishes] = React.useState(order.wishes ?? '');
  const [version] = React.useState(order.version);
  const change = {
    ...(contactName !== (client?.contactName ?? '') && { contactName }),
    ...(contactPhone !== (client?.contactPhone ?? '') && { contactPhone }),
    ...(order.fulfilment === 'delivery' && address !== (order.address ?? '') && { address }),
    ...(wishes !== (order.wishes ?? '') && { wishes }),
  };
  return (
    <Dialog title={t.edit} onClose={onClose}>
      <div className="stack">
        <Field label={t.recipient}>
          <Input value={contactName} onChange={setContactName} maxLength={80} />
        </Field>
        <Field label={t.recipientPhone}>
          <Input value={contactPhone} onChange={setContactPhone} inputMode="tel" />
        </Field>
        {order.fulfilment === 'delivery' && (
          <Field label={t.address}>
            <Input value={address} onChange={setAddress} maxLength={300} />
          </Field>
        )}
        <Field label={t.wishes}>
          <TextArea value={wishes} onChange={setWishes} />
        </Field>
      </div>
      <div className="row row-end">
        <Button onPress={onClose}>{said(frameTexts).cancel}</Button>
        <Button kind="main" onPress={() => act('edit', { orderId: order.id, version, change }, t.saved, onClose)}>
          {said(frameTexts).save}
        </Button>
      </div>
    </Dialog>
  );
}
