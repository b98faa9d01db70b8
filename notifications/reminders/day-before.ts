import { reminder } from '../reminder.ts';
import { addDays, dayOf, instantOf } from '../time.ts';

/** At noon of the day before; of no use once the due time has come. */
export default reminder({
  name: 'day-before',
  at: (dueAt, { timezone }) => instantOf(addDays(dayOf(dueAt, timezone), -1), '12:00', timezone),
  uselessAfter: (dueAt) => dueAt,
});
