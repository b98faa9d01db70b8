import React from 'react';
import { anna } from '../anna.ts';

/** The start page: the first screen of the visitor's menu. */
export default function Home() {
  const first = anna.menu.find(({ name }) => name === 'dashboard') ?? anna.menu[0];
  const Screen = first && window.AdminJS.UserComponents[`Screen_${first.name.replaceAll('-', '_')}`];
  return Screen ? <Screen /> : null;
}

declare global {
  interface Window {
    AdminJS: { UserComponents: Record<string, React.ComponentType> };
  }
}
