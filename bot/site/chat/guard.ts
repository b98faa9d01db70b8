import type { Request, RequestHandler, Response } from 'express';
import type { Language } from '../../../db/schema/words.ts';
import { hasLeftSeat } from '../../../flows/staff/seat.ts';
import type { Doors } from '../../channel.ts';
import { type Pace, pace } from '../pace.ts';
import { isSameOrigin } from '../same-origin.ts';
import { askedLanguage, browserLanguage, type Sentence, sentence } from './sentences.ts';
import { readKey, readSession, type Session } from './session.ts';

/** A request of a browser that showed its cookie. */
export interface Visit {
  req: Request;
  res: Response;
  session: Session;
  language: Language;
}

type Work = (visit: Visit) => Promise<unknown>;

/** Stands before everything that pages ask for: whose browser it is, whether our own page asks, and how often. */
export interface Guard {
  read(work: Work): RequestHandler;
  /** `parse` reads the body, and only that of a request which may come in. */
  change(parse: RequestHandler, work: Work, wait?: Pace): RequestHandler;
  /** Takes nothing new; resolves when what was taken is done. */
  close(): Promise<void>;
}

export function openGuard(doors: Doors): Guard {
  const { config, log, store } = doors;
  const perSession = pace(30, 3);
  const perHost = pace(300, 30);
  const running = new Set<Promise<unknown>>();
  let closing = false;

  const refusal = (req: Request, res: Response, session: Session | undefined, wait: Pace): Refusal | undefined => {
    if (!isSameOrigin(req, config.publicUrl)) return { status: 403, why: 'foreign' };
    if (!session) return noSession;
    if (closing) return unavailable;
    const waitMs = Math.max(wait(session.address, doors.now()), perHost(String(res.locals.address), doors.now()));
    return waitMs > 0 ? { status: 429, why: 'tooFast', waitMs } : undefined;
  };

  async function answer(visit: Visit, work: Work): Promise<void> {
    const { res, language } = visit;
    try {
      await work(visit);
    } catch (err) {
      log.warn({ err, channel: 'web', method: visit.req.method }, 'the chat could not do what a page asked');
      if (res.headersSent) res.destroy();
      else refuse(res, language, unavailable);
    }
  }

  const track = (run: Promise<void>) => {
    running.add(run);
    void run.finally(() => running.delete(run));
  };

  return {
    read: (work) => async (req, res) => {
      const session = sessionOf(config, req);
      const language = languageOf(doors, req);
      if (!session || closing) return refuse(res, language, session ? unavailable : noSession);
      if (await hasLeftSeat(store.read, session.address, doors.now())) return refuse(res, language, left);
      await answer({ req, res, session, language }, work);
    },

    change:
      (parse, work, wait = perSession) =>
      (req, res, next) => {
        const session = sessionOf(config, req);
        const language = languageOf(doors, req);
        const refused = refusal(req, res, session, wait);
        if (refused || !session) return refuse(res, language, refused ?? noSession);
        const take = (err: unknown) => (err ? next(err) : track(answer({ req, res, session, language }, work)));
        hasLeftSeat(store.read, session.address, doors.now()).then(
          (has) => (has ? refuse(res, language, left) : parse(req, res, take)),
          next,
        );
      },

    async close() {
      closing = true;
      await Promise.all(running);
    },
  };
}

export interface Refusal {
  status: number;
  why: Sentence;
  waitMs?: number;
}

/** The page shows the sentence; with 429 and 503 it also tries again by itself. */
export function refuse(res: Response, language: Language, { status, why, waitMs }: Refusal): void {
  if (waitMs !== undefined) res.set('Retry-After', String(Math.ceil(waitMs / 1000)));
  res.status(status).json({ error: sentence(language, why) });
}

export const languageOf = ({ config }: Doors, req: Request): Language => askedLanguage(req) ?? browserLanguage(req, config.shopLanguage);

const left: Refusal = { status: 403, why: 'left' };
const noSession: Refusal = { status: 401, why: 'noSession' };
const unavailable: Refusal = { status: 503, why: 'unavailable' };

/** By the key in the path of a frame, by the address in the path of a chat beside, else by the browser's ordinary cookie. */
function sessionOf(config: Doors['config'], req: Request): Session | undefined {
  const { key, address } = req.params;
  return typeof key === 'string' ? readKey(config, key) : readSession(config, req, typeof address === 'string' ? address : undefined);
}
