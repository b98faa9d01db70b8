/**
 * What happens at one call: `error` instead of its effect; `lost`: the effect, and then an error all the same; `kill`: the process ends there,
 * before the effect; `jump` (clock only): it is suddenly another time.
 */
export const faultKinds = ['error', 'lost', 'kill', 'jump'] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  /** The how-manieth call. */
  at: number;
  kind: FaultKind;
}

export type Where = 'database' | 'network' | 'clock';

/** What is going to go wrong: calls to database, network and clock are counted, over several lives of a process. */
export interface Fate {
  readonly calls: number;
  /** What the struck calls were. */
  readonly struck: readonly string[];
  /** From now on calls count, and these of them go wrong. */
  arm(...faults: readonly Fault[]): void;
  disarm(): void;
  /** The fault that strikes the next call, if any. */
  next(where: Where, what: string): FaultKind | undefined;
}

export function openFate(): Fate {
  let faults: readonly Fault[] = [];
  let isArmed = false;
  let calls = 0;
  let struck: string[] = [];
  return {
    get calls() {
      return calls;
    },
    get struck() {
      return struck;
    },
    arm(...given) {
      calls = 0;
      struck = [];
      faults = given;
      isArmed = true;
    },
    disarm: () => {
      isArmed = false;
    },
    next(where, what) {
      if (!isArmed) return undefined;
      calls += 1;
      const kind = faults.find(({ at }) => at === calls)?.kind;
      if (!kind || !suits(kind, where)) return undefined;
      struck = [...struck, `${kind} at call ${calls}, ${where} ${what}`];
      return kind;
    },
  };
}

/** A clock does not break, it jumps. */
const suits = (kind: FaultKind, where: Where): boolean => kind === 'kill' || (kind === 'jump') === (where === 'clock');
