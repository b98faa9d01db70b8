import React from 'react';
import { type Answered, ask, tryTo, useAnswer } from './server.ts';

type Form = Parameters<typeof ask>[2];

export interface Pages<Page> extends Answered<Page> {
  /** Rows of earlier pages, below those of the first. */
  more: Page[];
  /** Fetches the next page; absent when there is none. */
  earlier: (() => Promise<void>) | undefined;
}

/** A question whose answer comes page by page, the newest first; `older` is from where the next one goes on. */
export function usePages<Page extends { older: number | null }>(screen: string, question: string, form: Form): Pages<Page> {
  const first = useAnswer<Page>(screen, question, form);
  const [more, setMore] = React.useState<Page[]>([]);
  React.useEffect(() => setMore([]), [first.data]);
  const older = (more.at(-1) ?? first.data)?.older ?? undefined;
  const load = async () => {
    const next = await tryTo(() => ask<Page>(screen, question, { ...form, before: older }));
    if (next) setMore([...more, next]);
  };
  return { ...first, more, earlier: older === undefined ? undefined : load };
}
