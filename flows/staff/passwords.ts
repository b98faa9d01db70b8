import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const argon = promisify(argon2);
let last: Promise<unknown> = Promise.resolve();

/** One at a time: each takes a thread that files and names are looked up by, and a flood of wrong passwords must not have them all. */
function hashOf(...given: Parameters<typeof argon>): ReturnType<typeof argon> {
  const turn = last.then(() => argon(...given));
  last = turn.catch(() => undefined);
  return turn;
}

/**
 * Of the costs that OWASP advises as equal the one with least memory, 7 MiB and five passes; about 30 ms. Each thread of the pool keeps for ever
 * what a hash took there.
 */
const cost = { memory: 7168, passes: 5, parallelism: 1, tagLength: 32 };

/** A password's Argon2id hash as a PHC string with its cost and salt. Takes 30 ms beside the event loop, and its turn: never inside a transaction. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await hashOf('argon2id', { ...cost, message: normal(password), nonce });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${bare(nonce)}$${bare(tag)}`;
}

/** Whether this is the password of that hash, in the same time whichever it is. False for a hash that is none of ours. */
export async function verifyPassword(hash: string, password: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt = '', kept = ''] = form.exec(hash) ?? [];
  if (memory === undefined) return false;
  const expected = Buffer.from(kept, 'base64');
  const given = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism), tagLength: expected.length };
  const tag = await hashOf('argon2id', { ...given, message: normal(password), nonce: Buffer.from(salt, 'base64') });
  return timingSafeEqual(tag, expected);
}

/** What an unknown login is checked against, so that it takes as long as a known one. */
export const nobodysHash = (): Promise<string> => (nobody ??= hashPassword(randomBytes(16).toString('hex')));
let nobody: Promise<string> | undefined;

const form = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d)\$([\w+/]{11,88})\$([\w+/]{22,88})$/;

/** Two keyboards may write the same letter in two ways. */
const normal = (password: string): string => password.normalize('NFKC');

const bare = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');
