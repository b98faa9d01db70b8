import { asc, eq, isNull } from 'drizzle-orm';
import { rules } from '../../db/schema/work.ts';
import type { Reader } from '../../db/store.ts';
import { Refused } from '../refused.ts';
import type { Rule } from './run-rule.ts';

/** A rule by its number; refuses with `rule.not-found`. */
export async function getRule(db: Reader, id: number): Promise<Rule> {
  const [rule] = await db.select().from(rules).where(eq(rules.id, id));
  if (!rule || rule.removedAt !== null) throw new Refused('rule.not-found');
  return rule;
}

/** All rules, in the order in which those of one event run. */
export const allRules = (db: Reader): Promise<Rule[]> =>
  db.select().from(rules).where(isNull(rules.removedAt)).orderBy(asc(rules.position));
