import type { Fields } from './spec.ts';

/** An answer with `ok: false`. A breach is the bot's own mistake; the rest (a block, a race, a planned fault) happens to good bots too. */
export class ApiError extends Error {
  readonly code: number;
  readonly breach: boolean;
  readonly parameters: Fields | undefined;

  constructor(code: number, description: string, { breach = false, parameters }: { breach?: boolean; parameters?: Fields } = {}) {
    super(description);
    this.code = code;
    this.breach = breach;
    this.parameters = parameters;
  }
}

/** The request is wrong, and the bot could have known. */
export const mistake = (what: string): ApiError => new ApiError(400, `Bad Request: ${what}`, { breach: true });

/** The request came too late, or the world has changed meanwhile. */
export const tooLate = (what: string): ApiError => new ApiError(400, `Bad Request: ${what}`);

export const conflict = (what: string): ApiError => new ApiError(409, `Conflict: ${what}`);

export const tooFast = (seconds: number): ApiError =>
  new ApiError(429, `Too Many Requests: retry after ${seconds}`, { parameters: { retry_after: seconds } });
