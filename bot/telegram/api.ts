import type { ApiMethods, Opts } from '@grammyjs/types';
import { ChannelError } from '../../notifications/channel-error.ts';
import { TelegramProblem } from './problem.ts';

/** What a Telegram library must be able to do for us. Uploads are wrapped as the library wants them. */
export interface Library {
  call(method: string, payload: object, signal: AbortSignal): Promise<unknown>;
  upload(bytes: Buffer, name: string): unknown;
  /** What one of the library's errors says, without its token. */
  problemOf(error: unknown): TelegramProblem;
}

/** An upload may be anything, for each library has its own. */
type Methods = ApiMethods<unknown>;

export interface CallOptions {
  /** The answer is given up after so many milliseconds; 10 s when not said. */
  deadlineInMs?: number;
  /** Ends the call early, when the channel stops. */
  signal?: AbortSignal;
}

/** One call of the Bot API. Every failure is a `TelegramProblem`; nothing is retried here. */
export type Call = <M extends keyof Methods>(
  method: M,
  payload: Opts<unknown>[M],
  options?: CallOptions,
) => Promise<ReturnType<Methods[M]>>;

export interface TelegramApi {
  call: Call;
  upload(bytes: Buffer, name: string): unknown;
}

export function openApi(library: Library): TelegramApi {
  async function call<M extends keyof Methods>(method: M, payload: Opts<unknown>[M], { deadlineInMs = 10_000, signal }: CallOptions = {}) {
    if (signal?.aborted) throw new TelegramProblem({ description: 'stopped', unsent: true });
    const ending = new AbortController();
    const end = () => ending.abort();
    const timer = setTimeout(end, deadlineInMs);
    signal?.addEventListener('abort', end, { once: true });
    try {
      // The description of the method says what it answers; the library hands that through.
      return (await library.call(method, payload, ending.signal)) as ReturnType<Methods[M]>;
    } catch (error) {
      throw library.problemOf(error);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
    }
  }
  return { call, upload: library.upload };
}

/** The same calls with one time for all of them together: a message of several parts must be over before its lease ends. */
export function within(totalInMs: number, call: Call): Call {
  const end = performance.now() + totalInMs;
  return (method, payload, options = {}) => {
    const left = end - performance.now();
    // Hardly begun it would be given up, and nobody would know whether it happened.
    if (left < 1000) return Promise.reject(new ChannelError('No time was left for this part', 'later'));
    return call(method, payload, { ...options, deadlineInMs: Math.min(options.deadlineInMs ?? 10_000, left) });
  };
}
