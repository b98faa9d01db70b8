/** A call that got no result: refused by the platform (`code`) or lost on the way. Says nothing of what was sent and never the token. */
export class TelegramProblem extends Error {
  override name = 'TelegramProblem';
  /** The platform's `error_code`; undefined when no answer came. */
  readonly code: number | undefined;
  readonly description: string;
  readonly retryAfterMs: number | undefined;
  /** Surely without effect. When false and without `code`, nobody knows. */
  readonly unsent: boolean;

  constructor({
    code,
    description,
    retryAfterMs,
    unsent = false,
  }: { code?: number; description: string; retryAfterMs?: number; unsent?: boolean }) {
    super(`Telegram: ${code === undefined ? '' : `${code} `}${description}`);
    this.code = code;
    this.description = description;
    this.retryAfterMs = retryAfterMs;
    this.unsent = unsent;
  }
}

/** The platform answered with `ok: false`. */
export function refused(code: number, description: string, parameters: { retry_after?: number } | undefined): TelegramProblem {
  const seconds = parameters?.retry_after;
  return new TelegramProblem({ code, description, ...(seconds !== undefined && { retryAfterMs: seconds * 1000 }) });
}

/** No answer that makes sense came. The text of such errors holds the address with the token, so only their code is kept. */
export function lost(error: unknown): TelegramProblem {
  const found = codeOf(error);
  return new TelegramProblem({ description: `no answer (${found})`, unsent: neverLeft.has(found) });
}

/** 401, or 404 for the method itself: the token is not (any more) one of a bot. */
export const isRevoked = ({ code, description }: TelegramProblem): boolean =>
  code === 401 || (code === 404 && /^not found$/i.test(description));

/** An edit that would change nothing: what was wanted is there. */
export const isNotModified = ({ code, description }: TelegramProblem): boolean =>
  code === 400 && /message is not modified/i.test(description);

const neverLeft = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN']);

/** node-fetch keeps the system's code in `code` and its own in `type`; an ended call is only called so by its name. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const fields = error as Error & { code?: unknown; type?: unknown }; // any error may have them
  return [fields.code, fields.type, error.name].find((each) => typeof each === 'string') ?? 'unknown';
}
