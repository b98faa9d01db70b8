import type { Instant } from '../db/schema/words.ts';
import type { Calendar } from './time.ts';

/** When a client is reminded of a due time. The words are in the texts under the reminder's name. */
export interface Reminder {
  name: string;
  at(dueAt: Instant, calendar: Calendar): Instant;
  uselessAfter(dueAt: Instant, calendar: Calendar): Instant;
}

/** One file in `notifications/reminders/`, named as the reminder. */
export const reminder = (definition: Reminder): Reminder => definition;
