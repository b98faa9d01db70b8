import { check } from '../check.ts';

const least = 24;

/** The program runs on the Node that it brings along. */
export default check({
  name: 'node',
  finds: ['node-old'],
  async examine() {
    const major = Number(process.versions.node.split('.')[0]);
    return [{ about: 'node', detail: process.versions.node, ...(major < least && { trouble: 'node-old' as const }) }];
  },
});
