import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';

export interface Arrows {
  /** Our own modules that were looked at. Zero means that the check saw nothing, not that all is well. */
  readonly modules: number;
  readonly violations: readonly string[];
}

/** Reads every import below `root` and holds it against `.dependency-cruiser.cjs`. */
export async function findArrows(root: string): Promise<Arrows> {
  const options = await extractOptions(join(import.meta.dirname, '../.dependency-cruiser.cjs'));
  const tsConfig = extractTsConfig(join(import.meta.dirname, '../tsconfig.json'));
  const { output } = await cruise(partsIn(root), { ...options, baseDir: root, validate: true }, {}, { tsConfig });
  const { modules, summary } = output as ICruiseResult; // a string only with an outputType
  return {
    modules: modules.filter(({ source }) => /^[^/]+\.ts$|^(db|notifications|flows|bot|admin|tests)\//.test(source)).length,
    violations: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
  };
}

const partsIn = (root: string) =>
  ['main.ts', 'config.ts', 'json-body.ts', 'server.ts', 'db', 'notifications', 'flows', 'bot', 'admin', 'tests'].filter((part) =>
    existsSync(join(root, part)),
  );
