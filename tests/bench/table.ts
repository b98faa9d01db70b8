import { type Figure, median } from './measure.ts';

type Base = 'capture' | 'advance';

/** Figures of all rounds; printed as medians with their ratio to the raw transaction of the same kind. */
export class Table {
  readonly #rows = new Map<string, { base: Base; name: string; aim: string; figures: Figure[] }>();

  /** The first row of a base is its 1.0. */
  note(base: Base, name: string, figure: Figure, aim = ''): void {
    const key = `${base} ${name}`;
    const row = this.#rows.get(key) ?? { base, name, aim, figures: [] };
    row.figures.push(figure);
    this.#rows.set(key, row);
  }

  print(others: string[][]): void {
    for (const base of ['capture', 'advance'] as const) {
      const rows = [...this.#rows.values()].filter((row) => row.base === base);
      const raw = rows[0] ? median(rows[0].figures) : undefined;
      console.log(
        `\n${base.padEnd(52)} ${'per second'.padStart(11)} ${'× raw'.padStart(7)} ${'p50 ms'.padStart(8)} ${'p99 ms'.padStart(8)}  aim`,
      );
      for (const { name, aim, figures } of rows) {
        const { perSecond, p50, p99 } = median(figures);
        const ratio = raw ? perSecond / raw.perSecond : Number.NaN;
        const cells = [perSecond.toFixed(0).padStart(11), ratio.toFixed(2).padStart(7), shown(p50).padStart(8), shown(p99).padStart(8)];
        console.log(`${name.padEnd(52)} ${cells.join(' ')}  ${aim}`);
      }
    }
    console.log();
    for (const [name = '', value = '', aim = ''] of others) console.log(`${name.padEnd(52)} ${value.padStart(11)}  ${aim}`);
  }
}

const shown = (milliseconds: number): string => (Number.isNaN(milliseconds) ? '' : milliseconds.toFixed(2));
