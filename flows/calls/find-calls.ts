import { and, desc, eq, inArray, lt } from 'drizzle-orm';
import { clients, staff } from '../../db/schema/people.ts';
import { attachments } from '../../db/schema/talk.ts';
import { calls } from '../../db/schema/work.ts';
import type { Reader } from '../../db/store.ts';
import type { By } from '../events.ts';
import { refuseUnless } from '../staff/rights.ts';
import type { Call } from './load-call.ts';

/** A recording by its attachment; `file` is a reference of `db/files.ts`, null while it is being fetched or when that failed. */
export interface CallRecording {
  attachmentId: number;
  file: string | null;
  failure: string | null;
  inSeconds: number;
}

/** A line of the call log. */
export interface CallLine {
  call: Call;
  /** The client's name. */
  client: string | null;
  /** Who took the call, or called. */
  staff: string | null;
  recording: CallRecording | undefined;
}

interface FindCalls {
  by: By;
  clientId?: number | undefined;
  direction?: Call['direction'] | undefined;
  states?: Call['state'][] | undefined;
  /** Only those before this call: the next page. */
  beforeId?: number | undefined;
  limit?: number;
}

const longestPage = 200;

/** The log of calls, newest first, with their recordings. Refuses those who may not see clients. */
export async function findCalls(db: Reader, { by, clientId, direction, states, beforeId, limit = 50 }: FindCalls): Promise<CallLine[]> {
  await refuseUnless(db, by, 'client.find');
  const wanted = [
    clientId === undefined ? undefined : eq(calls.clientId, clientId),
    direction === undefined ? undefined : eq(calls.direction, direction),
    states === undefined ? undefined : inArray(calls.state, states),
    beforeId === undefined ? undefined : lt(calls.id, beforeId),
  ];
  const rows = await db
    .select({ call: calls, client: clients.name, staff: staff.name })
    .from(calls)
    .leftJoin(clients, eq(clients.id, calls.clientId))
    .leftJoin(staff, eq(staff.id, calls.staffId))
    .where(and(...wanted))
    .orderBy(desc(calls.id))
    .limit(Math.min(limit, longestPage));
  const recordings = await recordingsOf(
    db,
    rows.map(({ call }) => call),
  );
  return rows.map((row) => ({ ...row, recording: recordings.get(row.call.id) }));
}

/** The recordings of calls, by the calls' numbers. */
export async function recordingsOf(db: Reader, of: readonly Call[]): Promise<Map<number, CallRecording>> {
  const numbers = of.flatMap(({ recordingId }) => (recordingId === null ? [] : [Number(recordingId)]));
  if (numbers.length === 0) return new Map();
  const { id, file, failure } = attachments;
  const files = await db.select({ id, file, failure }).from(attachments).where(inArray(attachments.id, numbers));
  const byNumber = new Map(files.map((each) => [each.id, each]));
  return new Map(
    of.flatMap((call): [number, CallRecording][] => {
      const found = byNumber.get(Number(call.recordingId));
      if (!found) return [];
      const { id: attachmentId, ...rest } = found;
      return [[call.id, { attachmentId, ...rest, inSeconds: call.recordingInSeconds ?? 0 }]];
    }),
  );
}
