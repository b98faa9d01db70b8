import { inArray } from 'drizzle-orm';
import { z } from 'zod';
import { stages } from '../../db/schema/orders.ts';
import { clients } from '../../db/schema/people.ts';
import { showPhone } from '../../flows/clients/phone.ts';
import { formatsFor } from '../../flows/format.ts';
import { findOrder } from '../../flows/orders/load-order.ts';
import { picturesOf } from '../../flows/orders/pictures-of.ts';
import { typedNumber } from '../../flows/orders/typed-number.ts';
import { findAnything } from '../../flows/search/find-anything.ts';
import { may } from '../../flows/staff/rights.ts';
import { question, screen } from '../screen.ts';

/** What the top bar finds. The workshop finds orders by number only. */
export default screen({
  name: 'search',
  title: { ru: 'Поиск', en: 'Search' },
  may: 'panel.enter',
  questions: {
    find: question({
      may: 'panel.enter',
      form: z.object({ text: z.string().trim().min(1).max(100) }),
      async answer({ db, staff, shop, language }, { text }) {
        const f = formatsFor(language, shop);
        const number = typedNumber(text);
        const one = number === undefined ? undefined : await findOrder(db, number);
        const seesClients = may(staff, 'client.find');
        const found = seesClients ? await findAnything(db, text) : { orders: one ? [one] : [], clients: [], lines: [] };
        const titles = new Map(
          (await db.select({ id: stages.id, title: stages.title }).from(stages)).map(({ id, title }) => [id, f.title(title)]),
        );
        const ids = [...new Set(found.orders.map(({ clientId }) => clientId))];
        const people =
          seesClients && ids.length > 0
            ? await db.select({ id: clients.id, name: clients.name }).from(clients).where(inArray(clients.id, ids))
            : [];
        const pictures = await picturesOf(
          db,
          found.orders.map(({ id }) => id),
        );
        const names = new Map(people.map(({ id, name }) => [id, name]));
        return {
          orders: found.orders.map(({ id, clientId, contactName, stageId, dueAt, outcome }) => ({
            ...{ id, dueAt, outcome, stage: titles.get(stageId) ?? '', picture: pictures.get(id) ?? null },
            client: seesClients ? (contactName ?? names.get(clientId) ?? null) : null,
          })),
          clients: found.clients.map(({ id, name, phone }) => ({ id, name, phone: phone === null ? null : showPhone(phone) })),
          lines: found.lines,
        };
      },
    }),
  },
  acts: {},
});
