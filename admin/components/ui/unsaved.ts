import React from 'react';
import { frameTexts } from '../../texts/frame.ts';
import { said } from '../anna.ts';

/** The forms on the page that hold what is not saved. */
const unsaved = new Set<symbol>();
const warn = (event: BeforeUnloadEvent) => event.preventDefault();

/** While `isDirty` the browser asks before the page is closed or loaded anew, and so do links inside the panel. */
export function useUnsaved(isDirty: boolean): void {
  React.useEffect(() => {
    if (!isDirty) return undefined;
    const form = Symbol('form');
    unsaved.add(form);
    addEventListener('beforeunload', warn);
    return () => {
      unsaved.delete(form);
      if (unsaved.size === 0) removeEventListener('beforeunload', warn);
    };
  }, [isDirty]);
}

/** Asks before what is typed gets lost; true when nothing is, or the person says so. */
export const mayLeave = (): boolean => unsaved.size === 0 || confirm(said(frameTexts).unsaved);
