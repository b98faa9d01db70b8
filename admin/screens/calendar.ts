import { z } from 'zod';
import { formatsFor } from '../../flows/format.ts';
import { findCalendar } from '../../flows/orders/find-calendar.ts';
import { may } from '../../flows/staff/rights.ts';
import { addDays, dayOf } from '../../notifications/time.ts';
import { question, screen } from '../screen.ts';

/** Orders by the day they are to be handed over, with the places that are left. */
export default screen({
  name: 'calendar',
  title: { ru: 'Календарь', en: 'Calendar' },
  may: 'stages.see',
  menu: { group: 'work', position: 40, icon: 'Calendar' },
  questions: {
    days: question({
      may: 'stages.see',
      form: z.object({ from: z.iso.date().optional(), count: z.coerce.number().int().min(1).max(42).default(7) }),
      async answer({ db, staff, shop, language, now }, { from, count }) {
        const f = formatsFor(language, shop);
        const today = dayOf(now, shop.timezone);
        const first = from ?? (count === 1 ? today : addDays(today, 1 - (new Date(`${today}T00:00:00Z`).getUTCDay() || 7)));
        const seesClients = may(staff, 'client.find');
        const seesSums = may(staff, 'sums.see');
        const days = await findCalendar(db, { from: first, count, shop });
        return {
          today,
          from: first,
          days: days.map(({ orders, ...day }) => ({
            ...day,
            orders: orders.map(({ stage, client, total, paid, ...order }) => ({
              ...order,
              stage: f.title(stage),
              client: seesClients ? client : null,
              due: seesSums ? total - paid : null,
            })),
          })),
        };
      },
    }),
  },
  acts: {},
});
