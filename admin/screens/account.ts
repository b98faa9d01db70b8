import { z } from 'zod';
import { getAccount } from '../../flows/staff/change-password.ts';
import { endHolding } from '../../flows/staff/end-holding.ts';
import { endSessions } from '../../flows/staff/end-sessions.ts';
import { findHoldings, holdingKinds } from '../../flows/staff/find-holdings.ts';
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
        return { login, secondStep, changedAt, holdings: await findHoldings(db, staff.id, now) };
      },
    }),
  },
  acts: {
    'second-step': act({
      may: 'panel.enter',
      form: z.object({ on: z.boolean() }),
      run: ({ tx, staff, now }, { on }) => setSecondStep(tx, { staffId: staff.id, on, now }),
    }),
    'end-holding': act({
      may: 'panel.enter',
      form: z.object({ kind: z.enum(holdingKinds), id: z.string().max(100) }),
      run: ({ tx, staff, by, now }, form) => endHolding(tx, { ...form, staffId: staff.id, by, now }),
    }),
    'sign-out-everywhere': act({
      may: 'panel.enter',
      form: z.object({ everywhere: z.literal(true) }),
      run: ({ tx, staff, by, now }) => endSessions(tx, { staffId: staff.id, by, now }),
    }),
  },
});
