import { Icon } from '@adminjs/design-system';
import React from 'react';
import { frameTexts } from '../texts/frame.ts';
import { said } from './anna.ts';

/** Finds anything from anywhere. `/` goes here, Esc leaves. */
export function Search() {
  const box = React.useRef<HTMLInputElement>(null);
  React.useEffect(() => {
    const go = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea, select, [contenteditable]');
      if (event.key !== '/' || typing) return;
      event.preventDefault();
      box.current?.focus();
    };
    addEventListener('keydown', go);
    return () => removeEventListener('keydown', go);
  }, []);
  return (
    <div className="search">
      <Icon icon="Search" size={16} />
      <input ref={box} type="search" placeholder={said(frameTexts).search} aria-label={said(frameTexts).search} />
    </div>
  );
}
