import { basename, dirname, resolve } from 'node:path';
import type { Response } from 'express';
import type { Files } from '../../../db/files.ts';

/** What a page may show; anything else can only be saved. */
const types: Record<string, string> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  ogg: 'audio/ogg',
};

/** Answers with a file that somebody sent: it never runs as a page, whatever is in it. Rejects when it is not there. */
export function sendFile(res: Response, files: Files, reference: string): Promise<void> {
  const path = resolve(files.path(reference));
  const type = types[reference.split('.')[1] ?? ''];
  res.set({
    'Content-Type': type ?? 'application/octet-stream',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    ...(type === undefined && { 'Content-Disposition': `attachment; filename="${reference.slice(0, 12)}.${reference.split('.')[1]}"` }),
  });
  // The name is a hash of the content, so the same address never means other bytes.
  const options = { root: dirname(path), cacheControl: false, headers: { 'Cache-Control': 'private, max-age=31536000, immutable' } };
  return new Promise((done, reject) => res.sendFile(basename(path), options, (error?: Error) => (error ? reject(error) : done())));
}
