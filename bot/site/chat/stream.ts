import type { Response } from 'express';
import type { Reader } from '../../../db/store.ts';
import { findBatch } from './rows.ts';
import type { Watch } from './watch.ts';

interface Wanted {
  /** Whether this address may no longer be shown anything. */
  hasLeft(): Promise<boolean>;
  address: string;
  /** The last revision the page has; without one it gets the latest messages first. */
  after: number | undefined;
}

/** Keeps an answer open and writes what changes for the address into it, as server-sent events, until the page goes or the process stops. */
export function stream(res: Response, db: Reader, watch: Watch, wanted: Wanted): void {
  let { after } = wanted;
  res.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
  res.flushHeaders();
  res.write('retry: 1000\n\n');

  const send = oneAtATime(async () => {
    if (await wanted.hasLeft()) return void res.end();
    for (let first = after === undefined; ; first = false) {
      const batch = await findBatch(db, wanted.address, after);
      if (res.writableEnded || res.destroyed || (batch.rows.length === 0 && !first)) return;
      after = batch.revision;
      const wantsMore = res.write(`id: ${batch.revision}\nevent: rows\ndata: ${JSON.stringify(batch)}\n\n`);
      if (!wantsMore) await drained(res);
    }
  });
  // The page asks again by itself, and then from the revision it has.
  const wake = () => void send().catch(() => res.destroy());

  const leave = watch.on(wanted.address, wake);
  // An event and not a comment, so that the page can tell a dead line from a quiet one.
  const beat = setInterval(() => res.writableEnded || res.write('event: beat\ndata: {}\n\n'), BEAT_EVERY_MS);
  res.once('close', () => {
    clearInterval(beat);
    leave();
  });
  wake();
}

const BEAT_EVERY_MS = 20_000;

const drained = (res: Response) =>
  new Promise<void>((resolve) => {
    res.once('drain', resolve).once('close', resolve);
  });

/** However often it is called while it runs, it runs once more afterwards. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let again = false;
  const run = async () => {
    try {
      do {
        again = false;
        await work();
      } while (again);
    } finally {
      running = undefined;
    }
  };
  return () => {
    again = true;
    running ??= run();
    return running;
  };
}
