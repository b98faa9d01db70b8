import React from 'react';
import { newOrderTexts } from '../../../texts/new-order.ts';
import { orderTexts } from '../../../texts/order.ts';
import { fullDay, moment, money, said, time } from '../../anna.ts';
import { perform, tryTo, upload } from '../../server.ts';
import { Badge, Button, Card, Select } from '../../ui/kit.tsx';
import { FileOf } from '../people/bubble.tsx';
import type { OrderPage } from './types.ts';

/** What is ordered, for when and where, and how it is to look. */
const t = said(orderTexts);

export const Items = ({ page: { items, order, money: sums, agreed, can: mayDo }, onChange }: { page: OrderPage; onChange(): void }) => (
  <Card
    title={t.items}
    actions={
      mayDo.edit && (
        <Button small onPress={onChange}>
          {said(newOrderTexts).changeItems}
        </Button>
      )
    }
  >
    {items.map((item) => (
      <div key={item.id} className="row item-line">
        <div className="item-what">
          <b>{item.title}</b>, {item.amount}
          {item.options.map(({ title, choice }) => (
            <p key={title} className="muted small">
              {title}: {choice}
            </p>
          ))}
          {item.inscription && (
            <p className="muted small">
              {t.inscription}: «{item.inscription}»
            </p>
          )}
        </div>
        {item.total !== null && <b className="nowrap">{money(item.total)}</b>}
      </div>
    ))}
    {sums && order.fulfilment === 'delivery' && (
      <div className="row item-line">
        <span className="item-what">{t.delivery}</span>
        <b>{money(sums.deliveryFee)}</b>
      </div>
    )}
    {sums && (
      <div className="row item-line">
        <b className="item-what">{t.total}</b>
        <b>{money(sums.total)}</b>
      </div>
    )}
    {order.wishes && (
      <p>
        <span className="muted">{t.wishes}:</span> {order.wishes}
      </p>
    )}
    {agreed && (
      <details>
        <summary>
          {t.agreed}, {moment(agreed.at)}
        </summary>
        {agreed.lines.map((line) => (
          <p key={line} className="small">
            {line}
          </p>
        ))}
      </details>
    )}
  </Card>
);

export const WhenAndWhere = ({ page: { order, can: mayDo }, onReschedule }: { page: OrderPage; onReschedule(): void }) => (
  <Card
    title={t.when}
    actions={
      mayDo.edit && (
        <Button small onPress={onReschedule}>
          {t.reschedule}
        </Button>
      )
    }
  >
    <p>
      <b>
        {order.dueAt === null
          ? t.noDue
          : `${fullDay(order.dueAt)}, ${time(order.dueAt)}${order.dueUntil === null ? '' : `–${time(order.dueUntil)}`}`}
      </b>{' '}
      {order.confirmedAt !== null && <Badge tone="green">{t.confirmed}</Badge>}
    </p>
    <p>
      {order.fulfilment === 'delivery' ? t.delivery : t.pickup}
      {order.address && `: ${order.address}`}{' '}
      {order.map && (
        <a href={order.map} target="_blank" rel="noreferrer">
          {t.map}
        </a>
      )}
    </p>
  </Card>
);

export function Pictures({ page: { order, photos, can: mayDo }, again }: { page: OrderPage; again(): void }) {
  if (photos.length === 0 && !mayDo.addPhoto) return null;
  return (
    <Card title={t.photos} actions={mayDo.addPhoto && <AddPicture orderId={order.id} isOpen={order.outcome === 'open'} again={again} />}>
      {photos.length === 0 && <p className="muted">{t.noPhotos}</p>}
      <div className="pictures">
        {photos.map((photo) => (
          <FileOf key={photo.id} file={photo} label={t.purposes[photo.purpose]} />
        ))}
      </div>
    </Card>
  );
}

/** A picture from this computer or phone: the wished look, or the finished cake. */
function AddPicture({ orderId, isOpen, again }: { orderId: number; isOpen: boolean; again(): void }) {
  const [purpose, setPurpose] = React.useState<'reference' | 'ready'>(isOpen ? 'reference' : 'ready');
  const field = React.useRef<HTMLInputElement>(null);
  const add = async (file: File | undefined) => {
    if (!file) return;
    await tryTo(async () => perform('order', 'picture', { orderId, file: await upload(file), purpose }), t.photoKept);
    again();
  };
  return (
    <span className="row add-picture">
      <Select
        label={t.photos}
        value={purpose}
        onChange={(next) => setPurpose(next === 'ready' ? 'ready' : 'reference')}
        options={(['reference', 'ready'] as const).map((key) => [key, t.photoOf[key]])}
      />
      <input
        ref={field}
        type="file"
        accept="image/*"
        hidden
        onChange={(event) => {
          void add(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <Button small icon="Camera" onPress={() => field.current?.click()}>
        {t.addPhoto}
      </Button>
    </span>
  );
}
