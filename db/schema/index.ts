/** Every table, for the tools that need them all (migrations, copy); code imports from the noun's own file. */
export * from './catalog.ts';
export * from './orders.ts';
export * from './people.ts';
export * from './talk.ts';
export * from './work.ts';
