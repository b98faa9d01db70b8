import { eq } from 'drizzle-orm';
import type { Log } from '../db/log.ts';
import type { Instant } from '../db/schema/words.ts';
import { settings } from '../db/schema/work.ts';
import type { Store, Tx } from '../db/store.ts';
import { minutes } from '../notifications/time.ts';
import { tellOwners } from './alarm.ts';
import type { Check, Finding, Scene, Trouble } from './check.ts';

interface Surroundings {
  scene: Scene & { store: Store; channels: ReadonlySet<string> };
  checks: readonly Check[];
  log: Log;
  /** Resolves when what is due now has been tried: after a sleep of the machine everything is late, and nothing broken. */
  settled(): Promise<unknown>;
  /** Something was committed. */
  nudge(): void;
}

export interface Watchdog {
  /** Begins the checks whose time has come; called by the tick. */
  look(): void;
  /** A channel has found out about trouble of its own. */
  raise(about: string, trouble: Trouble, detail: string): Promise<void>;
  /** Resolves when no check is under way. */
  idle(): Promise<void>;
  /** Begins no more checks, and waits a second at most for the one under way: the network may take longer. */
  stop(): Promise<void>;
}

/** What owners have been told of and is not over yet; kept in the database, so that neither a restart nor another process tells it again. */
interface Raised {
  about: string;
  trouble: Trouble;
  seenAt: Instant;
}

/** What no check finds is told by channels, once an hour as long as it lasts. */
const channelRepeatsWithin = minutes(70);
const firstLookAfter = minutes(1);

/** Looks after the running shop: tells owners once of each trouble, on another channel and with the cure, and when it is over. */
export function startWatchdog({ scene, checks, log, settled, nudge }: Surroundings): Watchdog {
  const { store, channels, now } = scene;
  const nextAt = new Map<string, Instant>(checks.map(({ name }) => [name, now() + firstLookAfter]));
  /** Since when a trouble is seen that may pass by itself. */
  const seenSince = new Map<string, Instant>();
  let round: Promise<void> | undefined;
  let stopped = false;

  async function lookAround(due: readonly Check[]): Promise<void> {
    await settled();
    for (const check of due) {
      if (stopped) return;
      nextAt.set(check.name, now() + minutes(check.everyMinutes ?? 0));
      try {
        await compare(check, await check.examine(scene));
      } catch (err) {
        if (!stopped) log.error({ err, check: check.name }, 'A check failed');
      }
    }
    await store.tx((tx) => forgetSilentChannels(tx));
    nudge();
  }

  async function compare(check: Check, findings: readonly Finding[]): Promise<void> {
    const sure = findings.filter(({ unsure }) => !unsure);
    const present = sure.filter((each): each is Found => each.trouble !== undefined && isPatienceOver(check, each));
    const troubled = new Set(sure.flatMap((each) => (each.trouble === undefined ? [] : [keyOf(each)])));
    for (const key of seenSince.keys()) if (isOf(check, key) && !troubled.has(key)) seenSince.delete(key);
    const unsureOf = new Set(findings.flatMap(({ about, unsure }) => (unsure ? [about] : [])));
    await store.tx(async (tx) => {
      const raised = await load(tx);
      const isOver = (each: Raised) =>
        check.finds.includes(each.trouble) && !troubled.has(keyOf(each)) && !unsureOf.has(each.about) && knows(check, sure, each);
      const over = raised.filter(isOver);
      const fresh = present.filter((each) => !raised.some((other) => keyOf(other) === keyOf(each)));
      if (over.length === 0 && fresh.length === 0) return;
      await save(tx, [
        ...raised.filter((each) => !isOver(each)),
        ...fresh.map(({ about, trouble }) => ({ about, trouble, seenAt: now() })),
      ]);
      for (const each of fresh) await tell(tx, each);
      for (const each of over) await tellWell(tx, each);
    });
  }

  function isPatienceOver({ patienceInMinutes = 0 }: Check, finding: Finding): boolean {
    if (finding.trouble === undefined) return false;
    const key = keyOf({ about: finding.about, trouble: finding.trouble });
    const since = seenSince.get(key) ?? now();
    seenSince.set(key, since);
    return now() - since >= minutes(patienceInMinutes);
  }

  async function tell(tx: Tx, { about, trouble, detail = '' }: Found): Promise<void> {
    log.error({ channel: about, reason: trouble }, `the watchdog has found trouble: ${detail}`);
    await tellOwners(tx, { about, channels, write: (t) => t.alarm[trouble](about, t.health.figure(detail)), now: now() });
  }

  async function tellWell(tx: Tx, { about }: Raised): Promise<void> {
    log.info({ channel: about }, 'a trouble is over');
    await tellOwners(tx, { about: '', channels, write: (t) => t.health.wellAgain(nameOf(about, t.health.names)), now: now() });
  }

  async function forgetSilentChannels(tx: Tx): Promise<void> {
    const raised = await load(tx);
    const isFound = ({ trouble }: Raised) => checks.some(({ finds }) => finds.includes(trouble));
    const over = raised.filter((each) => !isFound(each) && now() - each.seenAt > channelRepeatsWithin);
    if (over.length === 0) return;
    await save(
      tx,
      raised.filter((each) => !over.includes(each)),
    );
    for (const each of over) await tellWell(tx, each);
  }

  return {
    look() {
      if (round || stopped) return;
      const due = checks.filter(({ name, everyMinutes }) => everyMinutes !== undefined && now() >= (nextAt.get(name) ?? 0));
      if (due.length === 0) return;
      round = lookAround(due)
        .catch((err: unknown) => {
          if (!stopped) log.error({ err }, 'The watchdog could not look around');
        })
        .finally(() => {
          round = undefined;
        });
    },
    async raise(about, trouble, detail) {
      await store.tx(async (tx) => {
        const raised = await load(tx);
        const others = raised.filter((each) => keyOf(each) !== keyOf({ about, trouble }));
        await save(tx, [...others, { about, trouble, seenAt: now() }]);
        if (others.length === raised.length) await tell(tx, { about, trouble, detail });
      });
      nudge();
    },
    async idle() {
      await round;
    },
    async stop() {
      stopped = true;
      await Promise.race([round, new Promise((resolve) => setTimeout(resolve, 1000).unref())]);
    },
  };
}

type Found = Finding & { trouble: Trouble };

const keyOf = ({ about, trouble }: { about: string; trouble?: Trouble }) => `${about} ${trouble ?? ''}`;
const isOf = ({ finds }: Check, key: string) => finds.some((trouble) => key.endsWith(` ${trouble}`));

/** Whether this run has looked at that very thing; a thing that is not mentioned any more (an empty outbox) is well. */
const knows = ({ name }: Check, sure: readonly Finding[], { about }: Raised): boolean =>
  sure.some((each) => each.about === about) || sure.some((each) => each.about === name);

/** A thing of ours by its name in the reader's language, a channel by its own. */
export const nameOf = (about: string, names: Readonly<Record<string, string>>): string => names[about] ?? about;

const key = 'watchdog';

async function load(tx: Tx): Promise<Raised[]> {
  const [row] = await tx.select({ value: settings.value }).from(settings).where(eq(settings.key, key));
  // Written by the function below only.
  return (row?.value ?? []) as Raised[];
}

async function save(tx: Tx, value: Raised[]): Promise<void> {
  await tx.insert(settings).values({ key, value }).onConflictDoUpdate({ target: settings.key, set: { value } });
}
