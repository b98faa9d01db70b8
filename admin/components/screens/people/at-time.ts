import { anna } from '../../anna.ts';

const parts = new Intl.DateTimeFormat('sv-SE', {
  timeZone: anna.shop.timezone,
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** The instant of a day and a time of day in the shop's zone, wherever the browser stands. */
export function atTime(day: string, time: string): number {
  const wanted = Date.parse(`${day}T${time.slice(0, 5)}:00Z`);
  const shownAt = (at: number) => Date.parse(`${parts.format(at).replace(' ', 'T')}Z`);
  // Twice: the first guess may lie on the other side of a clock change.
  const first = wanted - (shownAt(wanted) - wanted);
  return first - (shownAt(first) - wanted);
}
