import { asc, gt, max } from 'drizzle-orm';
import type { Response } from 'express';
import { events } from '../db/schema/work.ts';
import { findStaff } from '../flows/staff/find-staff.ts';
import { may } from '../flows/staff/rights.ts';
import { visitorOf } from './guard.ts';
import type { PanelWorld } from './world.ts';

/** What an open page hears of: that something happened, never what was in it. */
interface Told {
  id: number;
  type: string;
  orderId: number | null;
  clientId: number | null;
}

/** Open pages hear of every event within half a second, also of those that another process wrote. */
export interface Live {
  open(res: Response): void;
  close(): void;
}

const lookEveryMs = 400;
const beatEveryMs = 20_000;
const most = 200;

/** Looks at the events only while pages are open. A page whose visitor has left or whose session has ended is told nothing more and closed. */
export function openLive({ store, log }: Pick<PanelWorld, 'store' | 'log'>): Live {
  const pages = new Map<Response, number>();
  let last: number | undefined;
  let looking = false;
  let look: NodeJS.Timeout | undefined;
  let beat: NodeJS.Timeout | undefined;

  async function tell(): Promise<void> {
    if (looking) return;
    looking = true;
    try {
      last ??= await newest();
      const found: Told[] = await store.read
        .select({ id: events.id, type: events.type, orderId: events.orderId, clientId: events.clientId })
        .from(events)
        .where(gt(events.id, last))
        .orderBy(asc(events.id))
        .limit(most);
      if (found.length > 0) await toAll('events', found);
      if (pages.size > 0) last = found.at(-1)?.id ?? last;
    } catch (err) {
      log.warn({ err }, 'open pages could not be told');
    } finally {
      looking = false;
    }
  }

  const newest = async () => (await store.read.select({ id: max(events.id) }).from(events))[0]?.id ?? 0;

  async function toAll(event: 'events' | 'beat', data: unknown): Promise<void> {
    for (const [res, staffId] of pages) {
      const staff = await findStaff(store.read, staffId);
      if (staff && may(staff, 'panel.enter') && (await isStillIn(res))) write(res, event, data);
      else res.end();
    }
  }

  function leave(res: Response): void {
    pages.delete(res);
    if (pages.size > 0) return;
    clearInterval(look);
    clearInterval(beat);
    [look, beat, last] = [undefined, undefined, undefined];
  }

  return {
    open(res) {
      res.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
      res.flushHeaders();
      res.write('retry: 1000\n\n');
      write(res, 'beat', {});
      pages.set(res, visitorOf(res).staff.id);
      res.once('close', () => leave(res));
      look ??= setInterval(() => void tell(), lookEveryMs);
      beat ??= setInterval(() => void toAll('beat', {}).catch((err: unknown) => log.warn({ err }, 'a beat failed')), beatEveryMs);
      void tell();
    },
    close() {
      for (const res of pages.keys()) res.end();
    },
  };
}

/** Whether the session with which the page was opened goes on. */
const isStillIn = (res: Response): Promise<boolean> =>
  new Promise((resolve) => {
    res.req.session.reload((error: unknown) => resolve(!error));
  });

const write = (res: Response, event: string, data: unknown): void => void res.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
