import React from 'react';
import { orderTexts } from '../../../texts/order.ts';
import { peopleTexts } from '../../../texts/people.ts';
import { fullDay, said, time } from '../../anna.ts';
import type { OrderPage } from './types.ts';

const t = said(orderTexts);

/** What the workshop needs on paper: no phone, no money. Seen only when printed; `named` are the allergies, opened for the print. */
export const Ticket = ({ page: { order, items, photos, allergies, team }, named }: { page: OrderPage; named: string | undefined }) => (
  <section className="ticket">
    <h1>{said(peopleTexts).order(order.id)}</h1>
    <p>
      <b>
        {order.dueAt === null
          ? t.noDue
          : `${fullDay(order.dueAt)}, ${time(order.dueAt)}${order.dueUntil === null ? '' : `–${time(order.dueUntil)}`}`}
      </b>{' '}
      · {order.fulfilment === 'delivery' ? t.delivery : t.pickup}
    </p>
    {items.map((item) => (
      <div key={item.id}>
        <h2>
          {item.title}, {item.amount}
        </h2>
        {item.options.map(({ title, choice }) => (
          <p key={title}>
            {title}: <b>{choice}</b>
          </p>
        ))}
        {item.inscription && (
          <p>
            {t.inscription}: <b>«{item.inscription}»</b>
          </p>
        )}
      </div>
    ))}
    {order.wishes && (
      <p>
        {t.wishes}: <b>{order.wishes}</b>
      </p>
    )}
    <p>
      {t.allergies}: <b>{named ?? t.allergiesAre[allergies]}</b>
    </p>
    <p>{team.flatMap(({ part, title, name }) => (part === 'maker' ? [`${title}: ${name ?? t.nobody}`] : [])).join(' · ')}</p>
    {photos
      .filter(({ file, purpose }) => purpose === 'reference' && file !== null && /\.(jpg|png|webp)$/.test(file))
      .map(({ id, file }) => (
        <img key={id} src={`/admin/file/${file}`} alt="" width="320" />
      ))}
  </section>
);
