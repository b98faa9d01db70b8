import { parseArgs } from 'node:util';

/** What a proof is asked to do: `--seed=7 --short`, and numbers of its own such as `--kills=1000`. The seed is printed, so that a failure can be had again. */
export function wanted<const Name extends string>(...numbers: Name[]) {
  const names = ['seed', ...numbers].map((name) => [name, { type: 'string' }] as const);
  const { values } = parseArgs({ options: { ...Object.fromEntries(names), short: { type: 'boolean' } }, strict: true });
  const told: Record<string, string | boolean | undefined> = values;
  const given = (name: string) => (told[name] === undefined ? undefined : Number(told[name]));
  const seed = given('seed') ?? Math.floor(Math.random() * 2 ** 31);
  console.log(`seed ${seed}`);
  return {
    seed,
    short: told.short === true,
    // Every name is there; `fromEntries` hides that from the type.
    ...(Object.fromEntries(numbers.map((name) => [name, given(name)])) as Record<Name, number | undefined>),
  };
}

/** What has to hold, said one after another; the last line counts. */
export interface Verdict {
  /** A breach names what it found. */
  holds(what: string, breaches: readonly string[]): void;
  /** Prints the count and ends the process accordingly. */
  end(): never;
}

export function openVerdict(): Verdict {
  let passed = 0;
  let failed = 0;
  return {
    holds(what, breaches) {
      if (breaches.length === 0) passed += 1;
      else failed += 1;
      console.log(`${breaches.length === 0 ? '✓' : '✗'} ${what}`);
      for (const breach of breaches.slice(0, 10)) console.log(`    ${breach}`);
      if (breaches.length > 10) console.log(`    … and ${breaches.length - 10} more`);
    },
    end() {
      console.log(`\n${passed} passed, ${failed} failed`);
      process.exit(failed > 0 || passed === 0 ? 1 : 0);
    },
  };
}

/** Since when, in whole seconds. */
export function stopwatch(): () => string {
  const began = performance.now();
  return () => `${((performance.now() - began) / 1000).toFixed(0)} s`;
}
