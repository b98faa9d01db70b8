import React from 'react';
import { useNavigate } from 'react-router-dom';
import { newOrderTexts } from '../../texts/new-order.ts';
import { anna, can, dayOf, money, said, screenUrl } from '../anna.ts';
import { perform, tryTo, useAnswer } from '../server.ts';
import { Await, Button, Card, Check, Empty, Field, Input, Page, Select, TextArea, useQuery } from '../ui/kit.tsx';
import { type Caller, CallerCard } from './ordering/caller.tsx';
import { ItemsEditor } from './ordering/items-editor.tsx';
import { type Catalogue, emptyLine, type Line, orderedIn, productsOf } from './ordering/lines.ts';
import { type Slot, When } from './ordering/when.tsx';

const t = said(newOrderTexts);
const dayMs = 86_400_000;

/** An order for somebody who calls or stands at the counter, on one page. */
export default function NewOrder() {
  const catalogue = useAnswer<Catalogue>('new-order', 'catalog');
  const navigate = useNavigate();
  return (
    <Page title={t.title}>
      <Await of={catalogue}>
        {(found) =>
          productsOf(found).length > 0 ? (
            <Begun catalogue={found} />
          ) : (
            <Empty
              title={t.nothingOnSale}
              action={
                can('catalog.manage') && (
                  <Button kind="main" onPress={() => navigate(screenUrl('catalog'))}>
                    {t.toCatalog}
                  </Button>
                )
              }
            />
          )
        }
      </Await>
    </Page>
  );
}

interface Draft {
  clientId: number | null;
  name: string;
  phone: string;
  text: string;
}

/** From a client's card, or from what a colleague has forwarded. */
function Begun({ catalogue }: { catalogue: Catalogue }) {
  const [clientId] = useQuery('client');
  const [draftId] = useQuery('draft');
  const draft = useAnswer<Draft>('new-order', 'draft', { id: draftId }, draftId !== '');
  const from = (given: Draft | undefined) => ({
    caller: { id: given?.clientId ?? (Number(clientId) || undefined), name: given?.name ?? '', phone: given?.phone ?? '', address: null },
    wishes: given?.text ?? '',
    ...(draftId !== '' && { draftId: Number(draftId) }),
  });
  if (draftId === '') return <OrderForm catalogue={catalogue} begun={from(undefined)} />;
  return <Await of={draft}>{(found) => <OrderForm catalogue={catalogue} begun={from(found)} />}</Await>;
}

interface FormProps {
  catalogue: Catalogue;
  begun: { caller: Caller; wishes: string; draftId?: number };
}

function OrderForm({ catalogue, begun }: FormProps) {
  const navigate = useNavigate();
  const [origin] = React.useState(() => crypto.randomUUID());
  const [caller, setCaller] = React.useState<Caller>(begun.caller);
  const [lines, setLines] = React.useState<Line[]>(() => [emptyLine()]);
  const [day, setDay] = React.useState(dayOf(anna.now + dayMs));
  const [slot, setSlot] = React.useState<Slot>();
  const [isLater, setIsLater] = React.useState(false);
  const [fulfilment, setFulfilment] = React.useState<'pickup' | 'delivery'>('pickup');
  const [typedAddress, setAddress] = React.useState<string>();
  const [wishes, setWishes] = React.useState(begun.wishes.slice(0, 1000));
  const [asked, setAsked] = React.useState<'unasked' | 'none' | 'told'>('unasked');
  const [allergies, setAllergies] = React.useState('');

  const address = typedAddress ?? caller.address ?? '';
  const ordered = orderedIn(lines, catalogue);
  const isDelivered = fulfilment === 'delivery';
  const isWhole =
    ordered !== undefined &&
    (caller.id !== undefined || (caller.name.trim() !== '' && caller.phone.trim() !== '')) &&
    (isLater || slot !== undefined) &&
    (!isDelivered || address.trim() !== '') &&
    (asked !== 'told' || allergies.trim() !== '');
  const place = async () => {
    const form = {
      ...{
        origin,
        draftId: begun.draftId,
        clientId: caller.id,
        name: caller.name,
        phone: caller.phone,
        items: ordered?.items,
        fulfilment,
        wishes,
      },
      ...{
        address: isDelivered ? address : '',
        dueAt: isLater ? null : slot?.from,
        allergies: asked === 'told' ? { text: allergies } : asked,
      },
    };
    const number = await tryTo(() => perform<number>('new-order', 'place', form));
    if (number !== undefined) navigate(screenUrl('order', { id: number }), { replace: true });
  };
  return (
    <div className="split">
      <div className="stack">
        <CallerCard caller={caller} onChange={setCaller} />
        <Card title={t.items}>
          <ItemsEditor catalogue={catalogue} lines={lines} onChange={setLines} />
        </Card>
        <Card title={t.wishes}>
          <TextArea value={wishes} onChange={setWishes} rows={2} />
        </Card>
      </div>
      <div className="stack">
        <Card title={t.when}>
          <div className="stack">
            {!isLater && <When day={day} onDay={setDay} slot={slot} onSlot={setSlot} />}
            <Check value={isLater} onChange={setIsLater} label={t.later} />
          </div>
        </Card>
        <Card title={t.how}>
          <div className="stack">
            <Select
              label={t.how}
              value={fulfilment}
              onChange={(way) => setFulfilment(way === 'delivery' ? 'delivery' : 'pickup')}
              options={[
                ['pickup', t.pickup],
                ['delivery', `${t.delivery} (+${money(catalogue.deliveryFee)})`],
              ]}
            />
            {isDelivered ? (
              <Field label={t.address}>
                <Input value={address} onChange={setAddress} maxLength={300} />
              </Field>
            ) : (
              <p className="muted small">{catalogue.pickupAddress}</p>
            )}
          </div>
        </Card>
        <Card title={t.allergies}>
          <div className="stack">
            <Select
              label={t.allergies}
              value={asked}
              onChange={(way) => setAsked(way === 'none' || way === 'told' ? way : 'unasked')}
              options={(['unasked', 'none', 'told'] as const).map((way) => [way, t.allergiesAre[way]])}
            />
            {asked === 'told' && (
              <Field label={t.whichAllergies} hint={t.allergiesHint}>
                <Input value={allergies} onChange={setAllergies} maxLength={500} />
              </Field>
            )}
          </div>
        </Card>
        <Card>
          {isDelivered && (
            <p className="order-sum">
              <span>{t.deliveryFee}</span>
              <span>{money(catalogue.deliveryFee)}</span>
            </p>
          )}
          <p className="order-sum order-sum-all">
            <b>{t.total}</b>
            <b>{ordered ? money(ordered.total + (isDelivered ? catalogue.deliveryFee : 0)) : '—'}</b>
          </p>
          <Button kind="main" disabled={!isWhole} onPress={place}>
            {t.place}
          </Button>
        </Card>
      </div>
    </div>
  );
}
