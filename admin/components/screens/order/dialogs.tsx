import React from 'react';
import { frameTexts } from '../../../texts/frame.ts';
import { newOrderTexts } from '../../../texts/new-order.ts';
import { orderTexts } from '../../../texts/order.ts';
import { dayOf, money, plainMoney, readMoney, said } from '../../anna.ts';
import { perform, tryTo, useAnswer } from '../../server.ts';
import { Await, Button, Dialog, Field, Input, Select, TextArea } from '../../ui/kit.tsx';
import { ItemsEditor } from '../ordering/items-editor.tsx';
import { type Catalogue, emptyLine, type Line, orderedIn } from '../ordering/lines.ts';
import { CancelWindow, ReasonWindow } from '../ordering/reason-window.tsx';
import { type Slot, When } from '../ordering/when.tsx';
import type { OrderPage } from './types.ts';

const t = said(orderTexts);
const n = said(newOrderTexts);
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
export function PayDialog({ page: { order, money: sums }, onClose }: DialogProps) {
  const [origin] = React.useState(() => crypto.randomUUID());
  const [amount, setAmount] = React.useState(plainMoney(sums?.deposit || sums?.due || 0));
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

/** Money that went back to the client. Pressed twice, it is one return. */
export function GiveBackDialog({ page: { order, money: sums }, onClose }: DialogProps) {
  const [origin] = React.useState(() => crypto.randomUUID());
  const [amount, setAmount] = React.useState(plainMoney(order.outcome === 'lost' ? (sums?.paid ?? 0) : (sums?.over ?? 0)));
  const [method, setMethod] = React.useState('cash');
  const sum = readMoney(amount);
  const isTooMuch = sum !== undefined && sum > (sums?.paid ?? 0);
  return (
    <Dialog title={t.giveBack} onClose={onClose}>
      <div className="stack">
        <p className="muted">{t.paidSoFar(money(sums?.paid ?? 0))}</p>
        <Field label={t.amount} error={amount !== '' && sum === undefined ? t.badAmount : isTooMuch ? t.tooMuch : undefined}>
          <Input value={amount} onChange={setAmount} inputMode="decimal" />
        </Field>
        <Field label={t.returnMethod}>
          <Select value={method} onChange={setMethod} options={Object.entries(t.methods)} />
        </Field>
      </div>
      <div className="row row-end">
        <Button onPress={onClose}>{said(frameTexts).cancel}</Button>
        <Button
          kind="main"
          disabled={!sum || isTooMuch}
          onPress={() => act('giveBack', { orderId: order.id, amount: sum, method, origin }, t.givenBack, onClose)}
        >
          {t.giveBack}
        </Button>
      </div>
    </Dialog>
  );
}

/** Another day or window, of those that can still be had. */
export function RescheduleDialog({ page: { order }, onClose }: DialogProps) {
  const [day, setDay] = React.useState(dayOf(Math.max(order.dueAt ?? 0, Date.now())));
  const [slot, setSlot] = React.useState<Slot | undefined>(
    order.dueAt === null ? undefined : { from: order.dueAt, until: order.dueUntil ?? order.dueAt },
  );
  const form = { orderId: order.id, dueAt: slot?.from, dueUntil: slot?.until };
  return (
    <Dialog title={t.reschedule} onClose={onClose}>
      <When day={day} onDay={setDay} slot={slot} onSlot={setSlot} orderId={order.id} />
      <div className="row row-end">
        <Button onPress={onClose}>{said(frameTexts).cancel}</Button>
        <Button kind="main" disabled={!slot} onPress={() => act('reschedule', form, t.rescheduled, onClose)}>
          {t.reschedule}
        </Button>
      </div>
    </Dialog>
  );
}

/** What is in the order; what is left alone keeps its price. */
export function ItemsDialog({ page: { order, items }, onClose }: DialogProps) {
  const catalogue = useAnswer<Catalogue>('new-order', 'catalog');
  const [version] = React.useState(order.version);
  const [lines, setLines] = React.useState<Line[]>(() => items.map(keptLine));
  const ordered = catalogue.data && orderedIn(lines, catalogue.data);
  return (
    <Dialog wide title={n.changeItems} onClose={onClose}>
      <Await of={catalogue}>
        {(found) => (
          <div className="stack">
            <ItemsEditor catalogue={found} lines={lines} onChange={setLines} />
            <p className="muted small">{n.newPrices}</p>
          </div>
        )}
      </Await>
      <div className="row row-end">
        {ordered && <b>{`${n.total}: ${money(ordered.total)}`}</b>}
        <Button onPress={onClose}>{said(frameTexts).cancel}</Button>
        <Button
          kind="main"
          disabled={!ordered}
          onPress={() => act('items', { orderId: order.id, version, items: ordered?.items }, n.changed, onClose)}
        >
          {said(frameTexts).save}
        </Button>
      </div>
    </Dialog>
  );
}

const keptLine = ({ id, title, amount, options, inscription, total, wish }: OrderPage['items'][number]): Line => {
  const details = [...options.map(({ choice }) => choice), inscription && `«${inscription}»`].filter(Boolean).join(', ');
  return { ...emptyLine(), kept: { id, title: `${title}, ${amount}`, details, total: total ?? 0, wish } };
};

/** The client was asked about allergies: there are none, or what they named, which is sealed. */
export function AskAllergiesDialog({ page: { order }, onClose }: DialogProps) {
  const [text, setText] = React.useState('');
  const keep = (words: string) => act('askAllergies', { orderId: order.id, text: words }, t.allergiesKept, onClose);
  return (
    <Dialog title={t.allergies} onClose={onClose}>
      <Field label={n.whichAllergies} hint={n.allergiesHint}>
        <Input value={text} onChange={setText} maxLength={500} />
      </Field>
      <div className="row row-end">
        <Button onPress={() => keep('')}>{t.noAllergies}</Button>
        <Button kind="main" disabled={text.trim() === ''} onPress={() => keep(text.trim())}>
          {said(frameTexts).save}
        </Button>
      </div>
    </Dialog>
  );
}

/** A cancelled order comes back into work, for a reason. */
export const RestoreDialog = ({ page: { order, restoreReasons }, onClose }: DialogProps) => (
  <ReasonWindow
    title={t.restore}
    label={t.reason}
    action={t.restore}
    kind="main"
    reasons={restoreReasons.map((each) => ({ key: each, label: each }))}
    onClose={onClose}
    onReason={(reason) => act('restore', { orderId: order.id, reason }, t.restored, onClose)}
  />
);

export const CancelDialog = ({ page: { order, lossReasons }, onClose }: DialogProps) => (
  <CancelWindow
    reasons={lossReasons}
    onClose={onClose}
    onReason={(reason) => act('cancel', { orderId: order.id, reason }, t.cancelled, onClose)}
  />
);

/** Who receives it, where, and what is wished; somebody else's change meanwhile is a conflict that is said. */
export function EditDialog({ page: { order, client }, onClose }: DialogProps) {
  const [contactName, setContactName] = React.useState(client?.contactName ?? '');
  const [contactPhone, setContactPhone] = React.useState(client?.contactPhone ?? '');
  const [fulfilment, setFulfilment] = React.useState(order.fulfilment);
  const [address, setAddress] = React.useState(order.address ?? '');
  const [wishes, setWishes] = React.useState(order.wishes ?? '');
  const [version] = React.useState(order.version);
  const change = {
    ...(contactName !== (client?.contactName ?? '') && { contactName }),
    ...(contactPhone !== (client?.contactPhone ?? '') && { contactPhone }),
    ...(fulfilment !== order.fulfilment && { fulfilment }),
    ...(fulfilment === 'delivery' && address !== (order.address ?? '') && { address }),
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
        <Field label={n.how}>
          <Select
            value={fulfilment}
            onChange={(way) => setFulfilment(way === 'delivery' ? 'delivery' : 'pickup')}
            options={[
              ['pickup', t.pickup],
              ['delivery', t.delivery],
            ]}
          />
        </Field>
        {fulfilment === 'delivery' && (
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
