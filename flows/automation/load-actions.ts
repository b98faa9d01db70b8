import { loadFolder } from '../../db/folder.ts';
import type { Action, Actions } from './action.ts';

/** What rules can do: one file of the folder for each. */
export const loadActions = (): Promise<Actions> => loadFolder<Action>(new URL('actions/', import.meta.url));
