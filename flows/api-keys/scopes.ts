import type { Action } from '../staff/rights.ts';

/** What a key can be given, and what of the table of rights each scope opens. A key never may more than a manager. */
export const scopes = {
  'orders.read': ['order.see', 'payment.see'],
  'orders.write': [
    ...([
      'order.place',
      'order.edit',
      'order.move',
      'order.undo',
      'order.cancel',
      'order.restore',
      'order.note',
      'order.no-answer',
    ] as const),
    ...(['order.assign-responsible', 'order.assign-maker', 'order.assign-driver', 'order.photo'] as const),
  ],
  'allergies.manage': ['order.see-allergies', 'order.ask-allergies'],
  'payments.write': ['payment.record', 'payment.return'],
  'clients.read': ['client.see', 'client.find'],
  // A note goes to the client's open order; no route of this scope writes to anybody.
  'clients.write': ['client.edit', 'client.merge', 'client.write', 'order.note'],
  'messages.read': ['inbox.see'],
  // The client is told of a move at once: it can no longer be undone then.
  'messages.write': ['client.write', 'templates.use', 'order.undo'],
  'calls.read': ['client.find'],
  'calls.make': ['call.make'],
  'tasks.read': ['task.manage'],
  'tasks.write': ['task.create', 'task.do', 'task.manage'],
  'catalog.read': ['catalog.see'],
  'events.read': ['order.see', 'client.see', 'payment.see', 'inbox.see'],
  'webhooks.manage': ['webhooks.manage'],
} as const satisfies Record<string, readonly Action[]>;

export type Scope = keyof typeof scopes;

export const isScope = (word: string): word is Scope => Object.hasOwn(scopes, word);

/** Everything that these scopes open. Words that are no scope (any more) open nothing. */
export const actionsOf = (given: readonly string[]): ReadonlySet<Action> =>
  new Set<Action>(given.filter(isScope).flatMap((scope): readonly Action[] => scopes[scope]));
