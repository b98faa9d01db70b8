import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endingOf } from './file-kinds.ts';
import type { Instant } from './schema/words.ts';

export interface Files {
  /** Keeps bytes under their SHA-256 and returns the reference (`<hash>.<type by content>`); the same bytes twice are one file. */
  keep(bytes: Uint8Array): Promise<string>;
  read(reference: string): Promise<Buffer>;
  /** Takes a file away that has not been kept anew since then; one that is gone already is a success. */
  remove(reference: string, since: Instant): Promise<void>;
  /** Where the file lies; throws on anything that is not a reference. */
  path(reference: string): string;
}

/** Files by content under `folder`. */
export function openFiles(folder: string): Files {
  const path = (reference: string) => {
    if (!/^[0-9a-f]{64}\.[a-z0-9]{2,4}$/.test(reference)) throw new Error('Not a file reference');
    return join(folder, reference.slice(0, 2), reference);
  };
  return {
    path,
    read: async (reference) => readFile(path(reference)),
    async remove(reference, since) {
      const found = await stat(path(reference)).catch(() => undefined);
      if (found && found.mtimeMs < since) await rm(path(reference), { force: true });
    },
    async keep(bytes) {
      const reference = `${createHash('sha256').update(bytes).digest('hex')}.${await endingOf(bytes)}`;
      await mkdir(join(folder, reference.slice(0, 2)), { recursive: true, mode: 0o700 });
      // The same bytes may come twice at once.
      const unfinished = `${path(reference)}.${randomUUID()}.part`;
      await writeFile(unfinished, bytes, { flush: true, mode: 0o600 });
      await rename(unfinished, path(reference));
      return reference;
    },
  };
}
