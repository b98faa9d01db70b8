import { ChannelError } from '../../notifications/channel-error.ts';
import type { Alarm } from '../alarms.ts';
import { isRevoked, TelegramProblem } from './problem.ts';

/** Turns what the platform says into what the worker understands. */
export type Explain = (error: unknown, address: string) => Promise<ChannelError>;

export function openFailures(alarm: Alarm): Explain {
  let lastFlood = { address: '', until: 0 };

  /** The platform does not say whether it means the chat or the bot: two chats at the same time mean the bot. */
  function flood(problem: TelegramProblem, address: string): ChannelError {
    const retryAfterMs = problem.retryAfterMs ?? 5000;
    const wholeChannel = lastFlood.address !== address && lastFlood.until > Date.now();
    lastFlood = { address, until: Date.now() + retryAfterMs };
    return new ChannelError(problem.message, 'later', { retryAfterMs, wholeChannel });
  }

  return async (error, address) => {
    if (error instanceof ChannelError) return error;
    if (!(error instanceof TelegramProblem))
      return new ChannelError('This message cannot be put into Telegram’s form', 'never', { cause: error });
    const { code, message, unsent } = error;
    if (code === undefined) return new ChannelError(message, unsent ? 'later' : 'unknown', { wholeChannel: unsent });
    if (isRevoked(error)) {
      await alarm('token-revoked', error.description);
      return new ChannelError(message, 'later', { retryAfterMs: 60_000, wholeChannel: true });
    }
    if (code === 429) return flood(error, address);
    if (code >= 500) return new ChannelError(message, 'unknown');
    if (code === 409) return new ChannelError(message, 'later');
    const closes = closingReason(error);
    return new ChannelError(message, 'never', closes ? { closes } : {});
  };
}

/** Why nothing more should be sent to this person, until they write again. */
function closingReason({ code, description }: TelegramProblem): string | undefined {
  const found = reasons.find(([pattern]) => pattern.test(description));
  return found?.[1] ?? (code === 403 ? 'forbidden' : undefined);
}

/** Refused because of who it is for, and not of what it is: another form would be refused too. */
export const isAboutTheChat = (problem: TelegramProblem): boolean => closingReason(problem) !== undefined;

const reasons: readonly [RegExp, string][] = [
  [/blocked by the user/i, 'blocked'],
  [/deactivated/i, 'deactivated'],
  [/can't initiate conversation/i, 'not-started'],
  [/chat not found|user not found|PEER_ID_INVALID/i, 'unknown-address'],
];
