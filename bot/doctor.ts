import { BadConfig, type Config, readConfig, secretsOf } from '../config.ts';
import { loadFolder } from '../db/folder.ts';
import { hideSecrets } from '../db/log.ts';
import { openStore } from '../db/open.ts';
import type { Store } from '../db/store.ts';
import { findShop } from '../flows/shop.ts';
import { staffWithRole } from '../flows/staff/find-staff.ts';
import { type Texts, textsIn } from '../flows/texts/texts.ts';
import type { Check, Finding, Scene } from './check.ts';
import { nameOf } from './watchdog.ts';

/** Everything in `bot/checks/`. */
export const loadChecks = async (): Promise<Check[]> => [...(await loadFolder<Check>(new URL('./checks/', import.meta.url))).values()];

/** `npm run doctor`: looks at everything that can be out of order, whether the shop runs or not. Answers whether all is well. */
export async function runDoctor(env: Readonly<Record<string, string | undefined>>, print: (line: string) => void): Promise<boolean> {
  try {
    const config = readConfig(env);
    hideSecrets(secretsOf(config));
    return await examineAll(config, print);
  } catch (error) {
    if (!(error instanceof BadConfig)) throw error;
    print(`✗ ${error.message}`);
    return false;
  }
}

async function examineAll(config: Config, print: (line: string) => void): Promise<boolean> {
  const checks = await loadChecks();
  const first = checks.filter(({ name }) => name === 'database');
  const findings = await examine(first, { config, now: Date.now });
  const store = await openSound(config, findings);
  try {
    const t = textsIn(store ? await ownersLanguage(store, config) : config.shopLanguage);
    const others = checks.filter((each) => !first.includes(each));
    findings.push(...(await examine(others, { config, store, now: Date.now })));
    for (const finding of findings) print(lineOf(finding, t));
    const broken = findings.filter(isTrouble).length;
    print('');
    print(broken === 0 ? t.health.allFine : t.health.broken(broken));
    return broken === 0;
  } finally {
    await store?.close();
  }
}

/** Opening would bring an older database up to date: that is left to the start. */
async function openSound(config: Config, findings: readonly Finding[]): Promise<Store | undefined> {
  const isSound = findings.every(({ trouble, detail }) => trouble === undefined && detail === undefined);
  return isSound ? openStore(config.databaseUrl) : undefined;
}

async function examine(checks: readonly Check[], scene: Scene): Promise<Finding[]> {
  const found = await Promise.all(
    checks.map((check) => check.examine(scene).catch((error: unknown): Finding[] => [notExamined(check, error)])),
  );
  return found.flat();
}

/** By its code or name only: a message may hold an address with a password in it. */
function notExamined({ name: about }: Check, error: unknown): Finding {
  const why = error instanceof Error ? ('code' in error ? String(error.code) : error.name) : '';
  return { about, trouble: 'check-failed', detail: why };
}

async function ownersLanguage({ read }: Store, config: Config): Promise<'ru' | 'en'> {
  const [owner] = await staffWithRole(read, 'owner');
  return owner?.language ?? (await findShop(read))?.language ?? config.shopLanguage;
}

/** A database that is not there yet, and what cannot be told now, are no trouble. */
const isTrouble = ({ trouble, unsure }: Finding): boolean =>
  trouble !== undefined && trouble !== 'database-absent' && !(unsure && trouble === 'not-running');

function lineOf(finding: Finding, { alarm, health }: Texts): string {
  const { about, trouble } = finding;
  const detail = health.figure(finding.detail ?? '');
  const name = nameOf(about, health.names);
  if (trouble === undefined) return `✓ ${name}: ${health.fine}${detail && ` (${detail})`}`;
  return `${isTrouble(finding) ? '✗' : '·'} ${name}: ${alarm[trouble](about, detail).replace(/^⚠️ /u, '').replace(`${about}: `, '')}`;
}
