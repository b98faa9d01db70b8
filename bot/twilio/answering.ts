import type { Request, RequestHandler } from 'express';
import type { Log } from '../../db/log.ts';

export interface Answering {
  /** Answers with what `work` resolves with, TwiML; undefined is a request that says nothing we know. */
  answered(work: (req: Request) => Promise<string> | undefined): RequestHandler;
  /** Resolves when what was taken is committed. */
  idle(): Promise<void>;
}

/** Answers Twilio only after the commit, and otherwise so that it asks again. Always TwiML: plain text would be sent to the person as a message. */
export function openAnswering(channel: string, log: Log): Answering {
  const handling = new Set<Promise<unknown>>();
  return {
    answered: (work) => async (req, res) => {
      const answer = work(req);
      if (!answer) return void res.sendStatus(400);
      handling.add(answer);
      try {
        const twiml = await answer;
        res.status(200).type('text/xml').send(twiml);
      } catch (err) {
        log.error({ channel, err }, 'a request of Twilio could not be committed');
        res.status(503).type('text/xml').send('<Response/>');
      } finally {
        handling.delete(answer);
      }
    },
    async idle() {
      await Promise.allSettled(handling);
    },
  };
}
