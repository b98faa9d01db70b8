/**
 * A channel did not take a message. `later`: try again (after `retryAfterMs` when the platform said so, for the whole channel when
 * `wholeChannel`). `never`: this address will not take it (`closes` when nothing should be sent there any more,
 * `reason` a word that the flows know). `unknown`: the answer was lost.
 */
export class ChannelError extends Error {
  override name = 'ChannelError';
  readonly verdict: 'later' | 'never' | 'unknown';
  readonly retryAfterMs: number | undefined;
  readonly wholeChannel: boolean;
  readonly closes: string | undefined;
  readonly reason: string | undefined;

  constructor(
    message: string,
    verdict: 'later' | 'never' | 'unknown',
    options: { cause?: unknown; retryAfterMs?: number; wholeChannel?: boolean; closes?: string; reason?: string } = {},
  ) {
    super(message, { cause: options.cause });
    this.verdict = verdict;
    this.retryAfterMs = options.retryAfterMs;
    this.wholeChannel = options.wholeChannel ?? false;
    this.closes = options.closes;
    this.reason = options.reason;
  }
}
