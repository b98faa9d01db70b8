import { z } from 'zod';
import { findFreeSlots, whyNotDay } from '../../flows/catalog/free-days.ts';
import { productsOnSale, sectionsOnSale } from '../../flows/catalog/products.ts';
import { dayRefusals } from '../../flows/catalog/take-day.ts';
import { findLastAddress } from '../../flows/clients/last-address.ts';
import { getClient } from '../../flows/clients/load-client.ts';
import { showPhone } from '../../flows/clients/phone.ts';
import { dropDraft, getDraft } from '../../flows/drafts/close-draft.ts';
import { formatsFor } from '../../flows/format.ts';
import { placeByHand } from '../../flows/orders/place-by-hand.ts';
import { Refused } from '../../flows/refused.ts';
import { act, question, screen } from '../screen.ts';
import { sentenceOf } from '../sentence.ts';

const id = z.coerce.number().int().positive();

/** A line of an order as a colleague writes it. */
export const itemWish = z.object({
  productId: z.number().int().positive(),
  amount: z.number().int().positive(),
  chosen: z.record(z.string(), z.string()),
  inscription: z.string().trim().max(100).nullable(),
});

/** An order for somebody who calls or stands at the counter; its questions also serve the page of an order. */
export default screen({
  name: 'new-order',
  title: { ru: 'Новый заказ', en: 'New order' },
  may: 'order.place',
  questions: {
    /** What is on sale, with the choices and prices of today. */
    catalog: question({
      may: 'order.place',
      form: z.object({}),
      async answer({ db, shop, language }) {
        const f = formatsFor(language, shop);
        const sections = await sectionsOnSale(db);
        return {
          deliveryFee: shop.deliveryFee,
          pickupAddress: f.title(shop.pickupAddress),
          sections: await Promise.all(
            sections.map(async (section) => ({
              title: f.title(section.title),
              products: (await productsOnSale(db, section.id)).map(
                ({ id: productId, title, unit, price, minAmount, maxAmount, stepAmount, options, inscribable }) => ({
                  ...{ id: productId, title: f.title(title), unit, price, minAmount, maxAmount, stepAmount, options, inscribable },
                }),
              ),
            })),
          ),
        };
      },
    }),
    /** The windows of a day that can still be had, or why there are none. An order that moves does not stand in its own way. */
    slots: question({
      may: 'order.place',
      form: z.object({ day: z.iso.date(), orderId: id.optional() }),
      async answer({ db, shop, now, language }, { day, orderId }) {
        const wanted = { now, noticeHours: 0, ...(orderId !== undefined && { except: orderId }) };
        const slots = await findFreeSlots(db, shop, day, wanted);
        const why = slots.length > 0 ? undefined : await whyNotDay(db, shop, day, wanted);
        return { slots, why: why === undefined ? null : sentenceOf(new Refused(dayRefusals[why]), language, shop) };
      },
    }),
    /** What a colleague has forwarded. */
    draft: question({
      may: 'order.place',
      form: z.object({ id }),
      async answer({ db }, form) {
        const { clientId, author, phone, text } = await getDraft(db, form.id);
        return { clientId, name: author ?? '', phone: phone ? showPhone(phone) : '', text };
      },
    }),
    client: question({
      may: 'client.find',
      form: z.object({ id }),
      async answer({ db }, form) {
        const { id: clientId, name, phone } = await getClient(db, form.id);
        const address = (await findLastAddress(db, clientId))?.text ?? null;
        return { id: clientId, name, phone: phone && showPhone(phone), address };
      },
    }),
  },
  acts: {
    dropDraft: act({
      may: 'order.place',
      form: z.object({ draftId: z.number().int().positive() }),
      run: ({ tx, by, now }, form) => dropDraft(tx, { ...form, by, now }),
    }),
    place: act({
      may: 'order.place',
      form: z.object({
        origin: z.uuid(),
        draftId: z.number().int().positive().optional(),
        clientId: z.number().int().positive().optional(),
        name: z.string().max(200),
        phone: z.string().max(60),
        items: z.array(itemWish).max(50),
        fulfilment: z.enum(['pickup', 'delivery']),
        address: z.string().max(300),
        dueAt: z.number().int().positive().nullable(),
        wishes: z.string().max(1000),
        allergies: z.union([z.enum(['unasked', 'none']), z.object({ text: z.string().trim().min(1).max(500) })]),
      }),
      run: ({ tx, by, now, shop }, { origin, ...form }) => placeByHand(tx, { ...form, origin: `panel:${origin}`, by, now, shop }),
    }),
  },
});
