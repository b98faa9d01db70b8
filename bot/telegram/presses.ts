import type { Log } from '../../db/log.ts';
import type { Received } from '../channel.ts';
import { shortened } from '../render.ts';
import type { Call } from './api.ts';

const patienceInMs = 3000;

/**
 * Takes a press: the button must stop turning, with the toast when there is one. Answering is done beside the work and never fails it, and is
 * done without the toast when the work takes long. A press that could not be taken is not answered: it will come again.
 */
export async function takePress(queryId: string, call: Call, log: Log, work: () => Promise<Received | undefined>): Promise<void> {
  let isAnswered = false;
  const answer = (toast?: string) => {
    if (isAnswered) return;
    isAnswered = true;
    void answerQuery(queryId, toast, call, log);
  };
  const timer = setTimeout(answer, patienceInMs);
  try {
    answer((await work())?.toast);
  } finally {
    clearTimeout(timer);
  }
}

async function answerQuery(queryId: string, toast: string | undefined, call: Call, log: Log): Promise<void> {
  try {
    await call('answerCallbackQuery', { callback_query_id: queryId, ...(toast && { text: shortened(toast, 200) }) });
  } catch (err) {
    // "query is too old" after an outage, a second answer to a repeat: the person has pressed again by now.
    log.debug({ err }, 'a press was not answered');
  }
}
