import { eq, inArray, lt, sql } from 'drizzle-orm';
import { accounts, loginAttempts } from '../../db/schema/people.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Reader, Store, Tx } from '../../db/store.ts';
import { minutes } from '../../notifications/time.ts';
import { findStaff } from './find-staff.ts';
import { nobodysHash, verifyPassword } from './passwords.ts';
import { may } from './rights.ts';

export type Account = typeof accounts.$inferSelect;

interface SignIn {
  login: string;
  password: string;
  /** The address that asks. */
  address: string;
  /** The browser that signed in to this account before, when it can show so: it has attempts of its own, so that nobody locks its owner out. */
  device: string | undefined;
  now: Instant;
}

export type SignedIn = { account: Account } | { refused: 'wrong' | 'too-many' };

/** Attempts within a quarter of an hour: by account, by address, by both together, by a browser that is known. */
const most = { account: 10, address: 30, pair: 8, device: 10 };
const windowMs = minutes(15);

/**
 * Checks a login and a password. An attempt counts before the password is looked at, so that a flood costs no hashing; the counters are in the
 * database, so that a restart forgives nothing.
 */
export async function signIn(store: Store, { login, password, address, device, now }: SignIn): Promise<SignedIn> {
  const name = login.trim().toLowerCase().slice(0, 100);
  const limits = device
    ? { [`device ${device} ${name}`]: most.device }
    : { [`address ${address}`]: most.address, [`account ${name}`]: most.account, [`pair ${name} ${address}`]: most.pair };
  if (!(await store.tx((tx) => takeAttempt(tx, limits, now)))) return { refused: 'too-many' };

  const account = await findAccount(store.read, name);
  const right = await verifyPassword(account?.passwordHash ?? (await nobodysHash()), password.slice(0, 200));
  const person = await findStaff(store.read, account?.staffId);
  if (!account || !right || !person || !may(person, 'panel.enter')) return { refused: 'wrong' };
  await store.tx((tx) => tx.delete(loginAttempts).where(inArray(loginAttempts.key, Object.keys(limits).filter(isOwn))));
  return { account };
}

/** The way into the panel by its login (lower case). */
export async function findAccount(db: Reader, login: string): Promise<Account | undefined> {
  const [found] = await db.select().from(accounts).where(eq(accounts.login, login));
  return found;
}

/** Success forgives only what nobody else can have used up. */
const isOwn = (key: string): boolean => !key.startsWith('address ');

/** Counts one attempt on every key, or on none when one of them is used up. */
async function takeAttempt(tx: Tx, limits: Readonly<Record<string, number>>, now: Instant): Promise<boolean> {
  const keys = Object.keys(limits);
  await tx.delete(loginAttempts).where(lt(loginAttempts.since, now - windowMs));
  const rows = await tx.select().from(loginAttempts).where(inArray(loginAttempts.key, keys));
  if (rows.some(({ key, count }) => count >= (limits[key] ?? 0))) return false;
  await tx
    .insert(loginAttempts)
    .values(keys.map((key) => ({ key, count: 1, since: now })))
    .onConflictDoUpdate({ target: loginAttempts.key, set: { count: sql`${loginAttempts.count} + 1` } });
  return true;
}
