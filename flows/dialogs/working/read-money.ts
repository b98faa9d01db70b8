import type { Minor } from '../../../db/schema/words.ts';
import { westernDigits } from '../../catalog/amount.ts';

/** Reads "3000", "3 000,50 ₽", "1.5к" as minor units of the currency; undefined when it is no sum. */
export function readMoney(typed: string, currency: string): Minor | undefined {
  const text = westernDigits(typed)
    .replace(/[\s\u00a0'’]/gu, '')
    .replace(/(₽|руб\p{L}*\.?|р\.?|\$|€|£|[a-z]{3})$/u, '');
  const [, whole, fraction = '', thousand] = /^(\d{1,9})(?:[.,](\d{1,2}))?(к|k|т|тыс\.?)?$/u.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return Math.round(Number(`${whole}.${fraction || '0'}`) * (thousand ? 1000 : 1) * 10 ** digits);
}
