import { access, constants, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { check } from '../check.ts';

const gigabyte = 2 ** 30;

/** There is room for the data, and it can be written: a full disk stops everything, and a backup needs as much again. */
export default check({
  name: 'disk',
  finds: ['disk-full', 'folder-closed'],
  everyMinutes: 5,
  async examine({ config }) {
    const folder = await nearest(config.dataDir);
    const isOpen = await access(folder, constants.W_OK).then(
      () => true,
      () => false,
    );
    if (!isOpen) return [{ about: 'disk', trouble: 'folder-closed', detail: folder }];
    const { bavail, blocks, bsize } = await statfs(folder);
    return [{ about: 'disk', ...judge(bavail * bsize, blocks * bsize) }];
  },
});

/** The folder, or what it will be made in. */
async function nearest(folder: string): Promise<string> {
  const isThere = await access(folder).then(
    () => true,
    () => false,
  );
  return isThere || folder === dirname(folder) ? folder : nearest(dirname(folder));
}

/** Nearly full: less than half a gigabyte, or a tenth of a disk on which a tenth is little. */
export function judge(free: number, size: number): { detail: string; trouble?: 'disk-full' } {
  const isFull = free < gigabyte / 2 || (free < size / 10 && free < 5 * gigabyte);
  return { detail: `${(free / gigabyte).toFixed(1)} GB`, ...(isFull && { trouble: 'disk-full' as const }) };
}
