import type { PresetRule } from '../../preset.ts';
import { assignments } from './rules/assignments.ts';
import { control } from './rules/control.ts';
import { money } from './rules/money.ts';
import { moves } from './rules/moves.ts';
import { newOrders } from './rules/new-orders.ts';
import { talk } from './rules/talk.ts';
import { trouble } from './rules/trouble.ts';

/** What the bakery does by itself. The rules of one event run in this order. */
export const rules: PresetRule[] = [...newOrders, ...assignments, ...moves, ...money, ...control, ...talk, ...trouble];
