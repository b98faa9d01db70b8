import type { z } from 'zod';
import type { Instant, Language } from '../../db/schema/words.ts';
import type { Reader, Tx } from '../../db/store.ts';
import type { ApiKey } from '../../flows/api-keys/find-key.ts';
import type { Scope } from '../../flows/api-keys/scopes.ts';
import type { Shop } from '../../flows/shop.ts';
import type { Action } from '../../flows/staff/rights.ts';

/** Who calls, and in which world. */
interface Caller {
  by: { kind: 'key'; id: number };
  /** What the program came in by. */
  key: ApiKey;
  shop: Shop;
  now: Instant;
  /** Of the sentences in the answer. */
  language: Language;
}

export interface Asking extends Caller {
  db: Reader;
}

export interface Acting extends Caller {
  tx: Tx;
  /** What the call makes is made from this: one origin, one order, however often the call is repeated. */
  origin: string;
}

/** What a call brought: the variables of the path, the query and the body, each checked by its schema. */
export interface Given<Path, Query, Body> {
  path: Path;
  query: Query;
  body: Body;
}

interface Described<Path, Query, Body, Answer> {
  /** The file's name, and what the description calls it. */
  name: string;
  method: 'get' | 'post' | 'patch' | 'delete';
  /** Below `/api/v1`, with `{variables}`. */
  at: string;
  noun: string;
  /** Null: every key may. */
  scope: Scope | null;
  /** Asked in the same transaction as the work itself. */
  may: Action | null;
  summary: Record<Language, string>;
  about?: string;
  path?: z.ZodType<Path>;
  query?: z.ZodType<Query>;
  body?: z.ZodType<Body>;
  /** The body is the bytes of a picture, kept before the work begins, which gets `{ file }`. */
  picture?: true;
  answer: z.ZodType<Answer>;
  /** The answer is not its JSON but the bytes of the `file` it names. */
  sendsFile?: true;
  status?: 200 | 201;
  /** What `If-Match` is held against: the thing as a reader sees it. */
  subject?(db: Reader, path: Path): Promise<object>;
}

/** A question changes nothing; an act is one command in one transaction. */
export type Route<Path = unknown, Query = unknown, Body = unknown, Answer = unknown> = Described<Path, Query, Body, Answer> &
  (
    | { read(asking: Asking, given: Given<Path, Query, Body>): Promise<Answer>; write?: never }
    | { write(acting: Acting, given: Given<Path, Query, Body>): Promise<Answer>; read?: never }
  );

/** One file in `bot/api/routes/`: one thing that another program can ask or do. Types the work by the schemas. */
export const route = <Path, Query, Body, Answer>(given: Route<Path, Query, Body, Answer>): Route => given as unknown as Route;
