import type { Answers } from '../dialog.ts';

/** A number that a button carried; NaN, which no row has, when it is missing or none. */
export const numberIn = (answers: Answers, name: string): number => Number(answers[name] ?? Number.NaN);

/** The same, undefined when it is missing. */
export function maybeNumberIn(answers: Answers, name: string): number | undefined {
  const number = numberIn(answers, name);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** What was typed into a step. */
export const textIn = (answers: Answers, name: string): string => String(answers[name] ?? '');
