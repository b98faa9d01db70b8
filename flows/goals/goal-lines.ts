import type { Language } from '../../db/schema/words.ts';
import type { Reader } from '../../db/store.ts';
import { bold } from '../../notifications/message.ts';
import { formatsFor, noonOf } from '../format.ts';
import type { Shop } from '../shop.ts';
import { findStaff } from '../staff/find-staff.ts';
import { textsIn } from '../texts/texts.ts';
import { type Goal, goalProgress } from './goal-progress.ts';

const cells = 10;

/** `▰▰▰▱▱▱▱▱▱▱` */
export const bar = (share: number): string => {
  const full = Math.max(0, Math.min(cells, Math.floor(share * cells)));
  return '▰'.repeat(full) + '▱'.repeat(cells - full);
};

/** Goals as a colleague reads them: what it is, a bar, how far it has come. */
export async function goalLines(db: Reader, all: readonly Goal[], { language, shop }: { language: Language; shop: Shop }): Promise<string> {
  const { goals: t } = textsIn(language).staff;
  const f = formatsFor(language, shop);
  const lines: string[] = [];
  for (const goal of all) {
    const reached = await goalProgress(db, goal, shop);
    const amount = (value: number) => (isMoney(goal.kind) ? f.money(value) : String(value));
    const whose = goal.staffId === null ? t.shop : ((await findStaff(db, goal.staffId))?.name ?? '');
    const days = `${f.shortDay(noonOf(goal.fromDay, shop.timezone))} – ${f.shortDay(noonOf(goal.untilDay, shop.timezone))}`;
    lines.push(
      `${bold(t.kinds[goal.kind])} · ${whose}`,
      `${bar(reached / goal.norm)} ${t.share(Math.floor((reached / goal.norm) * 100))}`,
      `${t.of(amount(reached), amount(goal.norm))} · ${days}`,
      '',
    );
  }
  return [`🎯 ${bold(t.title)}`, '', ...lines].join('\n').trim();
}

/** Whether a goal of this kind is measured in money. */
export const isMoney = (kind: Goal['kind']): boolean => kind === 'paid-sum' || kind === 'average-order';
