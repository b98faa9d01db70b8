import React from 'react';
import { frameTexts } from '../texts/frame.ts';
import { said } from './anna.ts';
import { toast } from './ui/toast.tsx';

/** What the server refused, with the sentence for the person. */
export class NotDone extends Error {
  override name = 'NotDone';
  readonly code: string;

  constructor(code: string, sentence: string) {
    super(sentence);
    this.code = code;
  }
}

type Form = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Asks a screen's question. Throws `NotDone`. */
export async function ask<T>(screen: string, question: string, form: Form = {}): Promise<T> {
  return (await read(await reach(askUrl(screen, question, form)))) as T;
}

/** The address of a question, for links that download its answer. */
export function askUrl(screen: string, question: string, form: Form = {}): string {
  const given = Object.entries(form).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const query = new URLSearchParams(given.map(([key, value]): [string, string] => [key, String(value)])).toString();
  return `/admin/ask/${screen}/${question}${query && `?${query}`}`;
}

/** Does a screen's act. Throws `NotDone` with the refusal's sentence. */
export async function perform<T>(screen: string, act: string, form: object = {}): Promise<T> {
  const body = JSON.stringify(form);
  return (await read(
    await reach(`/admin/do/${screen}/${act}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body }),
  )) as T;
}

/** One's own new password. Throws `NotDone`. */
export async function changePassword(old: string, next: string): Promise<unknown> {
  const body = JSON.stringify({ old, next });
  return read(await reach('/admin/password', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body }));
}

/** Does it, says the sentence when it is refused, and answers undefined then. */
export async function tryTo<T>(work: () => Promise<T>, done?: string): Promise<T | undefined> {
  try {
    const result = await work();
    if (done) toast(done);
    return result;
  } catch (error) {
    toast(error instanceof NotDone ? error.message : said(frameTexts).trouble, 'bad');
    return undefined;
  }
}

/** Sends a picture; answers its reference for `/admin/file/<reference>`. */
export async function upload(file: File): Promise<string> {
  return (await read(
    await reach('/admin/upload', { method: 'POST', headers: { 'Content-Type': 'application/octet-stream' }, body: file }),
  )) as string;
}

async function reach(url: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, credentials: 'same-origin' });
  } catch {
    throw new NotDone('offline', said(frameTexts).offline);
  }
}

/** The session has ended: after signing in one comes back to this page. */
export const toLogin = (): void => location.assign(`/admin/login?${new URLSearchParams({ next: location.pathname + location.search })}`);

async function read(response: Response): Promise<unknown> {
  if (response.status === 401) {
    toLogin();
    return new Promise(() => {});
  }
  const body = (await response.json().catch(() => ({}))) as { answer?: unknown; error?: string; sentence?: string };
  if (response.ok) return body.answer;
  const t = said(frameTexts);
  const general = { 403: t.forbidden, 404: t.gone, 413: t.tooLarge, 415: t.notAPicture }[response.status] ?? t.trouble;
  throw new NotDone(body.error ?? 'internal', body.sentence ?? general);
}

/** An answer that is on its way, is there, or could not be had. `again` asks once more and keeps what is shown meanwhile. */
export interface Answered<T> {
  data: T | undefined;
  problem: string | undefined;
  loading: boolean;
  again(): void;
}

/** Asks when the page opens and whenever the form changes. The newest question wins. */
export function useAnswer<T>(screen: string, question: string, form: Form = {}, wanted = true): Answered<T> {
  const [state, setState] = React.useState<{ of?: string; data?: T; problem?: string; loading: boolean }>({ loading: wanted });
  const turn = React.useRef(0);
  const key = askUrl(screen, question, form);
  const again = React.useCallback(() => {
    if (!wanted) return;
    const mine = ++turn.current;
    setState((before) => ({ ...before, loading: true }));
    ask<T>(screen, question, form).then(
      (data) => mine === turn.current && setState({ of: key, data, loading: false }),
      (error: unknown) =>
        mine === turn.current &&
        setState((before) => {
          const problem = error instanceof Error ? error.message : said(frameTexts).trouble;
          // A page that is read, or half filled in, is not lost because the line broke at a look for what is new.
          const isPassing = !(error instanceof NotDone) || ['offline', 'internal'].includes(error.code);
          return isPassing && before.data !== undefined && before.of === key
            ? { ...before, problem, loading: false }
            : { problem, loading: false };
        }),
    );
  }, [key, wanted]);
  React.useEffect(again, [again]);
  return { data: state.data, problem: state.problem, loading: state.loading, again };
}

export interface Happened {
  id: number;
  type: string;
  orderId: number | null;
  clientId: number | null;
}

const listeners = new Set<(happened: Happened[]) => void>();
let source: EventSource | undefined;

/** Calls `react` with what has just happened in the shop, from whatever door; after a broken line once with nothing, to look anew. */
export function useLive(react: (happened: Happened[]) => void): void {
  const latest = React.useRef(react);
  latest.current = react;
  React.useEffect(() => {
    const listener = (happened: Happened[]) => latest.current(happened);
    listeners.add(listener);
    source ??= listen();
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      source?.close();
      source = undefined;
    };
  }, []);
}

function listen(): EventSource {
  const opened = new EventSource('/admin/live');
  let broken = false;
  const tell = (happened: Happened[]) => listeners.forEach((each) => void each(happened));
  opened.addEventListener('events', ({ data }: MessageEvent<string>) => tell(JSON.parse(data) as Happened[]));
  opened.addEventListener('error', () => {
    broken = true;
    // Shut for good: whoever asks now hears that they are signed out, instead of looking at what was.
    if (opened.readyState === EventSource.CLOSED) tell([]);
  });
  opened.addEventListener('open', () => {
    if (broken) tell([]);
    broken = false;
  });
  return opened;
}
