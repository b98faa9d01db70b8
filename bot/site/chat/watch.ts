import { and, eq, inArray, max } from 'drizzle-orm';
import { identities, staff } from '../../../db/schema/people.ts';
import { webMessages } from '../../../db/schema/talk.ts';
import type { Reader } from '../../../db/store.ts';
import { endedByHand } from '../../../flows/staff/seat.ts';

/** Tells open pages that there is something new for them. */
export interface Watch {
  /** Calls `wake` after every change for this address, until the returned function is called. */
  on(address: string, wake: () => void): () => void;
  /** How many pages of this address are open here. */
  count(address: string): number;
  /** Something changed for this address in this process: no need to wait for the next look. */
  hint(address: string): void;
  close(): void;
}

/** Looks twice a second, while pages are open, since another process may have written. */
export function openWatch(db: Reader, report: (error: unknown) => void): Watch {
  const pages = new Map<string, { wakes: Set<() => void>; revision: number | undefined }>();
  let timer: NodeJS.Timeout | undefined;
  let looking = false;

  const wake = (address: string) => pages.get(address)?.wakes.forEach((each) => void each());

  async function look(): Promise<void> {
    if (looking) return;
    looking = true;
    try {
      for (const { address, revision, hasLeft } of await revisions(db, [...pages.keys()])) note(address, hasLeft ? left : (revision ?? 0));
    } catch (error) {
      report(error);
    } finally {
      looking = false;
    }
  }

  function note(address: string, revision: number): void {
    const page = pages.get(address);
    if (!page || page.revision === revision) return;
    page.revision = revision;
    wake(address);
  }

  function leave(address: string, each: () => void): void {
    const wakes = pages.get(address)?.wakes;
    wakes?.delete(each);
    if (wakes?.size === 0) pages.delete(address);
    if (pages.size === 0) stop();
  }

  function stop(): void {
    clearInterval(timer);
    timer = undefined;
  }

  return {
    on(address, each) {
      const page = pages.get(address) ?? { wakes: new Set(), revision: undefined };
      pages.set(address, page);
      page.wakes.add(each);
      timer ??= setInterval(() => void look(), LOOK_EVERY_MS);
      return () => leave(address, each);
    },
    count: (address) => pages.get(address)?.wakes.size ?? 0,
    hint: wake,
    close() {
      stop();
      pages.clear();
    },
  };
}

/** In the place of a revision, of a colleague who has no access any more: the page is woken once more, and told so. */
const left = -1;

const LOOK_EVERY_MS = 500;
const AT_ONCE = 500;

async function revisions(db: Reader, addresses: string[]): Promise<{ address: string; revision: number | null; hasLeft: boolean }[]> {
  const found = [];
  for (let from = 0; from < addresses.length; from += AT_ONCE) {
    const some = addresses.slice(from, from + AT_ONCE);
    const rows = await db
      .select({
        ...{ address: identities.address, revision: max(webMessages.revision) },
        removedAt: max(staff.removedAt),
        closedWhy: max(identities.closedWhy),
      })
      .from(identities)
      .leftJoin(staff, eq(staff.id, identities.staffId))
      .leftJoin(webMessages, eq(webMessages.identityId, identities.id))
      .where(and(eq(identities.channel, 'web'), inArray(identities.address, some)))
      .groupBy(identities.address);
    for (const { removedAt, closedWhy, ...row } of rows) found.push({ ...row, hasLeft: removedAt !== null || closedWhy === endedByHand });
  }
  return found;
}
