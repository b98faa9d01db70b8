import type { Localized } from '../../db/schema/words.ts';

/** How long, as one says it: minutes up to two hours, hours up to two days, then days. */
export function duration(minutes: number): Required<Localized> {
  if (minutes < 120) return { ru: `${Math.round(minutes)} мин`, en: `${Math.round(minutes)} min` };
  if (minutes < 48 * 60) return { ru: `${Math.round(minutes / 60)} ч`, en: `${Math.round(minutes / 60)} h` };
  return { ru: `${Math.round(minutes / 1440)} дн.`, en: `${Math.round(minutes / 1440)} d` };
}
