import { z } from 'zod';
import { findJournal, journalKinds } from '../../flows/history/find-journal.ts';
import { allStaff } from '../../flows/staff/find-staff.ts';
import { tellEvents } from '../history.ts';
import { question, screen } from '../screen.ts';

const id = z.coerce.number().int().positive();

/** Who changed what and who looked at whom: name, time, old, new, door. */
export default screen({
  name: 'journal',
  title: { ru: 'Журнал', en: 'Journal' },
  may: 'journal.see',
  menu: { group: 'system', position: 10, icon: 'BookOpen' },
  questions: {
    page: question({
      may: 'journal.see',
      form: z.object({
        kind: z.enum(journalKinds).default('changes'),
        ...{ staffId: id.optional(), orderId: id.optional(), clientId: id.optional(), before: id.optional() },
        from: z.coerce.number().int().optional(),
        until: z.coerce.number().int().optional(),
      }),
      async answer(asking, form) {
        const { rows, older } = await findJournal(asking.heavy, form);
        return { rows: await tellEvents(asking.db, asking, rows), older: older ?? null };
      },
    }),
    team: question({
      may: 'journal.see',
      form: z.object({}),
      answer: async ({ db }) => (await allStaff(db)).map(({ id: staffId, name }) => ({ id: staffId, name })),
    }),
  },
  acts: {},
});
