import { loadFolder } from '../db/folder.ts';
import type { Resource } from './resource.ts';
import type { Screen } from './screen.ts';

/** Every screen and every list of the panel, found by place. */
export interface Registry {
  screens: ReadonlyMap<string, Screen>;
  resources: ReadonlyMap<string, Resource>;
}

export async function loadRegistry(): Promise<Registry> {
  const [screens, resources] = await Promise.all([
    loadFolder<Screen>(new URL('screens/', import.meta.url)),
    loadFolder<Resource>(new URL('resources/', import.meta.url)),
  ]);
  return { screens, resources };
}
