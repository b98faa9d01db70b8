import { statfs } from 'node:fs/promises';
import { check } from '../check.ts';

const gigabyte = 2 ** 30;

/** There is room for the data: a full disk stops everything, and a backup needs as much again. */
export default check({
  name: 'disk',
  finds: ['disk-full'],
  everyMinutes: 5,
  async examine({ config }) {
    const { bavail, blocks, bsize } = await statfs(config.dataDir);
    return [{ about: 'disk', ...judge(bavail * bsize, blocks * bsize) }];
  },
});

/** Nearly full: less than half a gigabyte, or a tenth of a disk on which a tenth is little. */
export function judge(free: number, size: number): { detail: string; trouble?: 'disk-full' } {
  const isFull = free < gigabyte / 2 || (free < size / 10 && free < 5 * gigabyte);
  return { detail: `${(free / gigabyte).toFixed(1)} GB`, ...(isFull && { trouble: 'disk-full' as const }) };
}
