import { z } from 'zod';
import { goalKinds } from '../../db/schema/work.ts';
import { allGoals, findRunningGoals, maySeeGoal } from '../../flows/goals/find-goals.ts';
import { isMoney } from '../../flows/goals/goal-lines.ts';
import { type Goal, goalProgress } from '../../flows/goals/goal-progress.ts';
import { removeGoal } from '../../flows/goals/remove-goal.ts';
import { setGoal } from '../../flows/goals/set-goal.ts';
import { allStaff, findStaff } from '../../flows/staff/find-staff.ts';
import { may } from '../../flows/staff/rights.ts';
import { dayOf } from '../../notifications/time.ts';
import { type Asking, act, question, screen } from '../screen.ts';

const day = z.iso.date();

/** What is to be reached by when, and how far it is. */
export default screen({
  name: 'goals',
  title: { ru: 'Цели', en: 'Goals' },
  may: 'goals.see-own',
  menu: { group: 'results', position: 20, icon: 'Target' },
  questions: {
    running: question({
      may: 'goals.see-own',
      form: z.object({}),
      answer: async (asking) => shown(asking, await findRunningGoals(asking.db, asking)),
    }),
    all: question({
      may: 'goals.see-own',
      form: z.object({}),
      answer: async (asking) => shown(asking, await allGoals(asking.db)),
    }),
    people: question({
      may: 'goals.manage',
      form: z.object({}),
      answer: async ({ db }) => (await allStaff(db)).filter((person) => may(person, 'goals.see-own')).map(({ id, name }) => ({ id, name })),
    }),
  },
  acts: {
    set: act({
      may: 'goals.manage',
      form: z.object({
        goalId: z.number().int().optional(),
        kind: z.enum(goalKinds),
        staffId: z.number().int().nullable(),
        norm: z.number(),
        fromDay: day,
        untilDay: day,
      }),
      run: ({ tx, by, now }, form) => setGoal(tx, { ...form, by, now }),
    }),
    remove: act({
      may: 'goals.manage',
      form: z.object({ goalId: z.number().int() }),
      run: ({ tx, by, now }, { goalId }) => removeGoal(tx, { goalId, by, now }),
    }),
  },
});

async function shown({ db, heavy, staff, shop, now }: Asking, goals: readonly Goal[]) {
  const today = dayOf(now, shop.timezone);
  const lines = [];
  for (const goal of goals.filter((each) => maySeeGoal(staff, each))) {
    const { id, kind, staffId, norm, fromDay, untilDay } = goal;
    const reached = await goalProgress(heavy, goal, shop);
    const person = await findStaff(db, staffId);
    const state = untilDay < today ? 'over' : fromDay > today ? 'ahead' : 'running';
    lines.push({ id, kind, staffId, name: person?.name ?? null, norm, reached, isMoney: isMoney(kind), fromDay, untilDay, state });
  }
  return lines;
}
