/** Days and hours as people type them and as we keep them; without a browser, so that they can be tried by themselves. */

/** `2026-11-22` as the reader writes it: `22.11.2026`, `22/11/2026`. */
export const shownDay = (iso: string, language: 'ru' | 'en'): string =>
  iso
    .split('-')
    .reverse()
    .join(language === 'ru' ? '.' : '/');

/** What was typed (`5.3`, `05/03/27`, `5 3 2027`) as `2027-03-05`: without a year the one of `today`. Undefined when it is no day. */
export function typedDay(text: string, today: string): string | undefined {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[./\-\s]+(\d{1,2})(?:[./\-\s]+(\d{4}|\d{2}))?\.?$/.exec(text.trim()) ?? [];
  const iso = `${year.length === 4 ? year : today.slice(0, 4 - year.length) + year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(iso) ? iso : undefined;
}

/** A birthday may lack its year: `--03-08` is `08.03`. */
export const shownBirthday = (kept: string, language: 'ru' | 'en'): string => shownDay(kept.replace(/^--/, ''), language);

/** What was typed (`8.3`, `08.03.1990`) as it is kept; undefined when it is no day. */
export function typedBirthday(text: string): string | undefined {
  // 2000 had a 29 February.
  const day = typedDay(text, '2000-01-01');
  const hasYear = (text.match(/\d+/g)?.length ?? 0) > 2;
  return hasYear ? day : day?.replace(/^\d{4}/, '-');
}

/** What was typed (`9`, `930`, `9.30`, `18:05`) as `09:30`. Undefined when it is no time. */
export function typedTime(text: string): string | undefined {
  const [, hours = '', minutes = '00'] = /^(\d{1,2})(?:[:.\-\s]?(\d{2}))?$/.exec(text.trim()) ?? [];
  return hours !== '' && Number(hours) < 24 && Number(minutes) < 60 ? `${hours.padStart(2, '0')}:${minutes}` : undefined;
}

export interface MonthDay {
  iso: string;
  /** Of the month that is looked at, not of its neighbours. */
  isInside: boolean;
}

/** The weeks that a month's sheet shows, from Monday on. */
export function weeksOf(month: string): MonthDay[][] {
  const first = new Date(`${month}-01T00:00:00Z`);
  const start = Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), 1 - ((first.getUTCDay() + 6) % 7));
  const days = Array.from({ length: 42 }, (_, at) => new Date(start + at * 86_400_000).toISOString().slice(0, 10));
  const all = days.map((iso) => ({ iso, isInside: iso.startsWith(month) }));
  const weeks = Array.from({ length: 6 }, (_, at) => all.slice(at * 7, at * 7 + 7));
  return weeks.filter((week) => week.some(({ isInside }) => isInside));
}

/** The month so many after this one. */
export function monthAfter(month: string, by: number): string {
  const first = new Date(`${month}-01T00:00:00Z`);
  first.setUTCMonth(first.getUTCMonth() + by);
  return first.toISOString().slice(0, 7);
}
