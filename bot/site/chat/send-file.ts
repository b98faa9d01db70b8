import { basename, dirname, resolve } from 'node:path';
import type { Response } from 'express';
import { kindOf } from '../../../db/file-kinds.ts';
import type { Files } from '../../../db/files.ts';

/** Answers with a file that somebody sent, in pieces where they are asked for: it never runs as a page, whatever is in it. `name` is what it is saved as. Rejects when it is not there. */
export function sendFile(res: Response, files: Files, reference: string, name?: string): Promise<void> {
  const path = resolve(files.path(reference));
  const kind = kindOf(reference);
  if (kind === undefined || kind.showing === 'document') res.attachment(name ?? `${reference.slice(0, 12)}.${reference.split('.')[1]}`);
  res.set({
    'Content-Type': kind && kind.showing !== 'document' ? kind.mime : 'application/octet-stream',
    'Content-Security-Policy': "default-src 'none'; media-src 'self'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
  });
  // The name is a hash of the content, so the same address never means other bytes; but who may see it can change.
  const options = { root: dirname(path), cacheControl: false, headers: { 'Cache-Control': 'private, max-age=300' } };
  return new Promise((done, reject) => res.sendFile(basename(path), options, (error?: Error) => (error ? reject(error) : done())));
}
