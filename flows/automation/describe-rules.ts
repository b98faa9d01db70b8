import { asc, isNull } from 'drizzle-orm';
import { stages } from '../../db/schema/orders.ts';
import type { Language } from '../../db/schema/words.ts';
import type { Reader } from '../../db/store.ts';
import { loadReminders } from '../orders/plan-reminder.ts';
import { allStaff } from '../staff/find-staff.ts';
import { textsIn } from '../texts/texts.ts';
import type { Actions } from './action.ts';
import { describeActions } from './describe-actions.ts';
import { type Field, fields, knows, operators } from './fields.ts';
import { recipientWords } from './recipients.ts';
import { type RuleEvent, ruleEvents } from './rule-events.ts';
import { wordsOf } from './words.ts';

/** Everything that a rule can be made of, as the panel draws it; `words` call all of it by name in the reader's language. */
export type RuleGround = Awaited<ReturnType<typeof describeRules>>;

export async function describeRules(db: Reader, actions: Actions, language: Language) {
  const all: Record<string, Field> = fields;
  const people = await allStaff(db);
  const texts = textsIn(language);
  return {
    words: texts.rules,
    roles: texts.roles,
    events: Object.keys(ruleEvents).map((event) => ({
      name: event,
      /** The conditions that suit it. */
      fields: Object.keys(fields).filter((name) => knows(event as RuleEvent, all[name] ?? { kind: 'there' })),
      /** The names that its texts can fill. */
      textWords: wordsOf(event as RuleEvent),
    })),
    fields: all,
    operators,
    actions: describeActions(actions),
    recipients: recipientWords,
    reminders: [...(await loadReminders()).keys()],
    stages: await db
      .select({ id: stages.id, title: stages.title })
      .from(stages)
      .where(isNull(stages.removedAt))
      .orderBy(asc(stages.position)),
    staff: people.map(({ id, name }) => ({ id, name })),
  };
}
