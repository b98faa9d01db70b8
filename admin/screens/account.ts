import { and, desc, eq, gt } from 'drizzle-orm';
import { z } from 'zod';
import { sessions } from '../../db/schema/people.ts';
import { getAccount } from '../../flows/staff/change-password.ts';
import { endSessions } from '../../flows/staff/end-sessions.ts';
import { setSecondStep } from '../../flows/staff/set-second-step.ts';
import { act, question, screen } from '../screen.ts';

/** One's own way in: password, second step, browsers. */
export default screen({
  name: 'account',
  title: { ru: 'Мой вход', en: 'My access' },
  may: 'panel.enter',
  questions: {
    access: question({
      may: 'panel.enter',
      form: z.object({}),
      async answer({ db, staff, now }) {
        const { login, secondStep, changedAt } = await getAccount(db, staff.id);
        const browsers = await db
          .select({ device: sessions.device, createdAt: sessions.createdAt, seenAt: sessions.seenAt })
          .from(sessions)
          .where(and(eq(sessions.staffId, staff.id), gt(sessions.expiresAt, now)))
          .orderBy(desc(sessions.seenAt))
          .limit(50);
        return { login, secondStep, changedAt, browsers };
      },
    }),
  },
  acts: {
    'second-step': act({
      may: 'panel.enter',
      form: z.object({ on: z.boolean() }),
      run: ({ tx, staff, now }, { on }) => setSecondStep(tx, { staffId: staff.id, on, now }),
    }),
    'sign-out-everywhere': act({
      may: 'panel.enter',
      form: z.object({ everywhere: z.literal(true) }),
      run: ({ tx, staff, by, now }) => endSessions(tx, { staffId: staff.id, by, now }),
    }),
  },
});
