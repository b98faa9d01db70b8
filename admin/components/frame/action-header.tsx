import React from 'react';
import { anna } from '../anna.ts';

interface Given {
  resource: { id: string };
  action: { name: string };
}

/** The heading of a form; lists have their own. */
export default function ActionHeader({ resource, action }: Given) {
  const list = anna.lists.find(({ name }) => name === resource.id);
  if (!list || action.name === 'list') return null;
  return (
    <header className="page-head page-head-form">
      <h1>{action.name === 'new' ? (list.texts.create ?? list.texts.title) : list.texts.title}</h1>
    </header>
  );
}
