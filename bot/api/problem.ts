import type { ErrorRequestHandler, Response } from 'express';
import { isPassing } from '../../db/errors.ts';
import type { Log } from '../../db/log.ts';
import type { Language } from '../../db/schema/words.ts';
import { formatsFor } from '../../flows/format.ts';
import { Refused } from '../../flows/refused.ts';
import type { Shop } from '../../flows/shop.ts';
import { textsIn } from '../../flows/texts/texts.ts';
import { flawWords } from './flaw-words.ts';
import type { Flaw } from './flaws.ts';
import { type ProblemCode, sentencesIn } from './sentences.ts';

interface More {
  errors?: readonly Flaw[];
  retryAfterMs?: number;
  /** The methods that would do. */
  allow?: readonly string[];
}

/** The call cannot be answered: becomes `application/problem+json` (RFC 9457) with a code for programs and a sentence for people. */
export class Problem extends Error {
  override name = 'Problem';
  readonly code: ProblemCode;
  readonly more: More;

  constructor(code: ProblemCode, more: More = {}) {
    super(code);
    this.code = code;
    this.more = more;
  }
}

export const statusOf: Record<ProblemCode, number> = {
  unreadable: 400,
  'bad-header': 400,
  'key-missing': 401,
  'key-unknown': 401,
  'scope-missing': 403,
  'not-found': 404,
  'wrong-method': 405,
  'changed-meanwhile': 412,
  'too-large': 413,
  'not-json': 415,
  'not-a-picture': 415,
  invalid: 422,
  'key-reused': 422,
  'too-many': 429,
  internal: 500,
  busy: 503,
};

/** A refusal of the business: nothing there, not allowed, or not possible as things stand. */
const statusOfRefusal = (code: string): number => (code.endsWith('.not-found') ? 404 : code.startsWith('access.') ? 403 : 409);

interface Reader {
  language: Language;
  shop: Shop | undefined;
}

/** Answers with whatever went wrong; our own mistakes are logged whole and told by a request id only. */
export function answerProblem(res: Response, error: unknown, { language, shop }: Reader, log: Log): void {
  if (error instanceof Refused && shop) {
    const detail = textsIn(language).refused[error.code](error.details, formatsFor(language, shop));
    send(res, statusOfRefusal(error.code), error.code, detail);
    return;
  }
  const { code, more } = problemIn(error);
  if (code === 'internal') log.error({ err: error, requestId: res.locals.requestId }, 'A call of the API failed');
  if (more.retryAfterMs !== undefined) res.set('Retry-After', String(Math.ceil(more.retryAfterMs / 1000)));
  if (more.allow) res.set('Allow', more.allow.join(', '));
  if (statusOf[code] === 401) res.set('WWW-Authenticate', code === 'key-unknown' ? 'Bearer error="invalid_token"' : 'Bearer');
  const errors = more.errors?.map(({ path, code: flaw, details = {} }) => ({
    path,
    code: flaw,
    detail: flawWords(language, flaw, details),
  }));
  send(res, statusOf[code], code, sentencesIn(language).problems[code], errors);
}

function send(res: Response, status: number, code: string, detail: string, errors?: readonly object[]): void {
  res.status(status).set({ 'Cache-Control': 'no-store', 'Content-Type': 'application/problem+json; charset=utf-8' });
  const problem = {
    type: `/api/v1#${code}`,
    title: code,
    status,
    code,
    detail,
    requestId: res.locals.requestId,
    ...(errors && { errors }),
  };
  res.send(JSON.stringify(problem));
}

function problemIn(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isPassing(error)) return new Problem('busy', { retryAfterMs: 1000 });
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  if (status === 413) return new Problem('too-large');
  if (status === 415) return new Problem('not-json');
  return new Problem(status >= 400 && status < 500 ? 'unreadable' : 'internal');
}

/** The last one in the router: nothing of it reaches the server's own error page. */
export const problems =
  (readerOf: (req: Parameters<ErrorRequestHandler>[1]) => Promise<Reader>, log: Log): ErrorRequestHandler =>
  async (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error);
    answerProblem(res, error, await readerOf(req), log);
  };
