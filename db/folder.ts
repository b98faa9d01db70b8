import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';

/**
 * A folder that is its own registry: imports every file in it and returns what each exports by default, by name. Throws when a file
 * exports nothing or calls itself otherwise than its file.
 */
export async function loadFolder<T extends { name: string }>(folder: URL): Promise<Map<string, T>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts')).sort();
  const parts = await Promise.all(files.map((file) => loadFile<T>(new URL(file, folder))));
  return new Map(parts.map((part) => [part.name, part]));
}

async function loadFile<T extends { name: string }>(url: URL): Promise<T> {
  const { default: part } = (await import(url.href)) as { default?: T };
  const expected = basename(url.pathname, '.ts');
  if (part?.name !== expected) throw new Error(`${expected}.ts must export by default something named '${expected}'`);
  return part;
}
